"""The text of a PDF is taken where it can be trusted, and only there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mintobrief.domain import PrintedLine
from mintobrief.ingest import open_pages, open_source
from mintobrief.ingest.scan import Page
from tests.ingest.pdfs import FONT, page, picture, text, write

WORDS = [(72, 760, "Budget 48500 yuan"), (72, 730, "Votes 7 to 1, carried")]
FILLS_THE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q "


def only_page(path: Path) -> Page:
    (found,) = open_pages(open_source(path))
    return found


def words(lines: tuple[PrintedLine, ...]) -> list[str]:
    return [line.text for line in lines]


def test_the_text_of_a_document_is_read_as_it_stands(tmp_path: Path) -> None:
    found = only_page(write(tmp_path / "a.pdf", [page(text(*WORDS))]))
    assert words(found.printed) == ["Budget 48500 yuan", "Votes 7 to 1, carried"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_count_in_the_picture_of_the_page(tmp_path: Path, turned: int) -> None:
    """A page that its file turns is shown turned, and its text with it."""
    sideways = {0: b"1 0 0 1 72 760", 90: b"0 1 -1 0 300 72", 180: b"-1 0 0 -1 400 300"}
    matrix = sideways.get(turned, b"0 -1 1 0 300 600")
    content = b"BT /F 14 Tf %s Tm (Carried) Tj ET" % matrix
    found = only_page(write(tmp_path / "a.pdf", [page(content, more=b"/Rotate %d" % turned)]))
    (line,) = found.printed
    box, image = line.box, found.image.copy()
    assert line.text == "Carried"
    assert image[box.top : box.bottom, box.left : box.right].min() < 60
    image[box.top : box.bottom, box.left : box.right] = 255
    assert image.min() > 200


def test_every_character_has_its_box_and_white_space_has_none(tmp_path: Path) -> None:
    (line,) = only_page(write(tmp_path / "a.pdf", [page(text((72, 700, "To 7")))])).printed
    assert [box is None for box in line.boxes] == [False, False, True, False]
    lefts = [box.left for box in line.boxes if box]
    assert lefts == sorted(lefts)
    assert lefts[0] == line.box.left


def test_a_row_with_a_wide_gap_is_in_pieces(tmp_path: Path) -> None:
    content = text((72, 700, "left"), (300, 700, "right"))
    assert words(only_page(write(tmp_path / "a.pdf", [page(content)])).printed) == ["left", "right"]


def test_text_that_nobody_sees_is_not_taken(tmp_path: Path) -> None:
    """What a scanning program once read under its picture is read anew; so is white on white."""
    hidden = write(tmp_path / "a.pdf", [page(text(*WORDS, mode=3))])
    white = write(tmp_path / "b.pdf", [page(b"1 g " + text(*WORDS))])
    assert only_page(hidden).printed == only_page(white).printed == ()


@pytest.mark.parametrize("over", [True, False], ids=["text below", "text above"])
def test_text_with_a_picture_of_the_page_is_not_taken(tmp_path: Path, over: bool) -> None:
    sheet = Image.new("RGB", (595, 842), "white")
    ImageDraw.Draw(sheet).text((72, 82), "Budget 48500 yuan", fill="black")
    content = text(*WORDS) + b" " + FILLS_THE_PAGE if over else FILLS_THE_PAGE + text(*WORDS)
    path = write(tmp_path / "a.pdf", [page(content)], image=picture(sheet))
    assert only_page(path).printed == ()


def test_writing_that_the_text_does_not_have_spoils_it(tmp_path: Path) -> None:
    """A form that was filled in by hand: read as a picture, or the hand would be lost."""
    strokes = b" 2 w " + b" ".join(
        b"%d %d m %d %d l %d %d l S" % (x, 500, x + 12, 520, x + 15, 495)
        for x in range(72, 400, 20)
    )
    path = write(tmp_path / "a.pdf", [page(text(*WORDS) + strokes)])
    assert only_page(path).printed == ()


def test_the_lines_of_a_table_do_not_spoil_its_text(tmp_path: Path) -> None:
    rules = b" 1 w " + b" ".join(b"60 %d m 500 %d l S" % (y, y) for y in range(600, 800, 40))
    rules += b" " + b" ".join(b"%d 600 m %d 760 l S" % (x, x) for x in range(60, 520, 110))
    path = write(tmp_path / "a.pdf", [page(text(*WORDS) + rules)])
    assert words(only_page(path).printed) == ["Budget 48500 yuan", "Votes 7 to 1, carried"]


@pytest.mark.parametrize("names", ["/gamma/delta", "/Aring/Oslash"], ids=["unknown", "accents"])
def test_a_font_that_gives_other_characters_away_is_not_believed(
    tmp_path: Path, names: str
) -> None:
    letters = b"/Encoding<</Type/Encoding/Differences[97%s]>>" % names.encode()
    path = write(
        tmp_path / "a.pdf", [page(text((72, 700, "abababab")), fonts=FONT[:-2] + letters + b">>")]
    )
    assert only_page(path).printed == ()


def test_text_beside_the_page_is_not_taken(tmp_path: Path) -> None:
    content = text((72, 700, "a"), (900, 700, "never printed"))
    assert only_page(write(tmp_path / "a.pdf", [page(content)])).printed == ()


def test_a_picture_and_a_blank_page_hold_no_text(tmp_path: Path) -> None:
    Image.fromarray(np.full((50, 50, 3), 255, np.uint8)).save(tmp_path / "a.png")
    assert only_page(tmp_path / "a.png").printed == ()
    assert only_page(write(tmp_path / "a.pdf", [page(b"")])).printed == ()


def test_an_enormous_page_is_not_looked_at_point_by_point(tmp_path: Path) -> None:
    """A pixel to a point would be 3.6 GB; the page is read like a picture instead."""
    enormous = page(text(*WORDS), size=(4000, 4000))
    assert only_page(write(tmp_path / "a.pdf", [enormous])).printed == ()
