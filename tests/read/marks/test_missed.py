"""A character that the recogniser dropped leaves a gap with ink in its line."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.domain import Box, Glyph, MarkKind
from mintobrief.read import Line
from mintobrief.read.marks.ink import ink_of
from mintobrief.read.marks.missed import missed
from tests.read.written import glyph


def page(*blots: int) -> NDArray[np.uint8]:
    """Black squares for characters, one every 40 pixels where `blots` says so."""
    image = np.full((120, 480, 3), 255, np.uint8)
    for at in blots:
        image[32:68, 40 * at + 6 : 40 * at + 34] = 20
    return image


def line(*places: int) -> Line:
    glyphs = tuple(glyph(at, 0.9) for at in places)
    box = Box(40 * places[0], 25, 40 * places[-1] + 40, 75)
    return Line(box, "业" * len(places), 0.9, glyphs=glyphs)


@pytest.mark.parametrize(
    ("written", "read", "gaps"),
    [
        (range(1, 9), (1, 2, 3, 5, 6, 7, 8), 1),
        (range(1, 9), range(1, 9), 0),
        ((1, 2, 3, 5, 6, 7, 8), (1, 2, 3, 5, 6, 7, 8), 0),
        (range(1, 4), (1, 3), 0),
    ],
)
def test_only_a_gap_with_ink_is_told(written: range, read: tuple[int, ...], gaps: int) -> None:
    lines = [line(*read)]
    ink = ink_of(page(*written), lines)
    assert ink
    marks = missed(ink, lines)
    assert [mark.kind for mark in marks] == [MarkKind.MISSED] * gaps
    assert all(mark.box.left < 180 < mark.box.right for mark in marks)


def _mixed(read: str, dropped: int | None = None) -> int:
    """How many gaps are told in a line whose figures stand half as close as its characters."""
    image, glyphs, left = np.full((120, 900, 3), 255, np.uint8), list[Glyph](), 20
    for at, character in enumerate(read):
        width = 28 if character.isdigit() else 60
        image[32:68, left + 4 : left + width - 4] = 20
        if at != dropped:
            glyphs.append(Glyph(Box(left, 25, left + width, 75), 0.9))
        left += width
    text = "".join(c for at, c in enumerate(read) if at != dropped)
    lines = [Line(Box(20, 25, left, 75), text, 0.9, glyphs=tuple(glyphs))]
    ink = ink_of(image, lines)
    assert ink
    return len(missed(ink, lines))


def test_characters_that_stand_wider_than_figures_have_no_gap_between_them() -> None:
    assert _mixed("20251203星期三晚700") == 0


@pytest.mark.parametrize("dropped", [9, 2])
def test_a_gap_is_told_among_characters_and_among_figures(dropped: int) -> None:
    assert _mixed("20251203星期三晚上的700", dropped) == 1
