"""The briefing as a Word document in the layout of a 简报 (A4, 22 lines of 28 characters)."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from mintobrief.domain import Briefing
from mintobrief.errors import MissingResource
from mintobrief.export.blocks import (
    Annex,
    Block,
    Heading,
    Index,
    Labelled,
    Layout,
    Masthead,
    Paragraph,
    Picture,
    Pictures,
    ResolutionBlock,
    Run,
    Runs,
    Table,
)
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out, name_size, title_lines

STYLES = Path(__file__).with_name("docx_styles.xml")
COLUMNS = (Mm(13), Mm(56), Mm(33), Mm(54))  # of the plan: 序号 事项 责任 时限

# a frame as wide as the type area at its lower edge; neighbours with one frame share it
FOOT = {
    "w": "8844",
    "wrap": "notBeside",
    "vAnchor": "margin",
    "hAnchor": "margin",
    "xAlign": "left",
    "yAlign": "bottom",
}


def render(briefing: Briefing, edition: Edition) -> bytes:
    """The bytes of a docx; all its looks are in named styles, which Word lets one change."""
    layout = lay_out(briefing, edition)
    document = _blank(layout)
    _describe(document, layout, briefing)
    _masthead(document, layout.masthead)
    _title(document, layout.title)
    for block in layout.blocks:
        _block(document, block)
    _imprint(document, layout)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _blank(layout: Layout) -> WordDocument:
    """An empty document with our page and our styles instead of the library's."""
    document = Document()
    styles = document.styles.element
    for style in list(styles):
        styles.remove(style)
    styles.extend(list(parse_xml(_styles())))
    document.styles["简报名称"].font.size = Pt(name_size(layout.masthead.name))
    _page(document)
    return document


def _styles() -> bytes:
    try:
        return STYLES.read_bytes()
    except OSError as exc:
        raise MissingResource(STYLES.name) from exc


def _page(document: WordDocument) -> None:
    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], "PageOdd")
    _page_number(section.even_page_footer.paragraphs[0], "PageEven")


def _page_number(paragraph: WordParagraph, style: str) -> None:
    """— 1 —"""
    _restyle(paragraph, style)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _describe(document: WordDocument, layout: Layout, briefing: Briefing) -> None:
    about = document.core_properties
    about.title, about.subject = layout.title[:255], layout.masthead.name
    about.author, about.last_modified_by, about.comments = "mintobrief", "", ""
    about.language = "zh-CN"
    if briefing.reviewed_on:
        about.created = about.modified = datetime.combine(briefing.reviewed_on, time(), UTC)


def _paragraph(document: WordDocument, style: str) -> WordParagraph:
    return _restyle(document.add_paragraph(), style)


def _restyle(paragraph: WordParagraph, style: str) -> WordParagraph:
    paragraph._p.get_or_add_pPr().style = style
    return paragraph


def _masthead(document: WordDocument, head: Masthead) -> None:
    _paragraph(document, "Masthead").add_run(head.name)
    if head.serial:
        _paragraph(document, "Serial").add_run(head.serial)
    issue = _paragraph(document, "Issue")
    for run in (head.issuer, head.issued_on):
        issue.add_run().add_tab()
        _write(issue, (run,))


def _title(document: WordDocument, title: str) -> None:
    paragraph = _paragraph(document, "Title")
    for number, line in enumerate(title_lines(title)):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def _block(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(level):
            _paragraph(document, f"Heading{level}").add_run(block.numbered)
        case Paragraph(runs, leads):
            _write(_paragraph(document, "Lead" if leads else "Body"), runs)
        case Labelled():
            _labelled(_paragraph(document, "Labelled"), block)
        case ResolutionBlock(heading, lines):
            _block(document, heading)
            for line in lines:
                _block(document, line)
        case Table():
            _table(document, block)
        case _:
            _back(document, block)


def _back(document: WordDocument, block: Annex | Index | Pictures) -> None:
    """What stands behind the briefing itself."""
    match block:
        case Annex(label, items):
            listed = tuple((Run(f"{n}. {item}"),) for n, item in enumerate(items, start=1))
            _labelled(_paragraph(document, "Annex"), Labelled(label, listed))
        case Index(label, entries):
            _paragraph(document, "IndexHead").add_run(label)
            for entry in entries:
                quoted = f"“{entry.words}”" if entry.words else ""
                _paragraph(document, "Index").add_run(entry.place + quoted)
        case Pictures(label, items):
            _paragraph(document, "IndexHead").add_run(label)
            for picture in items:
                _picture(document, picture)


def _picture(document: WordDocument, picture: Picture) -> None:
    caption = _paragraph(document, "Index")
    caption.add_run(picture.caption)
    if picture.jpeg:
        caption.paragraph_format.keep_with_next = True
        size = {"width": Mm(picture.width), "height": Mm(picture.height)}
        # a line of exact height would show a strip of it
        _paragraph(document, "Picture").add_run().add_picture(BytesIO(picture.jpeg), **size)


def _labelled(paragraph: WordParagraph, block: Labelled) -> None:
    _styled_run(paragraph, f"{block.label}：", "Label")
    for number, line in enumerate(block.lines):
        if number:
            paragraph.add_run().add_break()
        _write(paragraph, line)


def _write(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        if run.missing:
            _styled_run(paragraph, run.text, "Missing")
        else:
            paragraph.add_run(run.text)


def _styled_run(paragraph: WordParagraph, text: str, style: str) -> None:
    paragraph.add_run(text)._r.get_or_add_rPr().style = style


def _table(document: WordDocument, block: Table) -> None:
    head = tuple((Run(text),) for text in block.head)
    table = document.add_table(rows=1 + len(block.rows), cols=len(head))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    for row, cells in zip(table.rows, (head, *block.rows), strict=True):
        _row(row, cells, "CellHead" if cells is head else "Cell")
    # the first row again on every page the table reaches
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _row(row: WordRow, cells: tuple[Runs, ...], style: str) -> None:
    for cell, runs, width in zip(row.cells, cells, COLUMNS, strict=True):
        cell.width = width
        _write(_restyle(cell.paragraphs[0], style), runs)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _imprint(document: WordDocument, layout: Layout) -> None:
    imprint = layout.imprint
    for number, line in enumerate(imprint.lines, start=1):
        paragraph = _paragraph(document, "Imprint")
        _to_the_foot(paragraph)
        _labelled(paragraph, line)
        if number == len(imprint.lines) and imprint.copies:
            paragraph.add_run().add_tab()
            paragraph.add_run(imprint.copies)


def _to_the_foot(paragraph: WordParagraph) -> None:
    """Put the paragraph at the foot of its page; LibreOffice reads no frame from a style."""
    frame = OxmlElement("w:framePr")
    for name, value in FOOT.items():
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:pBdr", "w:ind", "w:rPr")
