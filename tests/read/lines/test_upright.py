"""A page is turned only where reading proves it, and what was read is placed where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from mintobrief.config import read_settings
from mintobrief.domain import Box, Glyph, Mark, MarkKind
from mintobrief.read import Reader, load_engine
from mintobrief.read.line import Line
from mintobrief.read.lines.upright import (
    Upright,
    box_as_stored,
    line_as_stored,
    mark_as_stored,
    read_upright,
    turn,
)

Pixels = NDArray[np.uint8]

TURNS = [0, 90, 180, 270]
BARS = [Box(40, 30 + 40 * row, 340, 50 + 40 * row) for row in range(8)]


# levels so light that nobody takes a bar for ink; a bar's own is added
BODY, HEAD = 230, 240


def page(bars: list[Box] = BARS) -> Pixels:
    """A page 400 wide and 500 high whose lines of writing are bars, each of its own level, with
    a lighter head where a reader would begin."""
    sheet = np.full((500, 400, 3), 255, np.uint8)
    for level, bar in enumerate(bars):
        sheet[bar.top : bar.bottom, bar.left : bar.right] = BODY + level
        sheet[bar.top : bar.bottom, bar.left : bar.left + 20] = HEAD + level
    return sheet


@dataclass
class BarReader:
    """Reads bars as an engine reads writing: well from their head on, badly from their tail;
    what runs up and down it turns to the left by itself."""

    well: float = 0.95
    badly: float = 0.6
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def read_page(self, image: Pixels) -> tuple[Line, ...]:
        self.asked.append(image.shape[:2])
        found = (self._line(image[:, :, 0], level) for level in range(len(BARS)))
        return tuple(line for line in found if line)

    def _line(self, grey: NDArray[np.uint8], level: int) -> Line | None:
        head = np.argwhere(grey == HEAD + level)
        if not len(head):
            return None
        inked = ((grey == BODY + level) | (grey == HEAD + level)).astype(np.uint8)
        _, parts = cv2.connectedComponents(inked)  # of a bar that was cut, what hangs together
        body = np.argwhere((parts == parts[tuple(head[0])]) & (grey == BODY + level))
        if not len(body):
            return None
        both = np.concatenate((body, head))
        (top, left), (bottom, right) = both.min(axis=0), both.max(axis=0) + 1
        along = 1 if right - left >= bottom - top else 0
        sure = self.well if head[:, along].mean() < body[:, along].mean() else self.badly
        box = Box(int(left), int(top), int(right), int(bottom))
        glyph = Glyph(box, sure)
        return Line(box, "会 议定", sure, glyphs=(glyph, None, glyph, glyph))


@pytest.mark.parametrize("degrees", TURNS)
def test_a_page_is_stood_upright_whichever_way_it_lies(degrees: int) -> None:
    lying = turn(page(), (360 - degrees) % 360)
    found = read_upright(lying, BarReader())
    assert found.turned == degrees
    assert np.array_equal(found.image, page())
    assert [line.box for line in found.lines] == BARS


@pytest.mark.parametrize("degrees", TURNS)
def test_boxes_count_in_the_picture_as_stored(degrees: int) -> None:
    """What was read is cut out of the stored picture for the reviewer to see."""
    lying = turn(page(), (360 - degrees) % 360)
    found = read_upright(lying, BarReader())
    for line in found.lines:
        stored = line_as_stored(line, found)
        as_read = found.image[line.box.top : line.box.bottom, line.box.left : line.box.right]
        box = stored.box
        assert np.array_equal(
            turn(lying[box.top : box.bottom, box.left : box.right], degrees), as_read
        )
        assert [glyph and glyph.box for glyph in stored.glyphs] == [box, None, box, box]
    mark = Mark(MarkKind.STAMP, BARS[2])
    assert mark_as_stored(mark, found).box == box_as_stored(BARS[2], found)


def test_a_page_that_reads_well_is_read_once() -> None:
    reader = BarReader()
    read_upright(page(), reader)
    assert reader.asked == [(500, 400)]


def test_a_bad_hand_costs_a_look_at_a_few_lines_and_is_not_turned() -> None:
    reader = BarReader(well=0.66, badly=0.6)
    assert read_upright(page(), reader).turned == 0
    _, (high, wide) = reader.asked  # five lines in one picture
    assert high * wide < 500 * 400 / 2


def test_a_stroke_that_reads_as_a_certain_character_turns_no_page() -> None:
    class OneStroke(BarReader):
        def read_page(self, image: Pixels) -> tuple[Line, ...]:
            lines = super().read_page(image)
            if len(self.asked) == 1:
                return lines
            return tuple(replace(line, text="一", confidence=0.99, glyphs=()) for line in lines)

    assert read_upright(turn(page(), 180), OneStroke(badly=0.5)).turned == 0


def test_writing_that_runs_down_the_page_is_not_turned() -> None:
    """Old documents are written so; neither way of turning makes them read well."""
    reader = BarReader(well=0.62, badly=0.5)
    assert read_upright(turn(page(), 90), reader).turned == 0


class WideReader(BarReader):
    """Reads an upright page whose characters stand far apart in columns; its rows it finds only
    where they run down."""

    def read_page(self, image: Pixels) -> tuple[Line, ...]:
        lines = super().read_page(image)
        if image.shape[:2] == (500, 400):
            columns = (Box(40 + 100 * at, 30, 60 + 100 * at, 330) for at in range(3))
            return tuple(Line(box, "会议定", 0.95) for box in columns)
        return tuple(replace(line, slope=(5.0, -0.2)[at % 2]) for at, line in enumerate(lines))


def test_characters_wide_apart_are_read_in_rows_and_turn_no_page() -> None:
    found = read_upright(page(), WideReader())
    assert found.turned == 0
    assert np.array_equal(found.image, page())
    assert [line.box for line in found.lines] == BARS
    assert [line.slope for line in found.lines] == [-0.2] * len(BARS)
    glyphs = [line.glyphs[0] for line in found.lines]
    assert [glyph and glyph.box for glyph in glyphs] == BARS


def test_a_blank_page_stays_as_it_is() -> None:
    blank = np.full((50, 40, 3), 255, np.uint8)
    assert read_upright(blank, BarReader()) == Upright(blank, (), 0)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    cache = str(tmp_path_factory.mktemp("cache"))
    return load_engine("rapidocr", read_settings({"MINTOBRIEF_CACHE": cache, "HOME": "/"}))


@pytest.mark.slow
@pytest.mark.parametrize("degrees", TURNS)
def test_the_engine_proves_which_way_up_a_printed_page_is(engine: Reader, degrees: int) -> None:
    picture = Image.new("RGB", (700, 300), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(32)
    for row, words in enumerate(("Elevator repair before March", "Budget agreed by all seven")):
        draw.text((60, 60 + 100 * row), words, font=font, fill="black")
    lying = turn(np.asarray(picture), (360 - degrees) % 360)
    found = read_upright(lying, engine)
    assert found.turned == degrees
    assert "Elevator" in found.lines[0].text


class Choosy(BarReader):
    """Says nothing of what it reads badly."""

    def read_page(self, image: Pixels) -> tuple[Line, ...]:
        return tuple(line for line in super().read_page(image) if line.confidence > self.badly)


def test_one_line_upside_down_is_not_taken_for_a_blank_page() -> None:
    """Of so few words an engine may find none, until the page is turned over."""
    found = read_upright(turn(page(BARS[:1]), 180), Choosy())
    assert (found.turned, len(found.lines)) == (180, 1)


@pytest.mark.parametrize(
    ("bars", "well"), [([], 0.95), (BARS[:1], 0.7)], ids=["blank", "turned over, reads badly too"]
)
def test_a_page_without_words_stays_as_it_is(bars: list[Box], well: float) -> None:
    found = read_upright(turn(page(bars), 180), Choosy(well=well))
    assert (found.turned, found.lines) == (0, ())
