"""The Word document has the page and the styles of a 简报."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from mintobrief.domain import Briefing
from mintobrief.export import Edition, write_briefing
from tests.export.conftest import LIFT, MEETING, reviewed


@pytest.fixture
def document(briefing: Briefing, tmp_path: Path) -> WordDocument:
    return read(briefing, tmp_path)


def read(briefing: Briefing, folder: Path) -> WordDocument:
    write_briefing(briefing, "docx", folder / "b.docx", Edition.ARCHIVE)
    return Document(BytesIO((folder / "b.docx").read_bytes()))


def style_of(paragraph: Paragraph) -> ParagraphStyle:
    assert paragraph.style is not None
    return paragraph.style


def part(element: BaseOxmlElement | None, name: str) -> BaseOxmlElement:
    """The part of that name, which must be there."""
    assert element is not None
    found: BaseOxmlElement | None = element.find(f".//{qn(name)}")
    assert found is not None
    return found


def near(length: int | None, wanted: int) -> bool:
    """The file counts in twips, 635 of our units each."""
    return length is not None and abs(length - wanted) <= 635


def test_the_page_is_that_of_an_official_paper(document: WordDocument) -> None:
    """A4 with a type area of 156 by 225 mm, page numbers 23 mm above the edge."""
    [section] = document.sections
    assert near(section.page_width, Mm(210))
    assert near(section.page_height, Mm(297))
    assert near(section.top_margin, Mm(37))
    assert near(section.bottom_margin, Mm(35))
    assert near(section.left_margin, Mm(28))
    assert near(section.right_margin, Mm(26))
    assert near(section.footer_distance, Mm(23))
    assert not document.element.body.findall(f".//{qn('w:docGrid')}")


def test_a_page_holds_22_lines_of_28_characters(document: WordDocument) -> None:
    """By the exact pitch, 16 pt set a quarter of a point closer, and no widow control."""
    body = document.styles["Normal"]
    layout = body.paragraph_format
    assert (layout.line_spacing, layout.line_spacing_rule) == (Twips(579), WD_LINE_SPACING.EXACTLY)
    assert layout.widow_control is False
    assert layout.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    indent = body.element.find(f".//{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}")
    assert default.find(f".//{qn('w:sz')}").get(qn("w:val")) == "32"
    assert default.find(f".//{qn('w:spacing')}").get(qn("w:val")) == "-5"


@pytest.mark.parametrize(
    ("style", "font"),
    [
        ("简报名称", "方正小标宋简体"),
        ("Title", "方正小标宋简体"),
        ("Heading 1", "黑体"),
        ("Heading 2", "楷体"),
        ("单页页码", "宋体"),
        ("条目名", "黑体"),
    ],
)
def test_the_fonts_are_named(document: WordDocument, style: str, font: str) -> None:
    """Chinese text takes the east Asian font; none is shipped."""
    fonts = document.styles[style].element.find(f".//{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == font


def test_the_head_is_red_over_a_red_line(document: WordDocument) -> None:
    """The name fills the line; below who publishes it and when, and the line."""
    name, issue = document.paragraphs[:2]
    assert (name.text, style_of(name).name) == ("物业治理推进会简报", "简报名称")
    assert style_of(name).font.color.rgb == RGBColor(255, 0, 0)
    assert style_of(name).font.size == Pt(48)
    line = part(part(style_of(issue).element, "w:pBdr"), "w:bottom")
    assert (line.get(qn("w:color")), line.get(qn("w:sz"))) == ("FF0000", "12")
    assert issue.text == "\t（发布单位待填）\t2026年3月15日"


def test_what_the_meeting_did_not_settle_is_red(document: WordDocument) -> None:
    """By a style, so that one place changes them all."""
    red = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.style is not None and run.style.name == "会议未明确"
    ]
    assert "（会议未明确责任人）" in red
    assert document.styles["会议未明确"].font.color.rgb == RGBColor(255, 0, 0)


def test_looks_are_in_styles_alone(document: WordDocument) -> None:
    """No run brings its own font or size, so a template can be changed in Word."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            assert (run.font.size, run.font.name, run.font.bold) == (None, None, None)


def test_pages_are_numbered_outside(document: WordDocument) -> None:
    """— 1 —, odd pages at the right, even ones at the left."""
    [section] = document.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert style_of(odd).paragraph_format.alignment is WD_ALIGN_PARAGRAPH.RIGHT
    assert style_of(even).paragraph_format.alignment is WD_ALIGN_PARAGRAPH.LEFT
    for footer in (odd, even):
        assert footer.text == "—  —"
        assert footer._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_the_foot_is_kept_together_at_the_foot_of_the_page(document: WordDocument) -> None:
    """Its paragraphs share one frame at the lower edge of the type area."""
    feet = [p for p in document.paragraphs if style_of(p).name == "报尾"]
    assert [p.text for p in feet] == ["发：各参会单位", "审核：刘敏"]
    for paragraph in feet:
        frame = part(paragraph._p.pPr, "w:framePr")
        assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")
        assert style_of(paragraph).paragraph_format.keep_with_next


def test_the_plan_is_a_table_whose_head_is_repeated(document: WordDocument) -> None:
    """On every page it reaches, and no row is torn."""
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "事项", "责任主体", "完成时限"]
    assert len(table.rows) == 4
    assert part(table.rows[0]._tr, "w:tblHeader") is not None
    assert all(part(row._tr, "w:cantSplit") is not None for row in table.rows)


def test_no_page_begins_between_the_plan_and_what_introduces_it(document: WordDocument) -> None:
    """The lead stays with the table."""
    [lead] = [p for p in document.paragraphs if "按完成时限排列" in p.text]
    assert style_of(lead).paragraph_format.keep_with_next


def test_a_briefing_without_resolutions_has_no_plan(tmp_path: Path) -> None:
    """It says that nothing was resolved."""
    document = read(reviewed(replace(MEETING, resolutions=())), tmp_path)
    assert document.tables == []
    assert "本次会议没有形成决议。" in [p.text for p in document.paragraphs]


def test_the_document_says_what_it_is(document: WordDocument) -> None:
    """Its properties name the briefing; the day is that of the review."""
    about = document.core_properties
    assert about.title == "锦绣花园小区2026年第一季度物业管理联席会议简报"
    assert about.language == "zh-CN"
    assert about.created is not None
    assert about.created.isoformat()[:10] == "2026-03-15"


def test_the_same_briefing_makes_the_same_text(tmp_path: Path) -> None:
    """No clock and no chance goes into a briefing."""
    meeting = replace(MEETING, resolutions=(LIFT,))
    first, second = (read(reviewed(meeting), tmp_path) for _ in range(2))
    assert first.element.xml == second.element.xml
