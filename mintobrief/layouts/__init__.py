"""How other tools lay out talk: who speaks in which turn, and which characters are words.

`ingest` asks whether a text is a transcript at all, `read` takes its words; both ask here, so
that they never disagree.
"""

from mintobrief.layouts.chat import read_lines
from mintobrief.layouts.labels import person_of
from mintobrief.layouts.words import Words, is_generic, is_transcript, read_words

__all__ = [
    "Words",
    "is_generic",
    "is_transcript",
    "person_of",
    "read_lines",
    "read_words",
]
