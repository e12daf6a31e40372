"""Red seals: their words are none of the page's, words under them stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import ImageDraw

from mintobrief.domain import Box, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.marks import find_marks
from tests.read.marks.drawn import RED, Drawing

WORDS = "物业公司下周三以前修好电梯"


def page(*, square: bool = False) -> Drawing:
    drawing = Drawing()
    for row in range(4):
        drawing.write(WORDS, 200, 100 + 150 * row)
    drawing.seal(700, 500, 300, square=square)
    drawing.pen.polygon([(850, 590), (800, 690), (900, 690)], fill=RED)
    return drawing


@pytest.mark.parametrize("square", [False, True])
def test_a_seal_is_a_mark_with_its_words(square: bool) -> None:
    drawing = page(square=square)
    ImageDraw.Draw(drawing.picture).text((770, 700), "SEAL", fill=RED, font_size=60)
    own = Line(Box(765, 700, 930, 765), "居委会", 0.8)
    lines, marks = find_marks(drawing.image, [*drawing.lines, own])
    assert [line.text for line in lines] == [WORDS] * 4
    (stamp,) = marks
    assert (stamp.kind, stamp.text) == (MarkKind.STAMP, "居委会")
    for edge, drawn in zip(
        (stamp.box.left, stamp.box.top, stamp.box.right, stamp.box.bottom),
        (700, 500, 1000, 800),
        strict=True,
    ):
        assert abs(edge - drawn) < 12


def test_words_under_a_seal_stay() -> None:
    drawing = page()
    under = drawing.write("八月十日", 730, 620)
    assert under.right < 1000
    lines, _ = find_marks(drawing.image, drawing.lines)
    assert lines == tuple(drawing.lines)


@pytest.mark.parametrize(
    "shape", [((100, 700), (1300, 710)), ((90, 20), (96, 980)), ((600, 700), (640, 740))]
)
def test_a_red_line_or_blot_is_no_seal(shape: tuple[tuple[int, int], tuple[int, int]]) -> None:
    drawing = Drawing()
    drawing.write(WORDS, 200, 100)
    drawing.pen.line(shape, fill=RED, width=5)
    assert find_marks(drawing.image, drawing.lines)[1] == ()


def test_a_red_ring_around_words_is_no_seal() -> None:
    drawing = Drawing()
    drawing.write(WORDS, 200, 100)
    drawing.seal(300, 70, 130)
    lines, marks = find_marks(drawing.image, drawing.lines)
    assert lines == tuple(drawing.lines)
    assert not [mark for mark in marks if mark.kind is MarkKind.STAMP]


def test_red_writing_is_no_seal() -> None:
    drawing = Drawing()
    drawing.write(WORDS, 200, 100)
    ImageDraw.Draw(drawing.picture).text((200, 300), "Corrected", fill=RED, font_size=70)
    red = Line(Box(200, 300, 560, 370), "改正", 0.8)
    lines, marks = find_marks(drawing.image, [*drawing.lines, red])
    assert (lines[-1], marks) == (replace(red), ())


def stamps_of(drawing: Drawing) -> int:
    marks = find_marks(drawing.image, drawing.lines)[1]
    return sum(mark.kind is MarkKind.STAMP for mark in marks)


@pytest.mark.parametrize(
    ("ink", "seals"), [((225, 155, 155), 1), ((200, 170, 165), 0), ((150, 155, 225), 0)]
)
def test_a_pale_seal_is_one_and_a_coffee_ring_is_none(
    ink: tuple[int, int, int], seals: int
) -> None:
    drawing = Drawing()
    drawing.write(WORDS, 200, 100)
    drawing.pen.ellipse((700, 500, 1000, 800), outline=ink, width=18)
    drawing.pen.polygon([(850, 590), (800, 690), (900, 690)], fill=ink)
    assert stamps_of(drawing) == seals


@pytest.mark.parametrize(("across", "seals"), [(36, 0), (80, 1), (400, 1), (700, 0)])
def test_a_seal_is_neither_a_tick_nor_a_frame(across: int, seals: int) -> None:
    drawing = Drawing()
    drawing.write(WORDS, 200, 20)
    drawing.seal(400, 200, across, square=True)
    top, left, right = (
        (400 + across // 2, 200 + across // 3),
        400 + across // 3,
        400 + across // 1.5,
    )
    drawing.pen.polygon([top, (left, 200 + across // 1.5), (right, 200 + across // 1.5)], fill=RED)
    assert stamps_of(drawing) == seals


def test_a_long_red_box_is_no_seal() -> None:
    drawing = Drawing()
    drawing.write(WORDS, 200, 100)
    drawing.pen.rectangle((600, 500, 940, 700), outline=RED, width=14)
    drawing.pen.rectangle((700, 560, 840, 640), fill=RED)
    assert stamps_of(drawing) == 0


@pytest.mark.parametrize(("wide", "seals"), [(0, 0), (22, 0), (36, 1)])
def test_a_seal_has_words_of_its_own_in_it(wide: int, seals: int) -> None:
    """A ring with a red dot within is none."""
    drawing = Drawing()
    drawing.write(WORDS, 200, 100)
    drawing.seal(700, 500, 300)
    if wide:
        drawing.pen.rectangle((840, 640, 840 + wide, 640 + wide), fill=RED)
    assert stamps_of(drawing) == seals
