"""Cells and sheets of our workbooks: text that stays text, days that are days, A4 across."""

from __future__ import annotations

from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767  # characters Excel lets a cell have
HEAD_ROW = 2
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that there was not
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BODY, _RED = Font(name="仿宋"), Font(name="仿宋", color="FFFF0000")
_WRAPPED = Alignment(wrap_text=True, vertical="center")


def title_cell(sheet: Worksheet, words: str) -> Cell:
    """What stands over the table."""
    cell = text_cell(sheet, words)
    cell.font, cell.border = Font(name="方正小标宋简体", size=18), Border()
    cell.alignment = Alignment(horizontal="center", vertical="center")
    return cell


def heading_cell(sheet: Worksheet, words: str) -> Cell:
    """What stands over a column."""
    cell = text_cell(sheet, words)
    cell.font, cell.fill = Font(name="黑体"), PatternFill("solid", fgColor="E7E6E6")
    return cell


def text_cell(sheet: Worksheet, words: str, *, red: bool = False) -> Cell:
    """Text as text: what begins with = is no formula."""
    cell = _cell(sheet, words[:LONGEST_CELL])
    cell.data_type = "s"
    if red:
        cell.font = _RED
    return cell


def day_cell(sheet: Worksheet, day: date) -> Cell:
    """A real day, so that it can be sorted by; as text where Excel knows none so early."""
    if day < _FIRST_DAY:
        return text_cell(sheet, day.isoformat())
    cell = _cell(sheet, day)
    cell.number_format = "yyyy-mm-dd"
    return cell


def set_up_print(sheet: Worksheet) -> None:
    """Landscape A4, as wide as the page, the headings on every page and in view."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"


def _cell(sheet: Worksheet, value: str | date) -> Cell:
    cell = Cell(sheet, row=1, column=1, value=value)
    cell.font, cell.border, cell.alignment = _BODY, _GRID, _WRAPPED
    return cell
