"""Cut text into sentences without changing a character of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A sentence ends behind 。！？；, with every further mark and closing quote; a line ends one too.
# Between digits a half-width mark belongs to the number.
_END = re.compile(r"(?:[。！？；?!]|(?<!\d);|;(?!\d))[。！？；?!;…]*[”’」』）》】\"')\]]*|\n")
_LONGEST = (
    1000  # characters: nobody's sentence, and all that comes after takes longer by its square
)
_PAUSE = re.compile(r".*[，,、：:\s]", re.DOTALL)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of text[start:end] stand, in characters of the text.

    They are in order, do not overlap, are of bounded length, begin and end on a character that
    shows, and leave out nothing but white space.
    """
    position = start
    while position < end:
        found = _END.search(text, position, end)
        stop = found.end() if found else end
        if stop - position > _LONGEST:
            stop = _cut(text, position, position + _LONGEST)
        if sentence := _trimmed(text, position, stop):
            yield sentence
        position = stop


def _cut(text: str, start: int, end: int) -> int:
    """Where a stretch without an end is cut: behind its last pause, or where it is too long."""
    pause = _PAUSE.match(text, start, end)
    return pause.end() if pause else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    return (first, last) if first < last else None
