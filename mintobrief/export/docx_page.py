"""The page of a briefing in Word: its styles, margins, header, page numbers and foot."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from mintobrief.errors import MissingResource
from mintobrief.export.blocks import Imprint, Labelled, Layout, Masthead, Runs
from mintobrief.export.heads import name_size

STYLES = Path(__file__).with_name("docx_styles.xml")
NUMBERING = Path(__file__).with_name("docx_numbering.xml")
_LINE = 28.95  # points
# a line of exact height sets its text this much of the size above its lower edge, and a glyph of
# a Chinese font is this much of the size high above where the text stands
_BELOW, _ABOVE = 0.22, 0.86
_POINTS = 72 / 25.4  # in a millimetre

# a frame as wide as the type area at its lower edge; neighbours with one frame share it
_FOOT = {
    "w": "8844",
    "wrap": "notBeside",
    "vAnchor": "margin",
    "hAnchor": "margin",
    "xAlign": "left",
    "yAlign": "bottom",
}


def blank(head: Masthead, header: str) -> WordDocument:
    """An empty document with our page, styles and numbering instead of the library's."""
    document = Document()
    _replace(document.styles.element, STYLES)
    _replace(document.part.numbering_part.element, NUMBERING)
    _fit_name(document, head)
    [section] = document.sections
    _page(section)
    document.settings.odd_and_even_pages_header_footer = True
    _modernise(document)
    _header(section, header)
    _page_number(section.footer.paragraphs[0], "PageOdd")
    _page_number(section.even_page_footer.paragraphs[0], "PageEven")
    return document


def describe(document: WordDocument, layout: Layout, day: date | None) -> None:
    """Fill in the document's properties: what it is, and of which day."""
    about = document.core_properties
    about.title, about.subject = layout.title[:255], layout.masthead.name[:255]
    about.author, about.last_modified_by, about.comments = "mintobrief", "", ""
    about.language = "zh-CN"
    if day:
        about.created = about.modified = datetime.combine(day, time(), UTC)


def restyle(paragraph: WordParagraph, style: str) -> WordParagraph:
    """The paragraph, in the style of that id."""
    paragraph._p.get_or_add_pPr().style = style
    return paragraph


def write_labelled(paragraph: WordParagraph, block: Labelled) -> None:
    """The label in its own style, and the lines behind it."""
    styled_run(paragraph, f"{block.label}：", "Label")
    for number, line in enumerate(block.lines):
        if number:
            paragraph.add_run().add_break()
        write(paragraph, line)


def write(paragraph: WordParagraph, runs: Runs) -> None:
    """The runs, what is missing in the style that is red."""
    for run in runs:
        if run.missing:
            styled_run(paragraph, run.text, "Missing")
        else:
            paragraph.add_run(run.text)


def styled_run(paragraph: WordParagraph, text: str, style: str) -> None:
    paragraph.add_run(text)._r.get_or_add_rPr().style = style


def add_imprint(document: WordDocument, imprint: Imprint) -> None:
    """报尾: at the foot of the page on which the text ends, between rules, never torn."""
    for number, line in enumerate(imprint.lines, start=1):
        paragraph = restyle(document.add_paragraph(), "Imprint")
        frame_at_foot(paragraph)
        write_labelled(paragraph, line)
        if number == len(imprint.lines) and imprint.copies:
            paragraph.add_run().add_tab()
            paragraph.add_run(imprint.copies)
    # what is framed hangs on the paragraph behind it; this one takes no room
    restyle(document.add_paragraph(), "Tail")


def frame_at_foot(paragraph: WordParagraph) -> None:
    """Put the paragraph at the foot of its page; LibreOffice reads no frame from a style."""
    frame = _element("w:framePr", _FOOT)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:pBdr", "w:ind", "w:rPr")


def _replace(element: BaseOxmlElement, resource: Path) -> None:
    """Put the resource's definitions in the place of those that are there."""
    try:
        ours = parse_xml(resource.read_bytes())
    except OSError as exc:
        raise MissingResource(resource.name) from exc
    for child in list(element):
        element.remove(child)
    element.extend([child for child in ours if isinstance(child.tag, str)])  # no comments


def _fit_name(document: WordDocument, head: Masthead) -> None:
    """The red name as large as it can be, at its distance from the top."""
    style = document.styles["简报名称"]
    size = name_size(head.name)
    line = 1.25 * size
    above = line - _BELOW * size - _ABOVE * size
    marks = _LINE if head.mark or head.code else 0.0
    style.font.size = Pt(size)
    style.paragraph_format.line_spacing = Pt(line)
    style.paragraph_format.space_before = Pt(max(0.0, head.name_top * _POINTS - marks - above))


def _modernise(document: WordDocument) -> None:
    """The library's template is of Word 2010, and a newer Word would say so in the title bar."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _header(section: Section, words: str) -> None:
    for header in (section.header, section.even_page_header):
        restyle(header.paragraphs[0], "Header").add_run(words)


def _page_number(paragraph: WordParagraph, style: str) -> None:
    """— 1 —"""
    restyle(paragraph, style)
    paragraph.add_run("— ")
    paragraph._p.append(_element("w:fldSimple", {"instr": "PAGE"}))
    paragraph.add_run(" —")


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
