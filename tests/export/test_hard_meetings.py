"""Meetings that are hard on a page: everything is printed or reported, nothing is cut silently."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from mintobrief.domain import Briefing
from mintobrief.export import Edition, remarks_on, write_briefing
from mintobrief.export.check.pages import read_pdf
from mintobrief.export.typefaces import FONTS, installed_fonts, unprintable
from mintobrief.ingest.docx import read_docx
from tests.export.papers import (
    EMOJI,
    LONG,
    MARKED,
    PRIVATE,
    RARE,
    attended_by,
    briefing_of,
    decided,
    undecided,
    words_of,
)

FONTLESS = pytest.mark.skipif(
    not installed_fonts() & set(FONTS["body"]), reason="no Chinese font on this computer"
)
BOTH = ("docx", pytest.param("pdf", marks=FONTLESS))


def text_of(briefing: Briefing, name: str, folder: Path) -> str:
    """What a reader finds in the file, without spaces, line ends and page numbers."""
    path = folder / f"b.{name}"
    write_briefing(briefing, name, path, Edition.ARCHIVE)
    if name == "docx":
        return "".join(read_docx(path).split())
    document = pdfium.PdfDocument(path.read_bytes())
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return re.sub("—[0-9]+—", "", "".join("".join(pages).split()))


@pytest.mark.parametrize("name", BOTH)
def test_sixty_topics_are_all_there(name: str, tmp_path: Path) -> None:
    """Every one with its number, and every resolution in the plan."""
    briefing = briefing_of(60)
    text = text_of(briefing, name, tmp_path)
    assert "（六十）第59项议题" in text
    assert all(text.count(words) >= 1 for words in words_of(briefing.meeting))


@pytest.mark.parametrize("name", BOTH)
def test_two_thousand_characters_of_resolution_are_all_there(name: str, tmp_path: Path) -> None:
    """In the resolution, and again in the table of the plan."""
    text = text_of(decided(LONG), name, tmp_path)
    assert text.count("更换三号楼两部电梯的钢丝绳并由物业公司安排专人值守") >= 2 * 80
    assert LONG in text


@pytest.mark.parametrize("name", BOTH)
def test_no_resolution_is_said(name: str, tmp_path: Path) -> None:
    assert "本次会议没有形成决议。" in text_of(undecided(), name, tmp_path)


@pytest.mark.parametrize("name", BOTH)
def test_a_name_of_marks_is_printed_as_it_is(name: str, tmp_path: Path) -> None:
    """As host, as speaker, as owner."""
    assert text_of(attended_by(MARKED), name, tmp_path).count("".join(MARKED.split())) >= 4


@pytest.mark.parametrize("character", [RARE, PRIVATE, EMOJI], ids=["rare", "private", "emoji"])
def test_a_word_document_keeps_any_character(character: str, tmp_path: Path) -> None:
    """Whatever this computer can show: another may have the font."""
    assert f"王{character}芳" in text_of(attended_by(f"王{character}芳"), "docx", tmp_path)


@FONTLESS
@pytest.mark.parametrize("character", [RARE, PRIVATE, EMOJI], ids=["rare", "private", "emoji"])
def test_a_pdf_shows_a_character_or_its_code(character: str, tmp_path: Path) -> None:
    """Never an empty box, and it stays a file for keeping."""
    text = text_of(attended_by(f"王{character}芳"), "pdf", tmp_path)
    shown = f"〔U+{ord(character):X}〕" if unprintable(character) else character
    assert f"王{shown}芳" in text
    assert read_pdf(tmp_path / "b.pdf").standard == "PDF/A-2b"


@FONTLESS
@pytest.mark.parametrize("name", BOTH)
def test_characters_that_no_font_shows_are_reported(name: str) -> None:
    """By themselves and by their codes, so that a person can look them up."""
    told = "\n".join(remarks_on(attended_by(f"王{PRIVATE}芳"), name, Edition.ARCHIVE))
    assert unprintable(PRIVATE) == (PRIVATE,)
    assert "U+E000" in told


@FONTLESS
def test_what_every_font_shows_is_not_reported() -> None:
    assert not any("U+" in told for told in remarks_on(undecided(), "pdf", Edition.ARCHIVE))


def test_formats_without_fonts_have_nothing_to_report() -> None:
    assert remarks_on(attended_by(PRIVATE), "txt", Edition.ARCHIVE) == ()
