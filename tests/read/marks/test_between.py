"""Words squeezed in over a line, in its own box: found by their caret, read by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.domain import Box, Glyph, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.marks import find_marks
from tests.read.marks.drawn import EM, Drawing
from tests.read.marks.test_inserted import LEFT, NEW, SMALL, TOP, WORDS, page, write_over

AT = 4


@dataclass
class OneWord:
    """An engine that reads one word across whatever it is given, but for its border."""

    sure: float = 0.9
    text: str = NEW
    asked: list[NDArray[np.uint8]] = field(default_factory=list)

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        self.asked.append(image)
        high, wide = image.shape[:2]
        left, right, middle = high // 3, wide - high // 3, wide // 2
        boxes = Box(left, left, middle, high - left), Box(middle, left, right, high - left)
        glyphs = tuple(Glyph(box, self.sure) for box in boxes)
        return (Line(Box.around(boxes), self.text, self.sure, glyphs=glyphs[: len(self.text)]),)


def passed_over(drawing: Drawing) -> Line:
    """Small words over the first line which only its box tells of."""
    words = write_over(drawing, LEFT + EM * AT)
    drawing.lines.remove(words)
    first = drawing.lines[0]
    drawing.lines[0] = replace(first, box=replace(first.box, top=words.box.top))
    return words


def caret(drawing: Drawing) -> None:
    column, low = LEFT + EM * AT, TOP + EM * 1.35
    drawing.stroke((column - 18, low), (column, low - 32), (column + 18, low), width=8)


def test_words_in_the_box_of_their_line_are_read_and_put_in() -> None:
    drawing = page()
    words = passed_over(drawing)
    caret(drawing)
    lines, marks = find_marks(drawing.image, drawing.lines, OneWord())
    assert lines[0].text == WORDS[:AT] + NEW + WORDS[AT:]
    [mark] = marks
    assert (mark.kind, mark.text) == (MarkKind.INSERTED, NEW)
    assert abs(mark.box.left - words.box.left) < SMALL / 2
    first, second = (glyph.box for glyph in lines[0].glyphs[AT : AT + 2] if glyph)
    assert first.left < first.right <= second.left < second.right
    assert words.box.left - SMALL / 2 < first.left
    assert second.right < words.box.right + SMALL / 2
    assert words.box.top - SMALL / 2 < first.top < first.bottom < TOP + SMALL


def test_they_are_read_enlarged_and_alone() -> None:
    drawing, reader = page(), OneWord()
    passed_over(drawing)
    caret(drawing)
    find_marks(drawing.image, drawing.lines, reader)
    [image] = reader.asked
    assert image.shape[0] == 3 * 48
    assert image.shape[1] < EM * len(WORDS)


@pytest.mark.parametrize(("text", "sure"), [(NEW, 0.5), ("一", 0.7), ("X", 0.9), ("--", 0.9)])
def test_what_is_no_word_stays_out(text: str, sure: float) -> None:
    """Strokes of the line itself read as nothing sure, or as a letter."""
    drawing = page()
    passed_over(drawing)
    caret(drawing)
    lines, marks = find_marks(drawing.image, drawing.lines, OneWord(sure, text))
    assert (lines, marks) == (tuple(drawing.lines), ())


@pytest.mark.parametrize(("text", "sure"), [(NEW, 0.6), ("不", 0.85), ("12", 0.7)])
def test_words_and_figures_are_put_in(text: str, sure: float) -> None:
    drawing = page()
    passed_over(drawing)
    caret(drawing)
    lines, _ = find_marks(drawing.image, drawing.lines, OneWord(sure, text))
    assert lines[0].text == WORDS[:AT] + text + WORDS[AT:]


@pytest.mark.parametrize("what", ["no caret", "no words", "a line already"])
def test_the_engine_is_asked_only_where_a_caret_points_to_words(what: str) -> None:
    drawing, reader = page(), OneWord()
    if what == "a line already":
        write_over(drawing, LEFT + EM * AT)
    elif what == "no caret":
        passed_over(drawing)
    if what != "no caret":
        caret(drawing)
    find_marks(drawing.image, drawing.lines, reader)
    assert reader.asked == []


def test_words_close_under_the_line_above_are_none_of_its_own() -> None:
    drawing, reader = page(), OneWord()
    drawing.write(WORDS, LEFT, TOP - EM * 5 // 3)
    passed_over(drawing)
    caret(drawing)
    lines, _ = find_marks(drawing.image, drawing.lines, reader)
    assert WORDS[:AT] + NEW + WORDS[AT:] in [line.text for line in lines]
