"""A page becomes its sheet: read where it must be, copied where its file holds the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.domain import Box, PrintedLine, Source, SourceKind
from mintobrief.read.lines.upright import turn
from mintobrief.read.sheet import read_sheet
from tests.read.lines.test_upright import BARS, BarReader, page

SOURCE = Source("abc", SourceKind.SCAN, "a.pdf", "0" * 64, Path("a.pdf"), pages=1)


@dataclass(frozen=True)
class Stored:
    """A page as `ingest` hands it over."""

    image: NDArray[np.uint8]
    printed: tuple[PrintedLine, ...] = ()
    number: int = 1
    source: Source = SOURCE


def test_a_page_that_holds_its_text_is_not_read() -> None:
    reader, box = BarReader(), Box(10, 10, 50, 30)
    boxes = (Box(10, 10, 30, 30), None, Box(31, 10, 50, 30))
    sheet = read_sheet(Stored(page(), (PrintedLine("议 7", box, boxes),)), reader)
    (line,) = sheet.lines
    assert (line.text, line.confidence, line.box) == ("议 7", 1.0, box)
    assert [glyph and (glyph.box, glyph.probability) for glyph in line.glyphs] == [
        (boxes[0], 1.0),
        None,
        (boxes[2], 1.0),
    ]
    assert reader.asked == []


def test_a_page_stored_upside_down_is_read_and_placed_where_it_lies() -> None:
    sheet = read_sheet(Stored(turn(page(), 180)), BarReader())
    assert sheet.turned == 180
    first = BARS[0]
    stored = Box(400 - first.right, 500 - first.bottom, 400 - first.left, 500 - first.top)
    assert sheet.lines[0].box == stored
    assert {glyph.box for glyph in sheet.lines[0].glyphs if glyph} == {stored}
