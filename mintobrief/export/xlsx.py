"""督办表: the accepted resolutions as a sheet to track them by."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mintobrief.domain import Briefing, Resolution
from mintobrief.export.blocks import Run, Runs, plain_text
from mintobrief.export.edition import Edition
from mintobrief.export.heads import title_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.outcome import by_deadline, deadline_of, owners_of, words_of
from mintobrief.export.pen import Pen, pen_for

LONGEST_CELL = 32_767  # characters Excel lets a cell have
# phrase of the heading → width in characters
COLUMNS = {
    "plan.number": 6,
    "plan.action": 42,
    "resolutions.measures": 30,
    "resolutions.owners": 22,
    "resolutions.deadline": 30,
    "tasks.day": 14,
    "resolutions.supervision": 24,
    "resolutions.vote": 22,
    "tasks.state": 14,
    "tasks.remark": 20,
}
HEAD_ROW = 2
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """An Excel workbook with one sheet; days are real dates, so that it can be sorted by them."""
    pen = pen_for(edition, head, briefing)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = pen.say("tasks.sheet")
    _head(sheet, briefing, pen)
    for number, resolution in enumerate(by_deadline(briefing.resolutions), start=1):
        sheet.append(_task(sheet, number, resolution, pen))
    _print_setup(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, briefing: Briefing, pen: Pen) -> None:
    title = title_of(briefing.meeting.header, pen).removesuffix(pen.say("masthead.kind"))
    name = _text(sheet, (Run(pen.say("tasks.title", title=title)),))
    name.font, name.border = Font(name="方正小标宋简体", size=18), Border()
    name.alignment = Alignment(horizontal="center", vertical="center")
    sheet.append([name])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    sheet.row_dimensions[1].height = 36
    headings = [_text(sheet, (Run(pen.say(phrase)),)) for phrase in COLUMNS]
    for column, (heading, width) in enumerate(zip(headings, COLUMNS.values(), strict=True), 1):
        heading.font, heading.fill = Font(name="黑体"), PatternFill("solid", fgColor="E7E6E6")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append(headings)


def _task(sheet: Worksheet, number: int, resolution: Resolution, pen: Pen) -> list[Cell]:
    day = resolution.deadline.value.day if resolution.deadline else None
    vote = (Run(pen.votes(resolution.vote.value)),) if resolution.vote else ()
    return [
        _text(sheet, (Run(str(number)),)),
        _text(sheet, (Run(pen.text(resolution.action.value)),)),
        _text(sheet, words_of(resolution.measures, pen)),
        _text(sheet, owners_of(resolution, pen)),
        _text(sheet, deadline_of(resolution, pen)),
        _day(sheet, day) if day else _text(sheet, ()),
        _text(sheet, words_of(resolution.supervision, pen)),
        _text(sheet, vote),
        _text(sheet, ()),
        _text(sheet, ()),
    ]


def _text(sheet: Worksheet, runs: Runs) -> Cell:
    """Text as text: what begins with = is no formula."""
    cell = _cell(sheet, plain_text(runs)[:LONGEST_CELL])
    cell.data_type = "s"
    if any(run.missing for run in runs):
        cell.font = Font(name="仿宋", color="FFFF0000")
    return cell


def _day(sheet: Worksheet, day: date) -> Cell:
    cell = _cell(sheet, day)
    cell.number_format = "yyyy-mm-dd"
    return cell


def _cell(sheet: Worksheet, value: str | date) -> Cell:
    cell = Cell(sheet, row=1, column=1, value=value)
    cell.font, cell.border = Font(name="仿宋"), _GRID
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _print_setup(sheet: Worksheet) -> None:
    """Landscape A4, as wide as the page, the headings on every page and in view."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
