"""The rows of a page: lines set upright by the page's own slant, gathered by their height.

Paper that is bent slants more in some places than in others: how high a piece stands is told
by the lines around it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from statistics import median

from mintobrief.read.line import Line
from mintobrief.read.words.cutting import joined

_SAME_ROW = 0.5  # of a line's height
_OVERLAP = 0.3  # of the shorter piece: boxes of neighbours in a row touch, they do not cover
_SLANTS = 4  # lines this many times wider than high show the page's slant
_AROUND = 3.0  # line heights up and down, from where lines tell how a piece slants
_TOLD = 0.5  # of the longest line's weight, at least, tells it
_ODD = 0.05  # more or less than the page slants a line only by itself


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its place on the page set upright."""

    line: Line
    left: float
    right: float
    middle: float
    height: float

    @property
    def width(self) -> float:
        return self.right - self.left


Row = list[Placed]


def set_upright(lines: Sequence[Line]) -> list[Placed]:
    """The lines that have words, each in its place on the page turned back by its slant."""
    slants = _slants(lines)
    return [_place(line, slants) for line in lines if line.text.strip()]


def rows_of(pieces: Sequence[Placed]) -> list[Row]:
    """Gather what stands at one height, from the top; each row from the left."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if rows and _belongs(piece, rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def as_one(row: Row, line: Line | None = None) -> Placed:
    """The pieces of a row as one line: the one given, or one with a space between the pieces."""
    return Placed(
        line or joined([piece.line for piece in row]),
        min(piece.left for piece in row),
        max(piece.right for piece in row),
        sum(piece.middle for piece in row) / len(row),
        median([piece.height for piece in row]),
    )


@dataclass(frozen=True, slots=True)
class _Slants:
    """How the writing falls for each pixel to the right: by the usual, and line by line.

    `lines` are middle, width and slope of those long enough to tell, from the top; `across` is
    the middle of the page.
    """

    usual: float
    lines: tuple[tuple[float, float, float], ...]
    across: float
    height: float

    def at(self, down: float) -> float:
        """How it falls so far down: the lines near count most, and the longer ones more."""
        reach = _AROUND * self.height
        first, end = (bisect(self.lines, (down + side * 3 * reach,)) for side in (-1, 1))
        near = [(w * exp(-(((y - down) / reach) ** 2)), s) for y, w, s in self.lines[first:end]]
        total = sum(weight for weight, _ in near)
        if total < _TOLD * max((width for _, width, _ in self.lines), default=1.0):
            return self.usual
        return sum(weight * slope for weight, slope in near) / total


def _slants(lines: Sequence[Line]) -> _Slants:
    boxes = [line.box for line in lines]
    long = [
        line
        for line in lines
        if line.box.right - line.box.left >= _SLANTS * (line.box.bottom - line.box.top)
    ]
    usual = median([line.slope for line in long]) if long else 0.0
    told = sorted(
        ((line.box.top + line.box.bottom) / 2, line.box.right - line.box.left, line.slope)
        for line in long
        if abs(line.slope - usual) <= _ODD
    )
    across = sum(b.left + b.right for b in boxes) / (2 * max(1, len(boxes)))
    return _Slants(usual, tuple(told), across, median([b.bottom - b.top for b in boxes] or [1]))


def _place(line: Line, slants: _Slants) -> Placed:
    box = line.box
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    leaning = abs(line.slope) * (box.right - box.left)  # what slanting adds to a box's height
    height = max((box.bottom - box.top) - leaning, (box.bottom - box.top) / 4)
    aside = slants.usual * down  # lower lines of a page that leans begin further to the side
    middle = down - slants.at(down) * (across - slants.across)
    return Placed(line, box.left + aside, box.right + aside, middle, height)


def _belongs(piece: Placed, row: Row) -> bool:
    """At one height with the row, and not above or below a piece that is in it already."""
    height = median([p.height for p in (*row, piece)])
    away = abs(piece.middle - sum(p.middle for p in row) / len(row))
    return away <= _SAME_ROW * height and all(_beside(piece, p) for p in row)


def _beside(one: Placed, other: Placed) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared <= _OVERLAP * min(one.width, other.width)
