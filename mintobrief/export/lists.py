"""A compound's roster and glossary as a workbook, which can be filled in and read back."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from mintobrief.domain.compound import ISSUER, PLACE, Compound
from mintobrief.export.ledger import plain_text, text_cell

if TYPE_CHECKING:
    from openpyxl import Workbook

# sheet → its headings with their widths in characters
_SHEETS = {
    "名册": {"姓名": 14, "职务": 24, "单位": 36},
    "单位": {"单位名称": 40, "简称": 40},
    "词表": {"词": 24, "听错的写法": 60},
    "小区": {"项目": 20, "内容": 48},
}


def lists_as_workbook(compound: Compound) -> bytes:
    """A sheet for each list with its headings, empty ones too: a template to fill in."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "mintobrief"
    for title, rows in _rows_of(compound).items():
        _fill(book, title, rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows_of(compound: Compound) -> dict[str, Iterable[tuple[str, ...]]]:
    return {
        "名册": [(p.name, p.role or "", p.org or "") for p in compound.people],
        "单位": [(body.name, "、".join(body.short)) for body in compound.bodies],
        "词表": [(term.word, "、".join(term.slips)) for term in compound.terms],
        "小区": [
            ("小区名称", compound.name),
            (PLACE, compound.place or ""),
            (ISSUER, compound.issuer or ""),
        ],
    }


def _fill(book: Workbook, title: str, rows: Iterable[tuple[str, ...]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    headings = _SHEETS[title]
    for column, width in zip("ABC", headings.values(), strict=False):
        sheet.column_dimensions[column].width = width
    sheet.append(list(headings))
    for row in rows:
        sheet.append([text_cell(sheet, plain_text(cell)) for cell in row])
