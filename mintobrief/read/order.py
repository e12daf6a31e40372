"""The order a person reads the lines of a page in.

Lines are set upright by the page's own slant and gathered into rows. Where a stretch of rows
has an empty gutter down its middle and full lines on both sides, its columns are read one
after the other (an XY-cut); a table also has gutters, but its cells are not full, and it is
read row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import median
from typing import NamedTuple

from mintobrief.domain import Box
from mintobrief.read.line import Line

_SAME_ROW = 0.5  # of a line's height
_GUTTER = 1.0  # of a line's height, at least
_COLUMN_LINES = 3
_FULL = 0.4  # of a column's width, the usual line; cells of a table came to .25 and less
_SLANTS = 4  # lines this many times wider than high show the page's slant


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its place on the page set upright."""

    line: Line
    left: float
    right: float
    middle: float
    height: float


_Row = list[_Placed]
_EVERYWHERE = (-inf, inf)


class _Stretch(NamedTuple):
    """Rows `first` to `end` (half-open) with nothing written between left and right."""

    first: int
    end: int
    gutter: tuple[float, float]


def in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of writing in reading order; pieces that stand in one row become one line."""
    slant = _slant(lines)
    placed = [_place(line, slant) for line in lines if line.text.strip()]
    return tuple(_joined(row) for row in _rows_in_order(placed))


def _slant(lines: Sequence[Line]) -> float:
    slopes = [
        line.slope
        for line in lines
        if line.box.right - line.box.left >= _SLANTS * (line.box.bottom - line.box.top)
    ]
    return median(slopes) if slopes else 0.0


def _place(line: Line, slant: float) -> _Placed:
    box = line.box
    across = (box.left + box.right) / 2
    leaning = abs(line.slope) * (box.right - box.left)  # what slanting adds to a box's height
    height = max((box.bottom - box.top) - leaning, (box.bottom - box.top) / 4)
    middle = (box.top + box.bottom) / 2 - slant * across
    return _Placed(line, box.left, box.right, middle, height)


def _rows_in_order(placed: Sequence[_Placed]) -> list[_Row]:
    rows = _rows(placed)
    found = _columns(rows)
    if found is None:
        return rows
    first, last, gutter = found
    inside = [piece for row in rows[first:last] for piece in row]
    left = [piece for piece in inside if piece.right <= gutter]
    right = [piece for piece in inside if piece.left >= gutter]
    above = [piece for row in rows[:first] for piece in row]
    below = [piece for row in rows[last:] for piece in row]
    return [row for part in (above, left, right, below) for row in _rows_in_order(part)]


def _rows(placed: Sequence[_Placed]) -> list[_Row]:
    """Gather what stands at one height, from the top; each row from the left."""
    rows: list[_Row] = []
    for piece in sorted(placed, key=lambda p: p.middle):
        if rows and _belongs(piece, rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _belongs(piece: _Placed, row: _Row) -> bool:
    """At one height with the row, and not above or below a piece that is in it already."""
    height = median([p.height for p in (*row, piece)])
    away = abs(piece.middle - sum(p.middle for p in row) / len(row))
    return away <= _SAME_ROW * height and all(_beside(piece, p) for p in row)


def _beside(one: _Placed, other: _Placed) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared <= 0.3 * min(one.right - one.left, other.right - other.left)


def _columns(rows: Sequence[_Row]) -> tuple[int, int, float] | None:
    """The longest stretch of rows (first, end) set in columns, and the middle of its gutter."""
    stretches = sorted(_stretches(rows), key=lambda s: s.first - s.end)
    for first, end, (left, right) in stretches:
        gutter = (left + right) / 2
        inside = [piece for row in rows[first:end] for piece in row]
        if _full([p for p in inside if p.right <= gutter]) and _full(
            [p for p in inside if p.left >= gutter]
        ):
            return first, end, gutter
    return None


def _stretches(rows: Sequence[_Row]) -> Iterator[_Stretch]:
    """Every stretch of rows, as long as it goes, that one empty gutter runs down."""
    wide = _GUTTER * median([p.height for row in rows for p in row]) if rows else 0.0
    gaps = [list(_gaps(row)) for row in rows]
    for first in range(len(rows)):
        gutters = _shared([_EVERYWHERE], gaps[first], wide)
        for end in range(first + 1, len(rows) + 1):
            below = gaps[end] if end < len(rows) else []
            for gutter in gutters:
                if end - first >= _COLUMN_LINES and not _shared([gutter], below, wide):
                    yield _Stretch(first, end, gutter)
            gutters = _shared(gutters, below, wide)


def _gaps(row: _Row) -> Iterator[tuple[float, float]]:
    """Where a row is empty, its margins included."""
    reach = -inf
    for piece in row:
        yield reach, piece.left
        reach = max(reach, piece.right)
    yield reach, inf


def _shared(
    gutters: Sequence[tuple[float, float]], gaps: Sequence[tuple[float, float]], wide: float
) -> list[tuple[float, float]]:
    both = ((max(g[0], h[0]), min(g[1], h[1])) for g in gutters for h in gaps)
    return [(left, right) for left, right in both if right - left >= wide]


def _full(pieces: Sequence[_Placed]) -> bool:
    """Whether the pieces are a column of running text."""
    if len(pieces) < _COLUMN_LINES:
        return False
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    usual = median([p.right - p.left for p in pieces])
    return usual >= _FULL * width and len(_rows(pieces)) >= _COLUMN_LINES


def _joined(row: _Row) -> Line:
    """The pieces of a row as one line of writing."""
    lines = [piece.line for piece in row]
    if len(lines) == 1:
        return lines[0]
    characters = sum(len(line.text) for line in lines)
    return replace(
        lines[0],
        box=Box(
            min(line.box.left for line in lines),
            min(line.box.top for line in lines),
            max(line.box.right for line in lines),
            max(line.box.bottom for line in lines),
        ),
        text=" ".join(line.text.strip() for line in lines),
        confidence=sum(line.confidence * len(line.text) for line in lines) / characters,
    )
