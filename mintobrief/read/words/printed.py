"""Lines that a file holds as text, as if they had been read without a doubt."""

from __future__ import annotations

from collections.abc import Iterable

from mintobrief.domain import Glyph, PrintedLine
from mintobrief.read.line import Line


def as_read(printed: Iterable[PrintedLine]) -> tuple[Line, ...]:
    """The lines, every character certain."""
    return tuple(
        Line(
            box=line.box,
            text=line.text,
            confidence=1.0,
            glyphs=tuple(Glyph(box, 1.0) if box else None for box in line.boxes),
        )
        for line in printed
    )
