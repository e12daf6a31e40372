"""Lines cut and joined: glyphs and changes always go with their characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from mintobrief.domain import Box, Change, ChangeKind, Glyph
from mintobrief.language.characters import is_chinese
from mintobrief.read.line import Line


def trimmed(line: Line) -> Line:
    """The line without white space around it."""
    start = len(line.text) - len(line.text.lstrip())
    end = start + len(line.text.strip())
    if (start, end) == (0, len(line.text)):
        return line
    return replace(
        line,
        text=line.text[start:end],
        glyphs=line.glyphs[start:end],
        changes=tuple(_moved(change, -start, end - start) for change in line.changes),
    )


def joined(lines: Sequence[Line], gaps: Sequence[str] = ()) -> Line:
    """Lines with words as one; glyphs only where all have them.

    Before each line stands its gap, of `gaps`: one space where none are given.
    """
    parts = [trimmed(line) for line in lines]
    if len(parts) == 1 and not any(gaps):
        return parts[0]
    gaps = gaps or ["", *[" "] * (len(parts) - 1)]
    text = "".join(gap + part.text for gap, part in zip(gaps, parts, strict=True))
    return replace(
        parts[0],
        box=Box.around([part.box for part in parts]),
        text=text,
        confidence=_mean_confidence(parts),
        glyphs=_joined_glyphs(parts, gaps),
        changes=tuple(_joined_changes(parts, gaps, len(text))),
    )


def without(line: Line, start: int, end: int) -> Line:
    """The line without characters `start` to `end`, which were drawn through.

    They stay in a change. The line must have no changes but such; its text may end up empty.
    """
    inside = [change for change in line.changes if start < change.start < end]
    was = line.text[start:end]
    for change in reversed(inside):
        was = was[: change.start - start] + change.was + was[change.start - start :]
    struck = Change(start, start, was, ChangeKind.STRUCK)
    before = [change for change in line.changes if change.start <= start]
    after = [change for change in line.changes if change.start >= max(end, start + 1)]
    length = len(line.text) - (end - start)
    return replace(
        line,
        text=line.text[:start] + line.text[end:],
        glyphs=line.glyphs[:start] + line.glyphs[end:],
        changes=(*before, struck, *(_moved(change, start - end, length) for change in after)),
    )


def put_in(line: Line, at: int, words: Line) -> Line:
    """The line with the words of another before its character `at`; its box stays its own."""
    words = trimmed(words)
    text = line.text[:at] + words.text + line.text[at:]
    known = all(len(part.glyphs) == len(part.text) for part in (line, words))
    return replace(
        line,
        text=text,
        confidence=_mean_confidence([line, words]),
        glyphs=line.glyphs[:at] + words.glyphs + line.glyphs[at:] if known else (),
        changes=(
            *(change for change in line.changes if change.start <= at),
            *(_moved(change, at, len(text)) for change in words.changes),
            *(_moved(c, len(words.text), len(text)) for c in line.changes if c.start > at),
        ),
    )


def parted(line: Line, at: int) -> tuple[Line, Line]:
    """The line as two, the second from character `at` on, each with its words and its box.

    The characters on both sides of the cut must have glyphs.
    """
    before, after = line.glyphs[at - 1], line.glyphs[at]
    if before is None or after is None:
        raise ValueError(at)
    edge = (before.box.right + after.box.left) // 2
    length = len(line.text)
    left = replace(line.box, right=min(max(edge, line.box.left + 1), line.box.right))
    right = replace(line.box, left=max(min(edge, line.box.right - 1), line.box.left))
    return _stretch(line, 0, at, left), replace(_stretch(line, at, length, right), wrapped=False)


def _stretch(line: Line, start: int, end: int, box: Box) -> Line:
    changes = (
        c for c in line.changes if start <= c.start < end or c.start == end == len(line.text)
    )
    return replace(
        line,
        box=box,
        text=line.text[start:end],
        glyphs=line.glyphs[start:end],
        changes=tuple(_moved(change, -start, end - start) for change in changes),
    )


def advance(line: Line) -> float:
    """How far one Chinese character stands from the next, by the usual; 0 if nothing tells."""
    steps = [
        (two.box.left + two.box.right - one.box.left - one.box.right) / 2
        for one, two, words in zip(line.glyphs, line.glyphs[1:], pairwise(line.text), strict=False)
        if one and two and all(map(is_chinese, words))
    ]
    return median(steps) if steps else 0.0


def _moved(change: Change, by: int, length: int) -> Change:
    """The change some characters on, within a text of that length."""
    start, end = (max(0, min(edge + by, length)) for edge in (change.start, change.end))
    return replace(change, start=start, end=end)


def _joined_glyphs(parts: Sequence[Line], gaps: Sequence[str]) -> tuple[Glyph | None, ...]:
    if any(len(part.glyphs) != len(part.text) for part in parts):
        return ()
    glyphs: list[Glyph | None] = []
    for part, gap in zip(parts, gaps, strict=True):
        glyphs += [*[None] * len(gap), *part.glyphs]
    return tuple(glyphs)


def _joined_changes(parts: Sequence[Line], gaps: Sequence[str], length: int) -> Iterator[Change]:
    start = 0
    for part, gap in zip(parts, gaps, strict=True):
        start += len(gap)
        yield from (_moved(change, start, length) for change in part.changes)
        start += len(part.text)


def _mean_confidence(parts: Sequence[Line]) -> float:
    """A character counts as much as any other."""
    characters = sum(len(part.text) for part in parts)
    return sum(part.confidence * len(part.text) for part in parts) / characters
