"""名册和词表: rosters and glossaries, typed in place or taken from files."""
