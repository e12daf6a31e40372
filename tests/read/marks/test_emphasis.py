"""Underlines, rings and boxes tell which words they stand by, and take none of them out."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from mintobrief.domain import Mark, MarkKind
from mintobrief.read.marks import find_marks
from mintobrief.read.marks.ink import ink_of
from mintobrief.read.marks.strokes import fitted, strokes_of
from tests.read.marks.drawn import EM, INK, Drawing

WORDS = "物业公司下周三以前修好电梯"
TOP = 300


def page() -> Drawing:
    drawing = Drawing()
    for row in range(3):
        drawing.write(WORDS, 200, TOP + 150 * row)
    return drawing


def marks_of(drawing: Drawing) -> list[Mark]:
    lines, marks = find_marks(drawing.image, drawing.lines)
    assert lines == tuple(drawing.lines)
    return list(marks)


@pytest.mark.parametrize("down", [1.08, 1.2])
def test_an_underline_names_the_words_above_it(down: float) -> None:
    drawing = page()
    y = TOP + EM * down
    drawing.stroke((200 + EM * 4, y), (200 + EM * 9, y))
    (mark,) = marks_of(drawing)
    assert (mark.kind, mark.text) == (MarkKind.UNDERLINED, WORDS[4:9])


@pytest.mark.parametrize(("down", "tilt"), [(1, 0.08), (-1, -0.08), (0, 0.04)])
def test_a_stroke_seen_at_a_wrong_tilt_is_fitted_to_its_ink(down: float, tilt: float) -> None:
    drawing = page()
    y = TOP + EM * 1.2
    drawing.stroke((200 + EM * 4, y), (200 + EM * 9, y))
    ink = ink_of(drawing.image, drawing.lines)
    assert ink
    strip = ink.strip(drawing.lines[0])
    (seen,) = [s for s in strokes_of(strip) if s.width > 2 * strip.em]
    right = fitted(replace(seen, middle=seen.middle + down, tilt=tilt), strip)
    assert abs(right.tilt) < 0.01
    assert abs(right.middle - seen.middle) <= 1.5


def test_a_ring_names_the_words_in_it() -> None:
    drawing = page()
    across, down = 200 + EM * 6.5, TOP + EM / 2
    turn = [2 * math.pi * i / 40 for i in range(42)]
    drawing.stroke(*((across + 88 * math.cos(a), down + 44 * math.sin(a)) for a in turn))
    (mark,) = marks_of(drawing)
    assert (mark.kind, mark.text) == (MarkKind.CIRCLED, WORDS[5:8])


def test_a_box_names_the_words_in_it() -> None:
    drawing = page()
    left, top, right, bottom = 200 + EM * 4, TOP - 12, 200 + EM * 8, TOP + EM + 12
    drawing.stroke((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    (mark,) = marks_of(drawing)
    assert (mark.kind, mark.text) == (MarkKind.CIRCLED, WORDS[4:8])


def test_the_rules_of_a_table_are_neither() -> None:
    drawing = page()
    for row in range(5):
        y = TOP - 45 + 150 * row
        drawing.stroke((150, y), (1250, y))
    for x in (150, 700, 1250):
        drawing.stroke((x, TOP - 45), (x, TOP + 555))
    assert marks_of(drawing) == []


@pytest.mark.parametrize("first", [367, 380])
def test_a_rule_of_the_paper_is_no_underline(first: int) -> None:
    drawing = Drawing()
    drawing.rules(first, 150)
    for row in range(3):
        drawing.write(WORDS, 200, TOP + 150 * row)
    assert marks_of(drawing) == []


@pytest.mark.parametrize(("wide", "count"), [(1.6, 0), (3, 1)])
def test_an_underline_is_longer_than_the_foot_of_a_character(wide: float, count: int) -> None:
    drawing = page()
    y = TOP + EM * 1.2
    drawing.stroke((200 + EM * 4, y), (200 + EM * (4 + wide), y))
    assert len(marks_of(drawing)) == count


@pytest.mark.parametrize(("begins", "words"), [(4.3, WORDS[4:9]), (4.7, WORDS[5:9])])
def test_a_character_is_underlined_by_half(begins: float, words: str) -> None:
    drawing = page()
    y = TOP + EM * 1.2
    drawing.stroke((200 + EM * begins, y), (200 + EM * 9, y))
    (mark,) = marks_of(drawing)
    assert mark.text == words


@pytest.mark.parametrize(("ticks", "count"), [(3, 1), (7, 0)])
def test_what_has_much_hanging_from_it_is_no_underline(ticks: int, count: int) -> None:
    """As the lintel of a character below, or the rule of a table."""
    drawing = page()
    left, y = 200 + EM * 4, TOP + EM * 1.2
    drawing.stroke((left, y), (left + EM * 5, y))
    for i in range(ticks):
        x = left + 20 + 40 * i
        drawing.pen.rectangle((x, y + 9, x + 13, y + 18), fill=INK)
    assert len(marks_of(drawing)) == count


@pytest.mark.parametrize(
    ("left", "right", "bottom", "count"),
    [
        (190, 200 + EM * 13 + 10, TOP + EM + 30, 1),
        (190, 200 + EM * 13 + 10, TOP + 150 + EM + 30, 0),
        (20, 1380, TOP + EM + 30, 0),
    ],
)
def test_a_frame_around_more_than_a_line_is_no_box_around_words(
    left: int, right: int, bottom: int, count: int
) -> None:
    drawing = page()
    top = TOP - 25
    drawing.stroke((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    found = [mark for mark in marks_of(drawing) if mark.kind is MarkKind.CIRCLED]
    assert len(found) == count


@pytest.mark.parametrize(("parts", "count"), [(1, 1), (3, 1), (7, 0)])
def test_what_is_all_small_compartments_is_no_box_around_words(parts: int, count: int) -> None:
    """As a large character is, or a grid."""
    drawing = page()
    left, top, right, bottom = 200 + EM * 4 - 10, TOP - 25, 200 + EM * 8 + 10, TOP + EM + 25
    drawing.stroke((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    for i in range(1, parts):
        x = left + (right - left) * i // parts
        drawing.pen.rectangle((x - 2, top, x + 2, bottom), fill=INK)
    for i in range(parts):
        x = left + (right - left) * i // parts
        inside = x + 5, top + 5, x + (right - left) // parts - 5, bottom - 5
        drawing.pen.rectangle(inside, fill=(250, 249, 245))
    assert len(marks_of(drawing)) == count


@pytest.mark.parametrize(("width", "count"), [(6, 1), (14, 1), (40, 0)])
def test_a_bar_with_a_hole_is_no_box_around_words(width: int, count: int) -> None:
    drawing = page()
    box = 200 + EM * 4 - 25, TOP - 35, 200 + EM * 8 + 25, TOP + EM + 35
    drawing.pen.rectangle(box, outline=INK, width=width)
    marks = find_marks(drawing.image, drawing.lines)[1]
    assert sum(mark.kind is MarkKind.CIRCLED for mark in marks) == count
