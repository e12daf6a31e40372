"""督办: what was resolved and is followed up, the most urgent first, and each task's life."""
