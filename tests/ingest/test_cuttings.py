"""Pictures of what could not be read are cut out of the pages."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mintobrief.domain import (
    Box,
    Header,
    Mark,
    MarkKind,
    Meeting,
    PageReport,
    PageState,
    ScanRegion,
    Source,
    SourceKind,
    Utterance,
)
from mintobrief.ingest import cuttings_of

WIDTH, HEIGHT = 400, 300
INK = Box(100, 60, 220, 90)  # black on white


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A white page with one black stroke."""
    page = np.full((HEIGHT, WIDTH), 255, np.uint8)
    page[INK.top : INK.bottom, INK.left : INK.right] = 0
    path = tmp_path / "page.png"
    Image.fromarray(page).save(path)
    digest = sha256(path.read_bytes()).hexdigest()
    return Source("s", SourceKind.SCAN, "page.png", digest, path, pages=1)


def meeting(source: Source, report: PageReport, *lines: tuple[str, Box]) -> Meeting:
    utterances = tuple(
        Utterance(turn, text, ScanRegion("s", 1, box)) for turn, (text, box) in enumerate(lines)
    )
    return Meeting("m", Header(), (source,), utterances, pages=(report,))


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def test_a_line_with_gaps_is_cut_out(source: Source) -> None:
    """With a little of the paper around it."""
    report = PageReport("s", 1, PageState.CHECK)
    lines = (("物业公司负责。", Box(10, 10, 390, 40)), ("由□□负责。", INK))
    [found] = cuttings_of(meeting(source, report, *lines))
    assert (found.page, found.utterance, found.whole) == (1, 1, False)
    assert opened(found.jpeg).size == (found.width, found.height) == (136, 46)
    assert opened(found.jpeg).getpixel((68, 23)) == 0


def test_it_is_turned_upright(source: Source) -> None:
    """The page was photographed lying on its side."""
    report = PageReport("s", 1, PageState.CHECK, turned=90)
    [found] = cuttings_of(meeting(source, report, ("由□□负责。", INK)))
    assert (found.width, found.height) == (46, 136)


def test_a_mark_within_such_a_line_is_shown_once(source: Source) -> None:
    """One elsewhere is shown beside the line it is next to."""
    inside, apart = Box(110, 62, 150, 88), Box(20, 200, 90, 230)
    marks = tuple(Mark(MarkKind.ILLEGIBLE, box) for box in (inside, apart))
    report = PageReport("s", 1, PageState.CHECK, marks=marks)
    lines = (("由□□负责。", INK), ("散会。", Box(20, 240, 90, 270)))
    found = cuttings_of(meeting(source, report, *lines))
    assert [cutting.utterance for cutting in found] == [0, 1]


def test_words_left_out_are_shown(source: Source) -> None:
    """Where there is room for several; a gap of one character is none worth a picture."""
    lines = (("物业公司负责。", Box(10, 60, 390, 90)), ("散会。", Box(20, 240, 90, 270)))
    wide, narrow = (Mark(MarkKind.MISSED, box) for box in (INK, Box(100, 60, 140, 90)))
    report = PageReport("s", 1, PageState.CHECK, marks=(wide,))
    [found] = cuttings_of(meeting(source, report, *lines))
    assert (found.utterance, found.width, found.height) == (0, 136, 46)
    assert cuttings_of(meeting(source, replace(report, marks=(narrow,)), *lines)) == ()


def test_other_marks_are_not_shown(source: Source) -> None:
    """What was underlined was read."""
    report = PageReport("s", 1, PageState.GOOD, marks=(Mark(MarkKind.UNDERLINED, INK),))
    assert cuttings_of(meeting(source, report, ("物业公司负责。", INK))) == ()


def test_an_unreadable_page_is_shown_whole(source: Source) -> None:
    """Even where no line was found on it."""
    [found] = cuttings_of(meeting(source, PageReport("s", 1, PageState.UNREADABLE)))
    assert found.whole
    assert (found.width, found.height) == (WIDTH, HEIGHT)


def test_a_page_of_a_pdf_that_could_not_be_read_is_not_drawn(source: Source) -> None:
    """It may take all the time there is; where it was read, that was within bounds."""
    with Image.open(source.path) as page:
        page.save(source.path.with_suffix(".pdf"))
    pdf = replace(source, path=source.path.with_suffix(".pdf"), name="page.pdf")
    read = PageReport("s", 1, PageState.UNREADABLE)
    [shown] = cuttings_of(meeting(pdf, read))
    [left] = cuttings_of(meeting(pdf, replace(read, failed="读了太久")))
    assert (bool(shown.jpeg), left.jpeg) == (True, b"")


def test_pictures_are_of_bounded_size(source: Source) -> None:
    """A page of a large scanner too."""
    Image.new("L", (5000, 4000), 255).save(source.path)
    [found] = cuttings_of(meeting(source, PageReport("s", 1, PageState.UNREADABLE)))
    assert found.width <= 1000
    assert found.height <= 1400


def test_a_page_that_is_gone_is_told_of(source: Source) -> None:
    """Deleted when its time was up: the place is named, there is no picture."""
    gone = replace(source, path=source.path.with_name("gone.png"))
    [found] = cuttings_of(meeting(gone, PageReport("s", 1, PageState.CHECK), ("□□。", INK)))
    assert found.jpeg == b""


def test_typed_notes_have_none(tmp_path: Path) -> None:
    """In a list □ is a box to tick."""
    notes = Source("n", SourceKind.NOTES, "n.txt", "a" * 64, tmp_path, text="□ 修门")
    assert cuttings_of(Meeting("m", Header(), (notes,), ())) == ()
