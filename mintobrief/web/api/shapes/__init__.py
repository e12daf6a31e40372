"""What the answers look like, for the document that tells of them and for mypy."""
