"""How far what was read can be trusted, and what a person is shown of it."""
