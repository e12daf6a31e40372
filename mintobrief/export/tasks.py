"""督办表 and 督办日历: the ledger across meetings as a workbook and as to-dos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date
from io import BytesIO
from typing import TYPE_CHECKING

from mintobrief.domain.day import written_day
from mintobrief.domain.task import TaskStatus
from mintobrief.domain.task_line import Life
from mintobrief.export.calendar import calendar_of, escaped
from mintobrief.export.ledger import plain_text

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# heading → width in characters
COLUMNS = {
    "序号": 6,
    "小区": 14,
    "议定日期": 12,
    "会议": 26,
    "事项": 42,
    "责任": 20,
    "会上说的时限": 16,
    "截止日期": 12,
    "监督": 20,
    "状态": 10,
    "最近进展": 42,
    "记录": 16,
}


def ledger_as_workbook(lives: Sequence[Life], today: date) -> bytes:
    """An Excel workbook with one sheet: the tasks in their order, as they stand on that day."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    from mintobrief.export.cells import heading_cell, set_up_print, title_cell

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "督办表"
    sheet.append([title_cell(sheet, f"督办表（截至{written_day(today)}）")])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    sheet.row_dimensions[1].height = 36
    sheet.append([heading_cell(sheet, heading) for heading in COLUMNS])
    for column, width in enumerate(COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, life in enumerate(lives, start=1):
        sheet.append(list(_cells(sheet, number, life, today)))
    set_up_print(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def ledger_as_calendar(lives: Sequence[Life], today: date) -> bytes:
    """An iCalendar with one VTODO for every task that has a last day.

    A task keeps its name from file to file, so a calendar brings up to date what it has.
    """
    return calendar_of(_calendar(lives, today))


def _cells(sheet: Worksheet, number: int, life: Life, today: date) -> Iterator[Cell]:
    from mintobrief.export.cells import day_cell, text_cell

    line, task = life.line, life.line.task
    status, last = line.status(today), life.standing[-1] if life.standing else None

    def text(words: str | None, *, red: bool = False) -> Cell:
        return text_cell(sheet, plain_text(words or ""), red=red)

    def day(given: date | None) -> Cell:
        return day_cell(sheet, given) if given else text("")

    yield text(str(number))
    yield text(line.compound)
    yield day(task.agreed_on)
    yield text(task.meeting)
    yield text(task.action)
    yield text("、".join(task.owners) or "会上未明确", red=not task.owners)
    yield text(task.deadline.text if task.deadline else "会上未明确", red=not task.deadline)
    yield day(line.due)
    yield text(task.supervision)
    yield text(status.called, red=status is TaskStatus.OVERDUE)
    yield text(last.note if last else "")
    yield text(f"{last.by} {last.at.astimezone():%Y-%m-%d}" if last else "")


def _calendar(lives: Sequence[Life], today: date) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//mintobrief//tasks//ZH"
    yield f"X-WR-CALNAME:{escaped('督办')}"
    for life in lives:
        if life.line.due:
            yield from _todo(life, life.line.due, today)
    yield "END:VCALENDAR"


def _todo(life: Life, due: date, today: date) -> Iterator[str]:
    line, task = life.line, life.line.task
    status, told = line.status(today), life.standing
    stamp = told[-1].at.astimezone(UTC).strftime("%H%M%S") if told else "000000"
    day = told[-1].at.astimezone(UTC).date() if told else task.agreed_on or due
    said = (
        task.meeting or "",
        f"责任：{'、'.join(task.owners) or '会上未明确'}",
        f"状态：{status.called}",
        told[-1].note if told else "",
    )
    name = re.sub("[^0-9A-Za-z-]", "-", f"{task.id.meeting_id}-{task.id.resolution_id}")
    yield "BEGIN:VTODO"
    yield f"UID:{name}@mintobrief"
    yield f"DTSTAMP:{_basic(day)}T{stamp}Z"
    yield f"SEQUENCE:{len(life.steps)}"
    yield f"DUE;VALUE=DATE:{_basic(due)}"
    yield f"SUMMARY:{escaped(task.action)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(filter(None, said)))}"
    if status is TaskStatus.DONE:
        yield "STATUS:COMPLETED"
    else:
        yield "STATUS:NEEDS-ACTION"
        yield from _alarm(task.action)
    yield "END:VTODO"


def _alarm(action: str) -> Iterator[str]:
    """A reminder the day before."""
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER;RELATED=END:-P1D"
    yield f"DESCRIPTION:{escaped(action)}"
    yield "END:VALARM"


def _basic(day: date) -> str:
    """20260410, in whatever year."""
    return day.isoformat().replace("-", "")
