"""The briefing as a Word document in the layout of an official paper (A4, 22 lines of 28)."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from mintobrief.domain import Briefing
from mintobrief.export.blocks import (
    Annex,
    Attendance,
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
    Signature,
    Table,
)
from mintobrief.export.docx_page import (
    add_imprint,
    blank,
    describe,
    restyle,
    write,
    write_labelled,
)
from mintobrief.export.edition import Edition
from mintobrief.export.heads import title_lines
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead

COLUMNS = (Mm(13), Mm(56), Mm(33), Mm(54))  # of the plan: 序号 事项 责任 时限
# a label of so many characters → the style whose further lines stand under its first word
_LABELLED = {2: "Labelled2", 3: "Labelled3"}
_CHARACTER = 315  # twips


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a docx; all its looks are in named styles, which Word lets one change."""
    return draw(lay_out(briefing, edition, head), briefing.reviewed_on)


def draw(layout: Layout, day: date | None) -> bytes:
    """Any paper as a docx, dated that day."""
    document = blank(layout.masthead, layout.header)
    describe(document, layout, day)
    _masthead(document, layout.masthead)
    _title(document, layout.title)
    for block in layout.blocks:
        _block(document, block)
    add_imprint(document, layout.imprint)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraph(document: WordDocument, style: str) -> WordParagraph:
    return restyle(document.add_paragraph(), style)


def _masthead(document: WordDocument, head: Masthead) -> None:
    if head.mark or head.code:
        marks = _paragraph(document, "Mark")
        marks.add_run(head.mark)
        marks.add_run().add_tab()
        marks.add_run(head.code)
    _paragraph(document, "Masthead").add_run(head.name)
    if head.serial:
        _paragraph(document, "Serial").add_run(head.serial)
    if not head.dateline:
        _paragraph(document, "Rule")
        return
    issue = _paragraph(document, "Issue")
    for run in (head.issuer, head.issued_on):
        issue.add_run().add_tab()
        write(issue, (run,))


def _title(document: WordDocument, title: str) -> None:
    paragraph = _paragraph(document, "Title")
    for number, line in enumerate(title_lines(title)):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def _block(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(level):
            # its number is the style's
            _paragraph(document, f"Heading{level}").add_run(block.text)
        case Paragraph(runs):
            write(_paragraph(document, _style_of(block)), runs)
        case Labelled():
            _labelled(document, block)
        case ResolutionBlock(heading, lines):
            _block(document, heading)
            for line in lines:
                _block(document, line)
        case Table():
            _table(document, block)
        case _:
            _back(document, block)


def _style_of(block: Paragraph) -> str:
    if block.flush:
        return "Addressee"
    if block.number:
        return "Item"
    return "Lead" if block.leads else "Body"


def _back(document: WordDocument, block: Attendance | Signature | Annex | Index | Pictures) -> None:
    """What stands behind the text itself."""
    match block:
        case Attendance(lines):
            _paragraph(document, "Blank")
            for line in lines:
                _labelled(document, line)
        case Signature():
            _signature(document, block)
        case Annex(label, items):
            listed = tuple((Run(f"{n}. {item}"),) for n, item in enumerate(items, start=1))
            _paragraph(document, "Blank")
            write_labelled(_paragraph(document, "Annex"), Labelled(label, listed))
        case Index(label, entries):
            _paragraph(document, "IndexHead").add_run(label)
            for entry in entries:
                quoted = f"“{entry.words}”" if entry.words else ""
                _paragraph(document, "Index").add_run(entry.place + quoted)
        case Pictures(label, items):
            _paragraph(document, "IndexHead").add_run(label)
            for picture in items:
                _picture(document, picture)


def _labelled(document: WordDocument, block: Labelled) -> None:
    style = _LABELLED.get(len(block.label), "Labelled")
    write_labelled(_paragraph(document, style), block)


def _signature(document: WordDocument, block: Signature) -> None:
    """How far in depends on how long both are, so it cannot be in the style."""
    _paragraph(document, "Blank")
    for run, inward in ((block.issuer, block.issuer_in), (block.issued_on, block.issued_in)):
        paragraph = _paragraph(document, "Signature")
        write(paragraph, (run,))
        indent = OxmlElement("w:ind")
        indent.set(qn("w:rightChars"), str(round(inward * 100)))
        indent.set(qn("w:right"), str(round(inward * _CHARACTER)))
        paragraph._p.get_or_add_pPr().append(indent)
        paragraph.paragraph_format.keep_with_next = run is block.issuer


def _picture(document: WordDocument, picture: Picture) -> None:
    _paragraph(document, "Caption" if picture.jpeg else "Index").add_run(picture.caption)
    if picture.jpeg:
        size = {"width": Mm(picture.width), "height": Mm(picture.height)}
        # a line of exact height would show a strip of it
        _paragraph(document, "Picture").add_run().add_picture(BytesIO(picture.jpeg), **size)


def _table(document: WordDocument, block: Table) -> None:
    head = tuple((Run(text),) for text in block.head)
    table = document.add_table(rows=1 + len(block.rows), cols=len(head))
    table.style = document.styles["Table Grid"]
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    for row, cells in zip(table.rows, (head, *block.rows), strict=True):
        _row(row, cells, "CellHead" if cells is head else "Cell")
    # the first row again on every page the table reaches
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _row(row: WordRow, cells: tuple[Runs, ...], style: str) -> None:
    for cell, runs, width in zip(row.cells, cells, COLUMNS, strict=True):
        cell.width = width
        write(restyle(cell.paragraphs[0], style), runs)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
