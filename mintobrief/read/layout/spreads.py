"""Two facing pages of a notebook in one picture: told by the fold, which nothing crosses."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from mintobrief.read.layout.rows import Placed, Row, rows_of, set_upright
from mintobrief.read.line import Line

_WIDE = 1.1  # times its height, at least, what is written on two pages together
_MIDDLE = 0.36, 0.64  # of the width: where the fold may lie
_FOLD = 2.0  # of a line's height: the inner margins of two pages together, at least
_LINES = 3  # on each page
_TOGETHER = 10
_LONG = 0.6  # of a page's width; running text has such lines, a column of a table few
_LINE = 6.0  # times its height, at least, such a line; what is shorter is a cell
_RUNNING = 0.25  # of a page's lines are that long
_WHOLE = 0.6  # of a page's rows are one piece; a table's rows are several cells


def facing_pages(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of the left page and those of the right, or all of them where it is one page.

    Either page leans as the book lies, so each is set upright by itself afterwards.
    """
    pieces = set_upright(lines)
    if len(pieces) < _TOGETHER:
        return [list(lines)]
    fold = _fold(pieces)
    left = [piece for piece in pieces if fold is not None and piece.right <= fold]
    right = [piece for piece in pieces if fold is not None and piece.left >= fold]
    if fold is None or not (_is_page(left) and _is_page(right)):
        return [list(lines)]
    return [[piece.line for piece in page] for page in (left, right)]


def _fold(pieces: Sequence[Placed]) -> float | None:
    """The middle of the widest empty strip near the middle of a picture of two pages."""
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    high = max(p.middle for p in pieces) - min(p.middle for p in pieces)
    if right - left < _WIDE * high:
        return None
    first, last = (left + share * (right - left) for share in _MIDDLE)
    gaps, reach = [(0.0, 0.0)], left
    for piece in sorted(pieces, key=lambda p: p.left):
        if first <= (reach + piece.left) / 2 <= last:
            gaps.append((piece.left - reach, (reach + piece.left) / 2))
        reach = max(reach, piece.right)
    width, middle = max(gaps)
    return middle if width >= _FOLD * median([p.height for p in pieces]) else None


def _is_page(pieces: Row) -> bool:
    """Whether the pieces are lines of running text."""
    rows = rows_of(pieces)
    if len(rows) < _LINES:
        return False
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    least = max(_LONG * width, _LINE * median([p.height for p in pieces]))
    long = sum(piece.width >= least for piece in pieces)
    whole = sum(len(row) == 1 for row in rows)
    return long >= _RUNNING * len(rows) and whole >= _WHOLE * len(rows)
