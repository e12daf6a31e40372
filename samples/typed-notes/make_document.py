"""Type content.json as input.docx, the way an office types its minutes.

python make_document.py
"""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TypedDict
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

HERE = Path(__file__).resolve().parent
WRITTEN = datetime(2025, 12, 24, 16, 10)
BODY_FONT = "宋体"


class Section(TypedDict):
    """One numbered part of the minutes: its heading and its lines."""

    heading: str
    lines: list[str]


class Content(TypedDict):
    """What content.json holds, in the order of the page."""

    title: str
    header: list[str]
    sections: list[Section]
    table: list[list[str]]
    closing: list[str]


def main() -> None:
    content: Content = json.loads((HERE / "content.json").read_text(encoding="utf-8"))
    typed = BytesIO()
    type_minutes(content).save(typed)
    pack(typed, HERE / "input.docx")


def type_minutes(content: Content) -> Docx:
    """The minutes: title, header lines, sections, the table of tasks, closing lines."""
    document = Document()
    set_up(document)
    title = document.add_heading(content["title"], level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_lines(document, content["header"])
    for section in content["sections"]:
        document.add_heading(section["heading"], level=1)
        add_lines(document, section["lines"])
    add_table(document, content["table"])
    add_lines(document, content["closing"])
    return document


def set_up(document: Docx) -> None:
    """One Chinese face for text and headings, and the day of writing as the file's date."""
    for name in ("Normal", "Title", "Heading 1"):
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(
            qn("w:eastAsia"), BODY_FONT
        )
    properties = document.core_properties
    properties.author, properties.comments = "白露", ""
    properties.created = properties.modified = WRITTEN


def add_lines(document: Docx, lines: list[str]) -> None:
    for line in lines:
        document.add_paragraph(line)


def add_table(document: Docx, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def pack(typed: BytesIO, path: Path) -> None:
    """Write the document with one time on all its parts: the same content is the same file."""
    with ZipFile(typed) as loose, ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name in loose.namelist():
            part = ZipInfo(name, WRITTEN.timetuple()[:6])
            packed.writestr(part, loose.read(name), ZIP_DEFLATED)


if __name__ == "__main__":
    main()
