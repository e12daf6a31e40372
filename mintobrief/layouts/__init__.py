"""How other tools lay out a transcript: who speaks in which turn, and which characters are words.

`ingest` asks whether a text is a transcript at all, `read` takes its words; both ask here, so
that they never disagree.
"""

from mintobrief.layouts.words import Words, is_generic, is_transcript, read_words

__all__ = ["Words", "is_generic", "is_transcript", "read_words"]
