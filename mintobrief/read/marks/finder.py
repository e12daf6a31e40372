"""All marks of a page, one kind after the other."""

from __future__ import annotations

from collections.abc import Sequence

from mintobrief.domain import Mark
from mintobrief.read.line import Line, Reader
from mintobrief.read.marks.between import read_between
from mintobrief.read.marks.emphasis import take_off_rings, underlines
from mintobrief.read.marks.ink import Picture, ink_of
from mintobrief.read.marks.inserted import put_in_place
from mintobrief.read.marks.missed import missed
from mintobrief.read.marks.stamps import find_stamps, set_apart
from mintobrief.read.marks.strokes import strokes_of
from mintobrief.read.marks.struck import take_out_struck


def find(
    image: Picture, lines: Sequence[Line], reader: Reader | None
) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    """The lines as they are meant and the marks, see `find_marks`."""
    stamps = find_stamps(image)
    written, marks = set_apart(image, stamps, lines)
    ink = ink_of(image, written, stamps.red)
    if ink is None:
        return written, marks
    ink, ringed = take_off_rings(ink, written)
    marks += (*ringed, *missed(ink, written))
    if reader:
        written = (*written, *read_between(image, ink, written, reader))
    kept: list[Line] = []
    for line in written:
        strip = ink.strip(line)
        strokes = strokes_of(strip)
        cleared, struck = take_out_struck(strip, strokes)
        marks += (*struck, *underlines(cleared, strip, strokes))
        kept += [cleared] if cleared.text.strip() else []
    filled, inserted = put_in_place(ink, kept)
    return filled, (*marks, *inserted)
