"""正文: every paragraph of the briefing beside the words it rests on, edited in place.

sheet       the paragraphs as the page shows them
retelling   what becomes of them where a person writes, moves or deletes
pages       the page and what is asked of it
"""
