"""Notes in the margin are told from the text by their place, their height and their slant."""

from __future__ import annotations

import pytest

from mintobrief.domain import Box
from mintobrief.read.layout.margins import set_aside
from mintobrief.read.layout.rows import set_upright
from mintobrief.read.line import Line

LEFT, RIGHT, HIGH, PITCH = 100, 900, 40, 70
ROW = 100 + 3 * PITCH  # the top of the fourth line


def notes(*found: Line) -> list[list[str]]:
    """The notes beside eight lines of text, as their words."""
    text = [
        Line(Box(LEFT, y, RIGHT, y + HIGH), "正文", 0.9) for y in range(100, 100 + 8 * PITCH, PITCH)
    ]
    return [[p.line.text for p in note] for note in set_aside(set_upright([*text, *found]))[1]]


def small(text: str, left: int, top: int, wide: int = 120) -> Line:
    return Line(Box(left, top, left + wide, top + 26), text, 0.9)


@pytest.mark.parametrize(("into", "found"), [(0, 1), (15, 1), (30, 0)])
def test_a_note_may_reach_a_little_into_the_text(into: int, found: int) -> None:
    assert len(notes(small("问物业", RIGHT - into, ROW))) == found


@pytest.mark.parametrize(("wide", "found"), [(200, 1), (340, 1), (380, 0)])
def test_a_note_is_narrower_than_the_text(wide: int, found: int) -> None:
    assert len(notes(small("问物业", RIGHT + 20, ROW, wide))) == found


@pytest.mark.parametrize(("apart", "together"), [(50, True), (100, False)])
def test_lines_of_a_note_stand_close(apart: int, together: bool) -> None:
    found = notes(small("问物业", 920, ROW), small("周五前", 920, ROW + apart))
    assert found == ([["问物业", "周五前"]] if together else [["问物业"], ["周五前"]])


@pytest.mark.parametrize(("down", "found"), [(0, 0), (8, 0), (17, 1), (35, 1)])
def test_a_note_as_large_as_the_text_stands_off_its_lines(down: int, found: int) -> None:
    note = Line(Box(920, ROW + down, 1040, ROW + down + HIGH), "问物业", 0.9)
    assert len(notes(note)) == found


@pytest.mark.parametrize(("slope", "found"), [(0.06, 0), (0.15, 1), (-0.15, 1)])
def test_a_note_as_large_as_the_text_is_slanted_otherwise(slope: float, found: int) -> None:
    fall = round(abs(slope) * 120)
    top = ROW - fall // 2
    note = Line(Box(920, top, 1040, top + HIGH + fall), "问物业", 0.9, slope)
    assert len(notes(note)) == found


@pytest.mark.parametrize(("short", "found"), [(60, 1), (120, 0)])
def test_a_note_stands_before_a_line_that_goes_on_with_a_full_one(short: int, found: int) -> None:
    """After a line that ended early it may be the heading of the next."""
    text = [
        Line(Box(300, y, RIGHT - (short if y == ROW - PITCH else 0), y + HIGH), "正文", 0.9)
        for y in range(100, 100 + 8 * PITCH, PITCH)
    ]
    note = Line(Box(100, ROW, 180, ROW + HIGH), "快办", 0.9)
    assert len(set_aside(set_upright([*text, note]))[1]) == found
