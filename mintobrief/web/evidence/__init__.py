"""The originals: sound from any second, pictures of pages."""
