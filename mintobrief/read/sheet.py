"""One page from its picture to its lines in reading order: all that a process of its own does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mintobrief.domain import Mark, PrintedLine
from mintobrief.read.layout.order import in_order
from mintobrief.read.line import Line, Page, Reader, Sheet
from mintobrief.read.lines.upright import Upright, line_as_stored, mark_as_stored, read_upright
from mintobrief.read.marks import find_marks
from mintobrief.read.marks.grain import is_grain
from mintobrief.read.words.printed import as_read


def read_sheet(page: Page, reader: Reader) -> Sheet:
    """The page as it was read. Raises an InputError where it cannot be decoded or read."""
    printed = page.printed
    return _copied(page.number, printed) if printed else _read(page, reader)


def _copied(number: int, printed: Iterable[PrintedLine]) -> Sheet:
    """A page whose file holds its text: nothing is read, and no hand has marked it."""
    lines, notes = in_order(as_read(printed))
    return Sheet(number, lines, marks=notes)


def _read(page: Page, reader: Reader) -> Sheet:
    standing = read_upright(page.image, reader)
    if is_grain(standing.image, standing.lines):
        return Sheet(page.number, ())
    written, marks = find_marks(standing.image, standing.lines, reader)
    lines, notes = in_order(written, marks)
    return _as_stored(page.number, lines, (*marks, *notes), standing)


def _as_stored(
    number: int, lines: Sequence[Line], marks: Sequence[Mark], standing: Upright
) -> Sheet:
    return Sheet(
        number,
        tuple(line_as_stored(line, standing) for line in lines),
        standing.turned,
        tuple(mark_as_stored(mark, standing) for mark in marks),
    )
