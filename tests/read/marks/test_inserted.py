"""Words written in between later stand where a caret puts them; what only looks so stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mintobrief.domain import ChangeKind, MarkKind
from mintobrief.read.layout.order import in_order
from mintobrief.read.line import Line
from mintobrief.read.marks import find_marks
from tests.read.marks.drawn import EM, Drawing

WORDS = "物业公司下周三以前修好电梯"
NEW = "王明"
LEFT, TOP, SMALL = 200, 300, 36


def page() -> Drawing:
    drawing = Drawing()
    for row in range(3):
        drawing.write(WORDS, LEFT, TOP + 150 * row, probability=0.9)
    return drawing


def write_over(drawing: Drawing, column: float, words: str = NEW) -> Line:
    """Write small words over a column of the first line."""
    drawing.write(words, round(column - len(words) * SMALL / 2), TOP - SMALL, em=SMALL)
    return drawing.lines[-1]


def caret(drawing: Drawing, column: float, down: float = 1.35, high: int = 24) -> None:
    """A ∧ whose legs end so far down on the first line; a ∨ where it is less than 0 high."""
    low = TOP + EM * down
    drawing.stroke((column - 12, low), (column, low - high), (column + 12, low), width=6)


@pytest.mark.parametrize("at", [2, 4, 9])
def test_words_over_a_caret_stand_where_it_points(at: int) -> None:
    drawing = page()
    words = write_over(drawing, LEFT + EM * at)
    caret(drawing, LEFT + EM * at)
    host, *others = drawing.lines[:3]
    lines, marks = find_marks(drawing.image, drawing.lines)
    assert [line.text for line in lines] == [WORDS[:at] + NEW + WORDS[at:], WORDS, WORDS]
    assert lines[0].glyphs == host.glyphs[:at] + words.glyphs + host.glyphs[at:]
    assert lines[1:] == tuple(others)
    assert [(mark.kind, mark.box, mark.text) for mark in marks] == [
        (MarkKind.INSERTED, words.box, NEW)
    ]


def test_a_caret_above_the_line_points_down() -> None:
    drawing = page()
    write_over(drawing, LEFT + EM * 5)
    caret(drawing, LEFT + EM * 4, down=-0.4, high=-24)
    assert find_marks(drawing.image, drawing.lines)[0][0].text == WORDS[:4] + NEW + WORDS[4:]


def test_two_insertions_into_one_line() -> None:
    drawing = page()
    for at in (3, 9):
        write_over(drawing, LEFT + EM * at)
        caret(drawing, LEFT + EM * at)
    assert find_marks(drawing.image, drawing.lines)[0][0].text == (
        WORDS[:3] + NEW + WORDS[3:9] + NEW + WORDS[9:]
    )


def test_words_over_struck_ones_take_their_place() -> None:
    drawing = page()
    write_over(drawing, LEFT + EM * 5.5)
    y = TOP + EM / 2
    drawing.stroke((LEFT + EM * 4 - 4, y), (LEFT + EM * 7, y), width=6)
    line = find_marks(drawing.image, drawing.lines)[0][0]
    assert line.text == WORDS[:4] + NEW + WORDS[7:]
    assert [(c.start, c.end, c.was, c.kind) for c in line.changes] == [
        (4, 4, WORDS[4:7], ChangeKind.STRUCK)
    ]


def test_words_whose_place_is_not_certain_stay_a_line_after_their_paragraph() -> None:
    drawing = page()
    words = write_over(drawing, LEFT + EM * 4.5)
    caret(drawing, LEFT + EM * 4)
    caret(drawing, LEFT + EM * 5)
    lines, marks = find_marks(drawing.image, drawing.lines)
    assert lines == tuple(drawing.lines)
    assert [(mark.kind, mark.box) for mark in marks] == [(MarkKind.INSERTED, words.box)]
    ordered = [line.text for line in in_order(lines, marks).lines]
    assert ordered.index(NEW) > 0
    assert sorted(ordered) == sorted([WORDS, WORDS, WORDS, NEW])


def test_small_words_without_a_caret_are_a_line() -> None:
    drawing = page()
    write_over(drawing, LEFT + EM * 4.5)
    assert find_marks(drawing.image, drawing.lines) == (tuple(drawing.lines), ())


def test_a_small_line_of_its_own_is_none_inserted() -> None:
    drawing = page()
    drawing.write("记录", LEFT + EM * 2, TOP - 90, em=SMALL)
    caret(drawing, LEFT + EM * 3)
    assert find_marks(drawing.image, drawing.lines)[1] == ()


def test_without_glyphs_the_words_stand_where_the_line_divided_evenly_has_the_gap() -> None:
    drawing = page()
    words = write_over(drawing, LEFT + EM * 4)
    caret(drawing, LEFT + EM * 4)
    drawing.lines[-1] = replace(words, glyphs=())
    line = find_marks(drawing.image, drawing.lines)[0][0]
    assert (line.text, line.glyphs) == (WORDS[:4] + NEW + WORDS[4:], ())
