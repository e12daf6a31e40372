"""签发: the checklist, the pages as they will be printed, who signed, what was done."""
