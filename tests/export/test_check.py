"""The self-check: what is right passes, and each thing that is wrong is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mintobrief.domain import Briefing
from mintobrief.errors import FileGone, IsFolder, UnreadableFile
from mintobrief.export import PROFILES, Edition, write_briefing
from mintobrief.export.check import check_file, structure
from mintobrief.export.check.measure import Measure
from mintobrief.export.check.office import office
from mintobrief.export.check.pages import Page, read_pdf
from mintobrief.export.check.rendered import completeness, measures_of
from mintobrief.export.typefaces import FONTS, installed_fonts, missing_faces
from tests.export.papers import briefing_of, five_pages
from tests.export.test_profiles import head

FONTLESS = pytest.mark.skipif(
    not installed_fonts() & set(FONTS["body"]), reason="no Chinese font on this computer"
)
OFFICELESS = pytest.mark.skipif(office() is None, reason="no LibreOffice on this computer")
OF_THIS_COMPUTER = {"公文字体", "这台电脑的字体"}


def written(briefing: Briefing, name: str, folder: Path, profile: str = "briefing") -> Path:
    path = folder / f"b.{name}"
    write_briefing(briefing, name, path, Edition.ARCHIVE, head(profile))
    return path


def wrong(measures: tuple[Measure, ...]) -> list[str]:
    """What does not hold, but for the fonts of whatever computer this is."""
    return [m.what for m in measures if m.ok is False and m.what not in OF_THIS_COMPUTER]


@pytest.mark.parametrize("profile", PROFILES)
def test_our_word_documents_hold_every_measure(profile: str, tmp_path: Path) -> None:
    """As the file has it, of a briefing of five pages."""
    document = Document(str(written(five_pages(), "docx", tmp_path, profile)))
    measures = structure.measures_of(document)
    assert wrong(measures) == []
    assert len(measures) >= 18


@FONTLESS
@pytest.mark.parametrize("profile", PROFILES)
def test_our_pdfs_hold_every_measure(profile: str, tmp_path: Path) -> None:
    """Page by page: 22 lines of 28 characters, numbers outside, the foot at the foot."""
    path = written(five_pages(), "pdf", tmp_path, profile)
    measures = check_file(path)
    assert wrong(measures) == []
    assert all(m.ok is not None for m in measures)
    assert len(read_pdf(path).pages) >= 4  # a paper that leaves the discussion out is shorter
    told = {m.what: m.found for m in measures}
    assert told["每页行数"].startswith("22 行，行距 28.95 磅")
    fills = profile != "filing"  # its resolutions alone fill no page to the last line
    assert not fills or told["每页行数"].endswith("（最满的一页 22 行）")
    assert told["每行字数"].startswith("28 字，字距 15.75 磅")


@FONTLESS
@pytest.mark.parametrize("views", range(2, 12, 2))
def test_the_foot_is_at_the_foot_however_full_the_page(views: int, tmp_path: Path) -> None:
    """Where the text leaves no room it has a page of its own, and its place there."""
    path = written(briefing_of(1, views=views), "pdf", tmp_path, "circular")
    last = read_pdf(path).pages[-1]
    [foot] = [m for m in check_file(path) if m.what == "报尾"]
    assert foot.ok
    assert foot.found.startswith("4 行")
    top = max(rule.y for rule in last.rules if not rule.red and rule.y < 250)
    assert not [g for g in last.glyphs if g.size == 16 and g.y < top]


@OFFICELESS
@FONTLESS
@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_our_word_documents_hold_every_measure_on_paper(profile: str, tmp_path: Path) -> None:
    """As LibreOffice sets their pages."""
    path = written(five_pages(), "docx", tmp_path, profile)
    measures = check_file(path)
    assert wrong(measures) == []
    assert sum("排出的页面" in m.what for m in measures) == 11
    assert "文字（LibreOffice 排出的页面）" in [m.what for m in measures]


@FONTLESS
def test_words_that_pages_do_not_show_are_told(briefing: Briefing, tmp_path: Path) -> None:
    """A line that is too narrow hides its end: the pages of one file, the words of another."""
    found = read_pdf(written(briefing, "pdf", tmp_path, "circular"))
    words = structure.words_in(Document(str(written(briefing, "docx", tmp_path, "circular"))))
    assert completeness(found, words).ok
    pages = tuple(without(page, "份") for page in found.pages)
    hidden = completeness(replace(found, pages=pages), words)
    assert not hidden.ok
    assert "（共印30份）" in hidden.found


def widen(document: WordDocument) -> None:
    document.sections[0].left_margin = Mm(25)


def loosen(document: WordDocument) -> None:
    document.styles["Normal"].paragraph_format.line_spacing = Pt(29)


def space_out(document: WordDocument) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}")
    defaults.find(f".//{qn('w:spacing')}").set(qn("w:val"), "0")


def blacken(document: WordDocument) -> None:
    document.styles["简报名称"].font.color.rgb = RGBColor(0, 0, 0)


def embolden(document: WordDocument) -> None:
    document.styles["Title"].font.bold = True


def renumber(document: WordDocument) -> None:
    for number in document.part.numbering_part.element.iter(qn("w:lvlText")):
        number.set(qn("w:val"), number.get(qn("w:val")).replace("、", "."))


def by_hand(document: WordDocument) -> None:
    document.paragraphs[8].runs[0].font.size = Pt(15)


def unframe(document: WordDocument) -> None:
    for frame in list(document.element.iter(qn("w:framePr"))):
        frame.getparent().remove(frame)


def one_footer(document: WordDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def pad_the_day(document: WordDocument) -> None:
    [issue] = [p for p in document.paragraphs if p.style and p.style.name == "编印"]
    issue.runs[-1].text = "2026年03月15日"


def unrule(document: WordDocument) -> None:
    borders = document.styles["编印"].element.find(f".//{qn('w:pBdr')}")
    borders.getparent().remove(borders)


def on_letter(document: WordDocument) -> None:
    document.sections[0].page_width = Mm(216)


def raise_footer(document: WordDocument) -> None:
    document.sections[0].footer_distance = Mm(15)


SLIPS: dict[Callable[[WordDocument], None], list[str]] = {
    widen: ["页边距"],
    # of 29 points 21 lines fit, of 16 points 27 characters
    loosen: ["每页行数"],
    space_out: ["每行字数"],
    blacken: ["报头名称"],
    embolden: ["标题"],
    renumber: ["第一级标题"],
    by_hand: ["手工设的字体字号"],
    unframe: ["报尾"],
    one_footer: ["单页页码", "双页页码"],
    pad_the_day: ["编印单位、日期"],
    unrule: ["红线"],
    on_letter: ["纸张"],
    raise_footer: ["页脚距离"],
}


@pytest.mark.parametrize(("slip", "found"), SLIPS.items(), ids=[slip.__name__ for slip in SLIPS])
def test_each_slip_is_found_and_no_other(
    slip: Callable[[WordDocument], None], found: list[str], briefing: Briefing, tmp_path: Path
) -> None:
    """Whoever changes one thing in Word is told that one thing."""
    document = Document(str(written(briefing, "docx", tmp_path)))
    slip(document)
    assert wrong(structure.measures_of(document)) == found


def without(page: Page, text: str) -> Page:
    return replace(page, glyphs=tuple(g for g in page.glyphs if g.character not in text))


@FONTLESS
def test_a_page_without_its_number_is_named(briefing: Briefing, tmp_path: Path) -> None:
    """By the page."""
    found = read_pdf(written(briefing, "pdf", tmp_path))
    pages = (found.pages[0], without(found.pages[1], "—2"), *found.pages[2:])
    told = {m.what: m for m in measures_of(replace(found, pages=pages))}
    assert told["页码"].ok is False
    assert told["页码"].found == "第 2 页不对"


@FONTLESS
def test_pages_that_are_shifted_are_found(briefing: Briefing, tmp_path: Path) -> None:
    """Ten points to the left: outside of the type area, the name off its middle."""
    found = read_pdf(written(briefing, "pdf", tmp_path))
    pages = tuple(
        replace(page, glyphs=tuple(replace(g, x=g.x - 10) for g in page.glyphs))
        for page in found.pages
    )
    assert {"版心（左28 右26 上37）", "报头名称"} <= set(
        wrong(measures_of(replace(found, pages=pages)))
    )


@FONTLESS
def test_a_pdf_of_another_hand_is_measured_too(tmp_path: Path) -> None:
    """It has none of our parts: each is told as missing, and nothing breaks."""
    import typst

    (tmp_path / "o.pdf").write_bytes(typst.compile(b'#set page("a5")\nHello'))
    told = {m.what: m.ok for m in check_file(tmp_path / "o.pdf")}
    assert told["纸张"] is False
    assert told["红线"] is False
    assert told["每页行数"] is None


def test_a_document_of_another_hand_is_measured_too(tmp_path: Path) -> None:
    """The library's own empty document."""
    Document().save(str(tmp_path / "o.docx"))
    measures = structure.measures_of(Document(str(tmp_path / "o.docx")))
    assert {"纸张", "页边距", "正文", "报头名称", "标题", "报尾"} <= set(wrong(measures))


def test_missing_typefaces_are_told_by_name(briefing: Briefing, tmp_path: Path) -> None:
    """Those this computer lacks of those the document names."""
    [told] = [
        m for m in check_file(written(briefing, "docx", tmp_path)) if m.what == "这台电脑的字体"
    ]
    assert all(face in told.found for face in missing_faces(installed_fonts()))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"hello"])
def test_what_is_no_document_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"x\.docx"):
        check_file(tmp_path / "x.docx")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        check_file(tmp_path / "x.docx")
    with pytest.raises(IsFolder):
        check_file(tmp_path)
