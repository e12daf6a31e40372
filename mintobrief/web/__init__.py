"""The pages: hand files in, review the candidates beside their evidence, download the briefing."""
