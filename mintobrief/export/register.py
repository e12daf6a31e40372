"""登记簿 as a workbook: a sheet of the numbers that were given, one of the seals that were put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from mintobrief.domain.day import written_day
from mintobrief.domain.register import Entry, Issue, Sealed, begun_with, issues_of, unnumbered_seals
from mintobrief.export.ledger import plain_text, text_cell

if TYPE_CHECKING:
    from openpyxl import Workbook

NAMELESS = "（会议已删除，或没有名称）"
_NUMBERS = {
    "年份": 8,
    "期号": 8,
    "总期号": 8,
    "会议": 44,
    "会议编号": 24,
    "印出的期号": 24,
    "签发人": 14,
    "签发日期": 18,
    "用印份数": 10,
    "作废": 40,
}
_SEALS = {
    "期号": 24,
    "会议": 44,
    "用印日期": 18,
    "份数": 8,
    "印章保管人": 14,
    "文件": 24,
    "SHA-256": 68,
    "登记人": 14,
}

Cells = Sequence[str | int]


def register_as_workbook(entries: Sequence[Entry], titles: Mapping[str, str | None]) -> bytes:
    """Every number in order, the voided ones too; `titles` are those of the meetings, by id."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "mintobrief"
    _fill(book, "期号登记", _NUMBERS, _number_rows(entries, titles))
    _fill(book, "用印登记", _SEALS, _seal_rows(entries, titles))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def copies_of(issue: Issue) -> int:
    """How many copies were sealed."""
    return sum(seal.what.copies for seal in issue.seals if isinstance(seal.what, Sealed))


def _number_rows(entries: Sequence[Entry], titles: Mapping[str, str | None]) -> Iterable[Cells]:
    begun = begun_with(entries)
    if begun:
        told = "此前在纸上编号，到这一期为止"
        yield begun.year, begun.number, begun.total, told, "", "", "", "", "", ""
    for issue in issues_of(entries):
        given = issue.given
        yield (
            given.serial.year,
            given.serial.number,
            given.serial.total,
            titles.get(given.meeting_id) or NAMELESS,
            given.meeting_id,
            given.printed or given.serial.called,
            issue.by,
            written_day(issue.at.astimezone().date()),
            copies_of(issue),
            _void(issue),
        )


def _void(issue: Issue) -> str:
    """Why a number counts no more, who said so and when."""
    if issue.void is None:
        return ""
    day = written_day(issue.void.at.astimezone().date())
    return f"{issue.reason}（{issue.void.by}，{day}）"


def _seal_rows(entries: Sequence[Entry], titles: Mapping[str, str | None]) -> Iterable[Cells]:
    numbered = [seal for issue in issues_of(entries) for seal in issue.seals]
    for entry in (*numbered, *unnumbered_seals(entries)):
        if isinstance(entry.what, Sealed):
            yield _seal(entry.what, entry.by, titles)


def _seal(seal: Sealed, by: str, titles: Mapping[str, str | None]) -> Cells:
    return (
        seal.serial.called if seal.serial else "",
        titles.get(seal.meeting_id) or NAMELESS,
        written_day(seal.on),
        seal.copies,
        seal.keeper,
        seal.file,
        seal.sha256,
        by,
    )


def _fill(book: Workbook, title: str, headings: Mapping[str, int], rows: Iterable[Cells]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHIJ", headings.values(), strict=False):
        sheet.column_dimensions[column].width = width
    sheet.append(list(headings))
    for row in rows:
        cells = (plain_text(cell) if isinstance(cell, str) else cell for cell in row)
        sheet.append([text_cell(sheet, cell) for cell in cells])
