"""A ledger opens in Excel as it is meant, and takes nobody's place."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.export.ledger import COLUMNS, FATES, STEM, as_csv, as_workbook, ledger_in

ROWS = st.lists(
    st.builds(
        LedgerRow,
        st.text(max_size=20).map(lambda text: text.replace("\r", "").replace("\n", "")),
        st.sampled_from(Fate),
        st.none() | st.integers(1, 900),
        st.just(("20260314-abcdef",)),
        st.just(("=1+1",)),
        st.text(max_size=20).map(lambda text: text.replace("\r", "").replace("\n", "")),
    ),
    max_size=5,
)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@given(ROWS)
def test_there_is_a_row_for_each_row_and_no_formula(rows: list[LedgerRow]) -> None:
    head, *written = table(as_csv(rows))
    assert head == list(COLUMNS)
    assert len(written) == len(rows)
    assert [row[2] for row in written] == [FATES[row.fate] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in written for cell in row)
    sheet = load_workbook(BytesIO(as_workbook(rows))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row == len(rows) + 1
    assert all(cell.data_type != "f" for cell in cells)


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert as_csv([]).startswith(b"\xef\xbb\xbf")


def test_pages_are_numbers_and_fates_are_chinese() -> None:
    row = LedgerRow("一叠.pdf", Fate.USED, 3, ("a", "b"), ("甲", ""), "请核对")
    sheet = load_workbook(BytesIO(as_workbook([row]))).worksheets[0]
    values = [cell.value for cell in sheet[2]]
    assert values == ["一叠.pdf", 3, "用于会议", "a；b", "甲", "请核对"]


def test_it_replaces_itself_and_nothing_else(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.write([LedgerRow("a", Fate.WAITING)])
    assert ledger_in(tmp_path) == ledger
    mine = {ledger.csv: "我的表", ledger.xlsx: "我的簿"}
    for path, words in mine.items():
        path.write_text(words)
    other = ledger_in(tmp_path)
    other.write([LedgerRow("a", Fate.USED)])
    assert other.csv.name == f"{STEM}-2.csv"
    assert {path: path.read_text() for path in mine} == mine
    assert ledger_in(tmp_path) == other
