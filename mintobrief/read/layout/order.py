"""The order a person reads a page in: the left page of two, its columns, their rows.

A note in the margin is read after the paragraph that it stands beside, and so are words that were
written in between and whose place in it is not certain. A line that goes on with
the paragraph of the line before is marked so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from mintobrief.domain import Box, Mark, MarkKind
from mintobrief.read.layout.columns import blocks_of
from mintobrief.read.layout.margins import set_aside
from mintobrief.read.layout.paragraphs import begins_item, gather, runs_over
from mintobrief.read.layout.rows import Placed, as_one, rows_of, set_upright
from mintobrief.read.layout.spreads import facing_pages
from mintobrief.read.layout.tables import lines_of
from mintobrief.read.line import Line

_Column = list[Placed]


class Ordered(NamedTuple):
    """The lines of a page in reading order, and the notes in its margins."""

    lines: tuple[Line, ...]
    notes: tuple[Mark, ...]


def in_order(lines: Sequence[Line], marks: Sequence[Mark] = ()) -> Ordered:
    """The lines of writing in reading order; pieces that stand in one row become one line.

    Lines that a mark says were inserted are read after their paragraph. A page has a hundred
    pieces, and two thousand take some seconds.
    """
    ordered: list[Placed] = []
    notes: list[Mark] = []
    before: _Column = []
    later = {mark.box for mark in marks if mark.kind is MarkKind.INSERTED}
    for page in facing_pages(lines):
        pieces = set_upright(page)
        text, beside = set_aside([piece for piece in pieces if piece.line.box not in later])
        columns = _run_over(before, [gather(lines_of(rows)) for rows in blocks_of(text)])
        before = columns[-1] if columns else before
        read = [piece for column in columns for piece in column]
        for note in [_note(pieces) for pieces in beside]:
            _put_beside(note, read)
            notes.append(_mark(note))
        for piece in pieces:
            if piece.line.box in later:
                _put_beside([piece], read)
        ordered += read
    return Ordered(tuple(piece.line for piece in ordered), tuple(notes))


def _run_over(before: _Column, columns: Sequence[_Column]) -> list[_Column]:
    """Columns whose first line goes on with the last one of the column before say so."""
    return [
        [_wrapped(column[0], runs_over(last, column)), *column[1:]]
        for last, column in zip([before, *columns], columns, strict=False)
    ]


def _note(pieces: Sequence[Placed]) -> _Column:
    """The lines of a note; it is one paragraph unless it is a list."""
    first, *rest = [as_one(row) for row in rows_of(pieces)]
    return [first, *(_wrapped(line, not begins_item(line.line.text)) for line in rest)]


def _wrapped(piece: Placed, wrapped: bool) -> Placed:
    return replace(piece, line=replace(piece.line, wrapped=wrapped))


def _put_beside(note: _Column, read: list[Placed]) -> None:
    """Put the note behind the paragraph that it stands beside, among the lines of its page."""
    beside = min(range(len(read)), key=lambda i: _away(note[0], read[i]), default=-1)
    end = beside + 1
    while end < len(read) and read[end].line.wrapped:
        end += 1
    read[end:end] = note


def _away(one: Placed, other: Placed) -> float:
    aside = max(one.left, other.left) - min(one.right, other.right)
    return abs(one.middle - other.middle) + max(0.0, aside)


def _mark(note: _Column) -> Mark:
    lines = [piece.line for piece in note]
    return Mark(
        MarkKind.MARGIN,
        Box.around([line.box for line in lines]),
        " ".join(line.text for line in lines),
    )
