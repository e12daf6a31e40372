"""Writing that the recogniser gave no character for: dropped characters leave a gap with ink.

No probability tells of a character that is not there. Between two characters that stand
farther apart than the line's others, ink as dense as theirs is one that was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from mintobrief.domain import Box, Glyph, Mark, MarkKind
from mintobrief.read.line import Line

if TYPE_CHECKING:
    from mintobrief.read.marks.ink import Ink, Strip

_FEWEST = 4  # characters of a line whose pitch can be told
_NARROW = 4  # pixels: a pitch below that is none
_WIDE = 1.75  # times the usual distance between two characters
_DENSE = 0.6  # of the usual ink of a character


def missed(ink: Ink, lines: Sequence[Line]) -> tuple[Mark, ...]:
    """Where characters are likely to have been dropped, on the picture the lines stand on."""
    return tuple(
        Mark(MarkKind.MISSED, box)
        for line in lines
        if (middles := [_middle(glyph) for glyph in line.glyphs if glyph])
        if len(middles) >= _FEWEST
        for box in _gaps(ink.strip(line), middles)
    )


def _gaps(strip: Strip, middles: Sequence[float]) -> Iterator[Box]:
    pitch = median(right - left for left, right in pairwise(middles))
    usual = median(_inked(strip, middle - pitch / 2, middle + pitch / 2) for middle in middles)
    for left, right in pairwise(middles):
        if right - left >= _WIDE * max(pitch, _NARROW):
            middle = (left + right) / 2
            if usual and _inked(strip, middle - pitch / 2, middle + pitch / 2) >= _DENSE * usual:
                box = strip.line.box
                yield Box(round(left + pitch / 2), box.top, round(right - pitch / 2), box.bottom)


def _inked(strip: Strip, left: float, right: float) -> float:
    """The ink between two columns of the page."""
    first, last = (max(0, round(strip.column(x))) for x in (left, right))
    return float(strip.ink[:, first:last].sum())


def _middle(glyph: Glyph) -> float:
    return (glyph.box.left + glyph.box.right) / 2
