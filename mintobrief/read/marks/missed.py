"""Writing that the recogniser gave no character for: dropped characters leave a gap with ink.

No probability tells of a character that is not there. Between two characters that stand
farther apart than the line's others, ink as dense as theirs is one that was left out. Figures
stand closer than Chinese characters: each are measured by their like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from mintobrief.domain import Box, Mark, MarkKind
from mintobrief.language.characters import is_chinese
from mintobrief.read.line import Line

if TYPE_CHECKING:
    from mintobrief.read.marks.ink import Ink, Strip

_Letter = tuple[bool, float]  # whether it is Chinese, and its middle

_FEWEST = 4  # characters of a line whose pitch can be told
_NARROW = 4  # pixels: a pitch below that is none
_WIDE = 1.75  # times the usual distance between two characters
_DENSE = 0.6  # of the usual ink of a character


class _Gap(NamedTuple):
    """From the middle of a character to that of the next, which stand `pitch` apart by rights."""

    left: float
    right: float
    pitch: float


def missed(ink: Ink, lines: Sequence[Line]) -> tuple[Mark, ...]:
    """Where characters are likely to have been dropped, on the picture the lines stand on."""
    return tuple(
        Mark(MarkKind.MISSED, box)
        for line in lines
        if len(letters := tuple(_letters(line))) >= _FEWEST
        for box in _written(ink, line, letters)
    )


def _letters(line: Line) -> Iterator[_Letter]:
    """The characters that have a place, each with its middle."""
    for character, glyph in zip(line.text, line.glyphs, strict=False):
        if glyph:
            yield is_chinese(character), (glyph.box.left + glyph.box.right) / 2


def _written(ink: Ink, line: Line, letters: Sequence[_Letter]) -> Iterator[Box]:
    """The gaps of the line that have ink; its ink is looked at only where it has gaps."""
    pitches = _pitches(letters)
    gaps = tuple(_gaps(letters, pitches))
    if not gaps:
        return
    strip = ink.strip(line)
    usual = median(_inked(strip, *_span(middle, pitches[wide])) for wide, middle in letters)
    for left, right, pitch in gaps:
        dense = _inked(strip, *_span((left + right) / 2, pitch)) >= _DENSE * usual
        if usual and dense:
            edges = round(left + pitch / 2), round(right - pitch / 2)
            yield Box(edges[0], line.box.top, edges[1], line.box.bottom)


def _gaps(letters: Sequence[_Letter], pitches: Mapping[bool, float]) -> Iterator[_Gap]:
    for (one, left), (two, right) in pairwise(letters):
        pitch = (pitches[one] + pitches[two]) / 2
        if right - left >= _WIDE * max(pitch, _NARROW):
            yield _Gap(left, right, pitch)


def _pitches(letters: Sequence[_Letter]) -> dict[bool, float]:
    """How far characters usually stand apart, those that are Chinese and the others."""
    steps = [(one, two, right - left) for (one, left), (two, right) in pairwise(letters)]
    every = median(step for *_, step in steps)
    alike = {
        wide: [step for one, two, step in steps if one is two is wide] for wide in (True, False)
    }
    return {wide: median(known) if len(known) > 1 else every for wide, known in alike.items()}


def _span(middle: float, pitch: float) -> tuple[float, float]:
    return middle - pitch / 2, middle + pitch / 2


def _inked(strip: Strip, left: float, right: float) -> float:
    """The ink between two columns of the page."""
    first, last = (max(0, round(strip.column(x))) for x in (left, right))
    return float((strip.depth[:, first:last] >= strip.dark).sum())
