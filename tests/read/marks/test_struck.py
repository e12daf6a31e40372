"""Words drawn through are left out; whatever only looks like it stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mintobrief.domain import ChangeKind, MarkKind
from mintobrief.read.marks import find_marks
from mintobrief.read.marks.ink import ink_of
from mintobrief.read.marks.strokes import Stroke, is_on_dark, strokes_of
from mintobrief.read.marks.struck import take_out_struck
from tests.read.marks.drawn import EM, Drawing

WORDS = "物业公司下周三以前修好电梯"
TOP = 300


def page(words: str = WORDS) -> Drawing:
    drawing = Drawing()
    for row in range(3):
        drawing.write(words, 200, TOP + 150 * row)
    return drawing


def words_of(drawing: Drawing) -> list[str]:
    lines, _ = find_marks(drawing.image, drawing.lines)
    return [line.text for line in lines]


def strike(drawing: Drawing, first: int, end: int, *, down: float = 0.5, fall: float = 0) -> None:
    """Draw through characters `first` to `end` of the first line, so far down on them."""
    left, right = 200 + EM * first - 4, 200 + EM * end
    y = TOP + EM * down
    drawing.stroke((left, y), (right, y + fall), width=6)


@pytest.mark.parametrize(("first", "end"), [(0, 3), (4, 7), (9, 13), (0, 13)])
@pytest.mark.parametrize("fall", [-9, 0, 9])
def test_a_stroke_through_words_takes_them_out(first: int, end: int, fall: int) -> None:
    drawing = page()
    strike(drawing, first, end, fall=fall)
    lines, marks = find_marks(drawing.image, drawing.lines)
    left = WORDS[:first] + WORDS[end:]
    assert [line.text for line in lines] == [left, WORDS, WORDS][not left :]
    assert [(mark.kind, mark.text) for mark in marks] == [(MarkKind.STRUCK, WORDS[first:end])]


def test_light_words_on_a_dark_ground_are_not_struck_by_it() -> None:
    """As words printed over a photo, where what counts as ink is the ground."""
    drawing = page()
    ink = ink_of(drawing.image, drawing.lines)
    assert ink is not None
    strip = ink.strip(drawing.lines[0])
    over_photo = replace(strip, depth=strip.depth.max() - strip.depth)
    assert [is_on_dark(strip), is_on_dark(over_photo)] == [False, True]
    assert strokes_of(over_photo) == []


@pytest.mark.parametrize(
    ("words", "sure", "wide", "stays"),
    [
        ("田", 0.99, 40, True),
        ("田", 0.8, 40, False),
        ("田业公司", 0.99, 40, True),
        ("田业公司", 0.8, 40, False),
        ("田业公司", 0.99, 58, False),
    ],
)
def test_a_character_read_for_sure_is_not_struck_by_its_own_strokes(
    words: str, sure: float, wide: int, stays: bool
) -> None:
    """As those of 我; a stroke that goes on beyond it was drawn through."""
    drawing = Drawing()
    drawing.write(words, 200, TOP, probability=sure)
    ink = ink_of(drawing.image, drawing.lines)
    assert ink is not None
    strip = ink.strip(drawing.lines[0])
    own = [Stroke(46, 46 + wide, middle, 0.0) for middle in (70.0, 76.0)]
    assert take_out_struck(strip, own)[0].text == (words if stays else words[1:])


def test_what_was_struck_stays_in_a_change_and_its_glyphs_go_with_it() -> None:
    drawing = page()
    strike(drawing, 4, 7)
    line = find_marks(drawing.image, drawing.lines)[0][0]
    assert [(c.start, c.end, c.was, c.kind) for c in line.changes] == [
        (4, 4, WORDS[4:7], ChangeKind.STRUCK)
    ]
    before = drawing.lines[0].glyphs
    assert line.glyphs == before[:4] + before[7:]


def test_the_mark_lies_on_the_words() -> None:
    drawing = page()
    strike(drawing, 4, 7)
    (mark,) = find_marks(drawing.image, drawing.lines)[1]
    assert abs(mark.box.left - (200 + 4 * EM)) < EM / 3
    assert abs(mark.box.right - (200 + 7 * EM)) < EM / 3
    assert TOP - EM / 3 < mark.box.top < mark.box.bottom < TOP + EM * 1.4


def test_two_strokes_take_out_a_short_word() -> None:
    drawing = page()
    for down in (0.4, 0.62):
        strike(drawing, 6, 8, down=down)
    assert words_of(drawing)[0] == WORDS[:6] + WORDS[8:]


@pytest.mark.parametrize(
    ("sure", "end", "apart", "left"),
    [
        (0.3, 7, 7.5, WORDS[:4] + WORDS[7:]),
        (0.6, 7, 7.5, WORDS[:4] + WORDS[7:]),
        (0.6, 6, 7.5, WORDS[:4] + WORDS[6:]),
        (0.6, 5, 7.5, WORDS[:4] + WORDS[5:]),
        (0.6, 7, 12.0, WORDS[:4] + WORDS[7:]),
        (0.85, 7, 7.5, WORDS),
    ],
)
def test_a_scribble_takes_out_what_was_not_read_for_sure(
    sure: float, end: int, apart: float, left: str
) -> None:
    """What is read for all that stays."""
    drawing = page()
    turns = round((end - 4) * EM / apart)
    points = [
        (200 + EM * 4 + 4 + apart * i, TOP + EM * (0.1 + 0.8 * (i % 2))) for i in range(turns)
    ]
    drawing.stroke(*points, width=6)
    line = drawing.lines[0]
    unsure = [replace(g, probability=sure) if g else None for g in line.glyphs[4:end]]
    drawing.lines[0] = replace(line, glyphs=(*line.glyphs[:4], *unsure, *line.glyphs[end:]))
    assert words_of(drawing)[0] == left


def test_without_glyphs_the_line_is_divided_evenly() -> None:
    drawing = page()
    strike(drawing, 4, 7)
    drawing.lines = [replace(line, glyphs=()) for line in drawing.lines]
    assert words_of(drawing)[0] == WORDS[:4] + WORDS[7:]


def test_a_slanting_line_is_looked_at_along_its_slant() -> None:
    drawing = page()
    strike(drawing, 4, 7)
    turned = drawing.picture.rotate(-2, center=(0, 0), fillcolor=(250, 249, 245))
    drawing.picture = turned
    slope = 0.0349
    moved = []
    for line in drawing.lines:
        box, fall = line.box, slope * (line.box.right - line.box.left)
        down, aside = slope * box.left, slope * (box.top + box.bottom) / 2
        place = replace(
            box,
            left=round(box.left - aside),
            right=round(box.right - aside),
            top=round(box.top + down),
            bottom=round(box.bottom + down + fall),
        )
        moved.append(replace(line, box=place, slope=slope, glyphs=()))
    drawing.lines = moved
    assert words_of(drawing) == [WORDS[:4] + WORDS[7:], WORDS, WORDS]


@pytest.mark.parametrize("down", [1.05, 1.12, 1.25])
def test_an_underline_takes_nothing_out(down: float) -> None:
    drawing = page()
    strike(drawing, 3, 8, down=down)
    assert words_of(drawing) == [WORDS] * 3


@pytest.mark.parametrize("first", [315, 330, 345])
def test_the_rules_of_the_paper_take_nothing_out(first: int) -> None:
    """Wherever they run through the writing; here every line of it stands on the same place."""
    drawing = Drawing()
    drawing.rules(first, 150)
    for row in range(3):
        drawing.write(WORDS, 200, TOP + 150 * row)
    assert words_of(drawing) == [WORDS] * 3


def test_a_dark_rule_that_runs_on_takes_nothing_out() -> None:
    drawing = page()
    drawing.stroke((20, TOP + 30), (1380, TOP + 30))
    assert words_of(drawing) == [WORDS] * 3


def test_a_dash_takes_nothing_out() -> None:
    drawing = Drawing()
    drawing.write(WORDS[:5], 200, TOP)
    drawing.stroke((200 + 5 * EM + 5, TOP + 30), (200 + 8 * EM - 5, TOP + 30))
    box = drawing.write(WORDS[8:], 200 + 8 * EM, TOP)
    one, other = drawing.lines
    drawing.lines = [
        replace(
            one,
            box=replace(one.box, right=box.right),
            text=WORDS[:5] + "———" + WORDS[8:],
            glyphs=(*one.glyphs, None, None, None, *other.glyphs),
        )
    ]
    assert words_of(drawing) == [WORDS[:5] + "———" + WORDS[8:]]


def test_a_page_without_lines_has_no_marks() -> None:
    assert find_marks(Drawing().image, []) == ((), ())
