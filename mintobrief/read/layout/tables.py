"""Tables on a page: a tab stands between the cells of a row, an empty cell keeps its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from mintobrief.read.layout.rows import Placed, Row, as_one
from mintobrief.read.line import Line
from mintobrief.read.words.cutting import joined

_ROWS = 3  # a table has, at least, and as many cells in each of these
_CELLS = 3
_GUTTER = 0.3  # of a line's height: cells written by hand come close to each other

_Gap = tuple[float, float]


def lines_of(rows: Sequence[Row]) -> list[Placed]:
    """Each row as one line: the cells of tables between tabs, other pieces between spaces."""
    lines: list[Placed] = []
    first = 0
    while first < len(rows):
        end, gutters = _table(rows, first)
        lines += [as_one(row, _in_cells(row, gutters)) for row in rows[first:end]]
        lines += [as_one(row) for row in rows[end : first + 1]]
        first = max(end, first + 1)
    return lines


def _table(rows: Sequence[Row], first: int) -> tuple[int, list[_Gap]]:
    """Where the table that begins with row `first` ends, and what parts its columns.

    It ends where it begins if there is none.
    """
    gutters, end, complete = _gaps(rows[first])[1:-1], first, 0
    while end < len(rows) and len(shared := _shared(gutters, rows[end])) >= _CELLS - 1:
        complete += len(rows[end]) >= _CELLS
        gutters, end = shared, end + 1
    return (end, gutters) if complete >= _ROWS else (first, [])


def _shared(gutters: Sequence[_Gap], row: Row) -> list[_Gap]:
    """What is left of the gutters where the row is empty too."""
    least = _GUTTER * max(piece.height for piece in row)
    both = [(max(g[0], e[0]), min(g[1], e[1])) for g in gutters for e in _gaps(row)]
    return [(left, right) for left, right in both if right - left >= least]


def _gaps(row: Row) -> list[_Gap]:
    """Where a row is empty, its margins included."""
    return [
        (-inf, row[0].left),
        *((one.right, other.left) for one, other in pairwise(row)),
        (max(piece.right for piece in row), inf),
    ]


def _in_cells(row: Row, gutters: Sequence[_Gap]) -> Line:
    gaps: list[str] = []
    column = 0
    for piece in row:
        stands = sum(piece.left >= left for left, _ in gutters)
        if gaps and stands == column:
            gaps.append(" ")
        else:
            gaps.append(("\t" if gaps else "") + " \t" * (stands - column - bool(gaps)))
        column = stands
    return joined([piece.line for piece in row], gaps)
