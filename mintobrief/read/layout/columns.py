"""Columns of running text, told from the columns of a table.

Where a stretch of rows has an empty gutter down it and full lines on both sides, its columns
are read one after the other (an XY-cut); a table also has gutters, but its cells are not full,
and it is read row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from mintobrief.read.layout.paragraphs import begins_item
from mintobrief.read.layout.rows import Placed, Row, rows_of
from mintobrief.read.line import Line
from mintobrief.read.words.cutting import parted

_GUTTER = 0.3  # of a line's height, where the longest line of a column comes nearest the next
_STEP = 0.05  # of a line's height: how closely places for a gutter are tried
_PLACES = 400  # tried across a page, at most; keeps a page of specks from taking long
_LEANS = 0.0, -0.015, 0.015, -0.03, 0.03, -0.05, 0.05  # of a gutter: pixels aside for each down
_CUT = 1.5  # of a line's height: how near the gutter words begin that are cut from those before
_COLUMN_LINES = 3
_FULL = 0.4  # of a column's width, the usual line; cells of a table came to .25 and less
_LONG = 6.0  # times its height, the usual line of a column; what is shorter is a cell
_PARTS = 200  # a page is cut into, at most


class _Stretch(NamedTuple):
    """Rows `first` to `end` (half-open) with nothing written around a gutter.

    A page photographed from aside is narrower at one end: its gutter leans. `gutter` is where
    it would be at the top of the page.
    """

    first: int
    end: int
    gutter: float
    lean: float = 0.0


def blocks_of(pieces: Sequence[Placed]) -> list[list[Row]]:
    """The rows of each block of writing, the blocks in reading order."""
    waiting, blocks = [list(pieces)], list[list[Row]]()
    while waiting:
        rows = rows_of(waiting.pop())
        found = _columns(rows) if len(blocks) + len(waiting) < _PARTS else None
        if found and (cut := _cut_at(found, rows)):
            rows = rows_of(cut)
            found = _columns(rows)
        if found:
            waiting += [part for part in reversed(_parts(rows, found)) if part]
        elif rows:
            blocks.append(rows)
    return blocks


def _parts(rows: Sequence[Row], stretch: _Stretch) -> tuple[Row, Row, Row, Row]:
    """What stands above the columns, in the left one, in the right one, and below."""
    inside = _flat(rows[stretch.first : stretch.end])
    left = [p for p in inside if p.right - stretch.lean * p.middle <= stretch.gutter]
    right = [p for p in inside if p.right - stretch.lean * p.middle > stretch.gutter]
    return _flat(rows[: stretch.first]), left, right, _flat(rows[stretch.end :])


def _cut_at(stretch: _Stretch, rows: Sequence[Row]) -> Row:
    """All pieces, those cut that an engine read across the gutter in the rows where the stretch
    ends; none where it did so in neither."""
    pieces = _flat(rows)
    at_ends = {id(p) for end in (stretch.first - 1, stretch.end) for p in _row(rows, end)}
    cut = [_parted(p, stretch) if id(p) in at_ends else [p] for p in pieces]
    return _flat(cut) if len(cut) < len(_flat(cut)) else []


def _row(rows: Sequence[Row], at: int) -> Row:
    return rows[at] if 0 <= at < len(rows) else []


def _parted(piece: Placed, stretch: _Stretch) -> Row:
    """The piece in two where its words begin anew at the gutter, else as it is.

    Both are placed so that the gutter is empty.
    """
    line, free = piece.line, _GUTTER * piece.height
    gutter = stretch.gutter + stretch.lean * piece.middle
    place = gutter - (piece.left - line.box.left)  # in the picture
    at = next(_beginnings(line, place, _CUT * piece.height), 0)
    if not at:
        return [piece]
    left, right = parted(line, at)
    return [
        replace(piece, line=left, right=gutter - free),
        replace(piece, line=right, left=gutter + free),
    ]


def _beginnings(line: Line, place: float, near: float) -> Iterator[int]:
    """The characters near a place that a list item or a label begins with."""
    for at, (one, two) in enumerate(pairwise(line.glyphs), 1):
        close = one and two and abs((one.box.right + two.box.left) / 2 - place) <= near
        if close and begins_item(line.text[at:]):
            yield at


def _flat(rows: Sequence[Row]) -> Row:
    return [piece for row in rows for piece in row]


def _columns(rows: Sequence[Row]) -> _Stretch | None:
    """The longest stretch of rows that is set in columns."""
    stretches = [stretch for lean in _LEANS for stretch in _stretches(rows, lean)]
    for stretch in sorted(stretches, key=lambda s: s.first - s.end):
        _, left, right, _ = _parts(rows, stretch)
        enough = min(len(left), len(right)) >= _COLUMN_LINES  # gathering rows takes long
        if enough and _full(left) and _full(right):
            return stretch
    return None


def _stretches(rows: Sequence[Row], lean: float) -> Iterator[_Stretch]:
    """Every stretch of rows, as long as it goes, that an empty gutter runs down leaning so."""
    if sum(map(len, rows)) < 2 * _COLUMN_LINES:
        return
    rows = [[_leant(piece, -lean) for piece in row] for row in rows]
    pieces = _flat(rows)
    start, places, step, wide = _grid(pieces)
    since = [0] * places  # the row from which on each place is empty
    found: dict[tuple[int, int], list[float]] = {}
    for end, row in enumerate([*rows, None]):
        for place in _taken(row, start, places, step, wide):
            if end - since[place] >= _COLUMN_LINES:
                found.setdefault((since[place], end), []).append(start + place * step)
            since[place] = end + 1
    for (first, end), gutters in found.items():
        yield from (_Stretch(first, end, gutter, lean) for gutter in _middles(gutters, step))


def _leant(piece: Placed, lean: float) -> Placed:
    aside = lean * piece.middle
    return replace(piece, left=piece.left + aside, right=piece.right + aside)


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
