"""What cannot be read is said to be so: words are never made up of guesses.

Chinese editors set □ for every character that they cannot read. A stretch of characters each
of which is likelier wrong than right becomes that, and its place on the page is marked, so
that a person is shown the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from mintobrief.domain import UNREAD, Box, Change, ChangeKind, Glyph, Mark, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.trust.stretches import stretches

_HOPELESS = 0.4  # a character less likely right than that
_STRETCH = 3  # characters; fewer are told by those around them
_LINE = 0.35  # a line whose characters come to less on average is hopeless as a whole


def legible(line: Line) -> tuple[Line, tuple[Mark, ...]]:
    """The line with □ for what is not legible, and marks where that stands.

    The words as they were recognised are in the line's `changes`.
    """
    marks = []
    for start, end in reversed(list(_hopeless(line.glyphs))):
        glyphs = [glyph for glyph in line.glyphs[start:end] if glyph]
        marks.append(
            Mark(
                MarkKind.ILLEGIBLE,
                Box.around([glyph.box for glyph in glyphs]),
                line.text[start:end],
            )
        )
        line = _blotted(line, start, end)
    return line, tuple(reversed(marks))


def _hopeless(glyphs: Sequence[Glyph | None]) -> Iterator[tuple[int, int]]:
    likely = [glyph.probability for glyph in glyphs if glyph]
    if likely and fmean(likely) < _LINE:
        yield 0, len(glyphs)
        return
    bad = (glyph is not None and glyph.probability < _HOPELESS for glyph in glyphs)
    yield from ((start, end) for start, end in stretches(bad) if end - start >= _STRETCH)


def _blotted(line: Line, start: int, end: int) -> Line:
    """Characters `start` to `end` as □; what was changed within becomes one change with it."""
    inside = [c for c in line.changes if c.start < end and start < c.end]
    start = min([start, *(change.start for change in inside)])
    end = max([end, *(change.end for change in inside)])
    within = [c for c in line.changes if start <= c.start and c.end <= end]
    was = line.text[start:end]
    blot = "".join(c if c.isspace() else UNREAD for c in was)
    for change in reversed(within):
        was = was[: change.start - start] + change.was + was[change.end - start :]
    changes = [c for c in line.changes if c not in within]
    changes.append(Change(start, end, was, ChangeKind.SHAPE))
    return replace(
        line,
        text=line.text[:start] + blot + line.text[end:],
        changes=tuple(sorted(changes, key=lambda change: (change.start, change.end))),
    )
