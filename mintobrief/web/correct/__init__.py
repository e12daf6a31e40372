"""更正: words, voices, topics, particulars and candidates as persons put them right."""
