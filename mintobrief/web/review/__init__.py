"""审阅: the candidates beside their evidence, judged, undone, kept apart from others' changes."""
