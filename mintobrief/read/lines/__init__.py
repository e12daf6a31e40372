"""The lines of a picture: where they are, which way up, and what their characters may be."""
