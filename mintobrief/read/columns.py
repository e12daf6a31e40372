"""Columns of running text, told from the columns of a table.

Where a stretch of rows has an empty gutter down it and full lines on both sides, its columns
are read one after the other (an XY-cut); a table also has gutters, but its cells are not full,
and it is read row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from mintobrief.read.rows import Placed, Row, rows_of

_GUTTER = 0.3  # of a line's height, where the longest line of a column comes nearest the next
_STEP = 0.05  # of a line's height: how closely places for a gutter are tried
_PLACES = 400  # tried across a page, at most; keeps a page of specks from taking long
_COLUMN_LINES = 3
_FULL = 0.4  # of a column's width, the usual line; cells of a table came to .25 and less
_LONG = 6.0  # times its height, the usual line of a column; what is shorter is a cell
_PARTS = 200  # a page is cut into, at most


class _Stretch(NamedTuple):
    """Rows `first` to `end` (half-open) with nothing written around `gutter`."""

    first: int
    end: int
    gutter: float


def blocks_of(pieces: Sequence[Placed]) -> list[list[Row]]:
    """The rows of each block of writing, the blocks in reading order."""
    waiting, blocks = [list(pieces)], list[list[Row]]()
    while waiting:
        rows = rows_of(waiting.pop())
        found = _columns(rows) if len(blocks) + len(waiting) < _PARTS else None
        if found:
            waiting += [part for part in reversed(_parts(rows, found)) if part]
        elif rows:
            blocks.append(rows)
    return blocks


def _parts(rows: Sequence[Row], stretch: _Stretch) -> tuple[Row, Row, Row, Row]:
    """What stands above the columns, in the left one, in the right one, and below."""
    inside = _flat(rows[stretch.first : stretch.end])
    left = [piece for piece in inside if piece.right <= stretch.gutter]
    right = [piece for piece in inside if piece.right > stretch.gutter]
    return _flat(rows[: stretch.first]), left, right, _flat(rows[stretch.end :])


def _flat(rows: Sequence[Row]) -> Row:
    return [piece for row in rows for piece in row]


def _columns(rows: Sequence[Row]) -> _Stretch | None:
    """The longest stretch of rows that is set in columns."""
    for stretch in sorted(_stretches(rows), key=lambda s: s.first - s.end):
        _, left, right, _ = _parts(rows, stretch)
        if _full(left) and _full(right):
            return stretch
    return None


def _stretches(rows: Sequence[Row]) -> Iterator[_Stretch]:
    """Every stretch of rows, as long as it goes, that an empty gutter runs down."""
    pieces = _flat(rows)
    if len(pieces) < 2 * _COLUMN_LINES:
        return
    start, places, step, wide = _grid(pieces)
    since = [0] * places  # the row from which on each place is empty
    found: dict[tuple[int, int], list[float]] = {}
    for end, row in enumerate([*rows, None]):
        for place in _taken(row, start, places, step, wide):
            if end - since[place] >= _COLUMN_LINES:
                found.setdefault((since[place], end), []).append(start + place * step)
            since[place] = end + 1
    for (first, end), gutters in found.items():
        yield from (_Stretch(first, end, gutter) for gutter in _middles(gutters, step))


def _grid(pieces: Row) -> tuple[float, int, float, float]:
    """Where gutters are tried: from, how many, how far apart; and how wide they have to be."""
    height = median([piece.height for piece in pieces])
    start, end = min(p.left for p in pieces), max(p.right for p in pieces)
    step = max(_STEP * height, (end - start) / _PLACES)
    return start, int((end - start) / step) + 1, step, _GUTTER * height


def _taken(row: Row | None, start: float, places: int, step: float, wide: float) -> set[int]:
    """The places that have something of the row in them; all of them below the last row."""
    if row is None:
        return set(range(places))
    taken: set[int] = set()
    for piece in row:
        first = int((piece.left - wide / 2 - start) / step) + 1
        last = int((piece.right + wide / 2 - start) / step)
        taken.update(range(max(0, first), min(places, last + 1)))
    return taken


def _middles(places: Sequence[float], step: float) -> Iterator[float]:
    """The middle of each run of neighbouring places; `places` are in no order."""
    run: list[float] = []
    for place in sorted(places):
        if run and place - run[-1] > 1.5 * step:
            yield run[len(run) // 2]
            run = []
        run.append(place)
    yield run[len(run) // 2]


def _full(pieces: Row) -> bool:
    """Whether the pieces are a column of running text."""
    if len(pieces) < _COLUMN_LINES:
        return False
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    usual = median([p.width for p in pieces])
    if usual < _LONG * median([p.height for p in pieces]):
        return False
    return usual >= _FULL * width and len(rows_of(pieces)) >= _COLUMN_LINES
