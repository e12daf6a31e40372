"""督办表: the accepted resolutions as a sheet to track them by."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mintobrief.domain import Briefing, Resolution
from mintobrief.export.blocks import Run, Runs, plain_text
from mintobrief.export.cells import (
    day_cell,
    heading_cell,
    set_up_print,
    text_cell,
    title_cell,
)
from mintobrief.export.edition import Edition
from mintobrief.export.heads import title_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.outcome import by_deadline, deadline_of, owners_of, words_of
from mintobrief.export.pen import Pen, pen_for

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


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """An Excel workbook with one sheet; days are real dates, so that it can be sorted by them."""
    pen = pen_for(edition, head, briefing)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = pen.say("tasks.sheet")
    _head(sheet, briefing, pen)
    for number, resolution in enumerate(by_deadline(briefing.resolutions), start=1):
        sheet.append(_task(sheet, number, resolution, pen))
    set_up_print(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, briefing: Briefing, pen: Pen) -> None:
    title = title_of(briefing.meeting.header, pen).removesuffix(pen.say("masthead.kind"))
    sheet.append([title_cell(sheet, pen.say("tasks.title", title=title))])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    sheet.row_dimensions[1].height = 36
    headings = [heading_cell(sheet, pen.say(phrase)) for phrase in COLUMNS]
    for column, width in enumerate(COLUMNS.values(), start=1):
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
        day_cell(sheet, day) if day else _text(sheet, ()),
        _text(sheet, words_of(resolution.supervision, pen)),
        _text(sheet, vote),
        _text(sheet, ()),
        _text(sheet, ()),
    ]


def _text(sheet: Worksheet, runs: Runs) -> Cell:
    return text_cell(sheet, plain_text(runs), red=any(run.missing for run in runs))
