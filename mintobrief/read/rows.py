"""The rows of a page: lines set upright by the page's own slant, gathered by their height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mintobrief.read.cutting import joined
from mintobrief.read.line import Line

_SAME_ROW = 0.5  # of a line's height
_OVERLAP = 0.3  # of the shorter piece: boxes of neighbours in a row touch, they do not cover
_SLANTS = 4  # lines this many times wider than high show the page's slant


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
    slant = _slant(lines)
    return [_place(line, slant) for line in lines if line.text.strip()]


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


def _slant(lines: Sequence[Line]) -> float:
    slopes = [
        line.slope
        for line in lines
        if line.box.right - line.box.left >= _SLANTS * (line.box.bottom - line.box.top)
    ]
    return median(slopes) if slopes else 0.0


def _place(line: Line, slant: float) -> Placed:
    box = line.box
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    leaning = abs(line.slope) * (box.right - box.left)  # what slanting adds to a box's height
    height = max((box.bottom - box.top) - leaning, (box.bottom - box.top) / 4)
    aside = slant * down  # lower lines of a page that leans begin further to the side
    return Placed(line, box.left + aside, box.right + aside, down - slant * across, height)


def _belongs(piece: Placed, row: Row) -> bool:
    """At one height with the row, and not above or below a piece that is in it already."""
    height = median([p.height for p in (*row, piece)])
    away = abs(piece.middle - sum(p.middle for p in row) / len(row))
    return away <= _SAME_ROW * height and all(_beside(piece, p) for p in row)


def _beside(one: Placed, other: Placed) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared <= _OVERLAP * min(one.width, other.width)
