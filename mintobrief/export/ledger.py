"""The ledger of a folder (台账) as CSV and as a workbook: a row for each file, or for each page."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.errors import OutputUnwritable
from mintobrief.export.files import write_atomically

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

STEM = "mintobrief台账"
FATES = {
    Fate.USED: "用于会议",
    Fate.SKIPPED: "跳过",
    Fate.UNREADABLE: "读不出",
    Fate.FAILED: "失败",
    Fate.WAITING: "还没处理",
}
# heading → width in characters
COLUMNS = {"文件": 48, "页": 6, "情况": 10, "会议编号": 22, "会议名称": 36, "说明": 60}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_767  # characters Excel lets a cell have
_MOST_ROWS = 1_000_000  # on one sheet; Excel knows a few more
_MAKER = "mintobrief"
_HEAD = ",".join(COLUMNS).encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the ledger of a folder is written, again and again, each time whole."""

    csv: Path
    xlsx: Path

    def write(self, rows: Sequence[LedgerRow]) -> None:
        """Raises OutputUnwritable."""
        write_atomically(self.csv, as_csv(rows))
        write_atomically(self.xlsx, as_workbook(rows))

    def keep(self, rows: Sequence[LedgerRow]) -> None:
        """Write it on the way: one that somebody looks at just now is written later."""
        with suppress(OutputUnwritable):
            self.write(rows)


def ledger_in(folder: Path) -> Ledger:
    """The ledger there; what a person put under its name stays, and it takes the next."""
    return Ledger(_free(folder, ".csv", _is_our_csv), _free(folder, ".xlsx", _is_our_book))


def as_csv(rows: Sequence[LedgerRow]) -> bytes:
    """UTF-8 with the mark that Excel needs; what it would take for a formula is defused."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_defused(cell) for cell in _cells(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(rows: Sequence[LedgerRow]) -> bytes:
    """A workbook in which every cell is text, but for the numbers of pages."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = _MAKER
    for number in range(0, max(1, len(rows)), _MOST_ROWS):
        _fill(book, f"台账{number // _MOST_ROWS or ''}", rows[number : number + _MOST_ROWS])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(book: Workbook, title: str, rows: Sequence[LedgerRow]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEF", COLUMNS.values(), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([text_cell(sheet, value) for value in _cells(row)])


def text_cell(sheet: Worksheet, value: str | int) -> Cell | int:
    """Text as text: what begins with = is no formula."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, int):
        return value
    cell: Cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _cells(row: LedgerRow) -> Iterator[str | int]:
    yield plain_text(row.file)
    yield row.page or ""
    yield FATES[row.fate]
    yield plain_text("；".join(row.meetings))
    yield plain_text("；".join(filter(None, row.titles)))
    yield plain_text(row.why)


def plain_text(words: str) -> str:
    return _CONTROL.sub("?", words)[:_LONGEST]


def _defused(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _free(folder: Path, suffix: str, is_ours: Callable[[Path], bool]) -> Path:
    names = (f"{STEM}-{number}" if number > 1 else STEM for number in count(1))
    paths = (folder / f"{name}{suffix}" for name in names)
    return next(path for path in paths if not path.exists() or is_ours(path))


def _is_our_csv(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def _is_our_book(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as book:
            return f">{_MAKER}<".encode() in book.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
