"""督办: the ledger as a page, as a workbook and as a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.domain.compound import COMMON
from mintobrief.domain.task import TaskProgress, TaskStatus
from mintobrief.domain.task_line import Life, TaskLine
from mintobrief.export.tasks import ledger_as_calendar, ledger_as_workbook
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.tasks import Wanted
from mintobrief.web.drawing import draw
from mintobrief.web.handing import XLSX, handed_out
from mintobrief.web.office import Office, TheOffice
from mintobrief.web.tasks.asked import NONE, Asked, TheAsked, page_of, today

router = APIRouter(include_in_schema=False, prefix="/tasks")

_A_PAGE = 50
_ON_HOME = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the pages show it; `last` is what was told of it last, and stands."""

    line: TaskLine
    status: TaskStatus
    late: int
    last: TaskProgress | None
    link: str

    @property
    def done_on(self) -> date | None:
        """The day it was done, or told to be."""
        return (self.last.day or self.last.at.astimezone().date()) if self.last else None


@dataclass(frozen=True, slots=True)
class Late:
    """What is overdue, for the home page: the oldest, and how many in all."""

    rows: tuple[Row, ...]
    count: int


@router.get("")
def page(request: Request, office: TheOffice, asked: TheAsked) -> Response:
    """The whole page, or where its script asks, what changes of it."""
    template = "_tasks.html" if request.headers.get("x-piece") else "tasks.html"
    return draw(request, template, _shown(office, asked))


@router.get(".xlsx")
def workbook(office: TheOffice, asked: TheAsked) -> Response:
    """督办表: what is asked for, all pages of it."""
    return workbook_of(office.library, asked.wanted())


@router.get(".ics")
def calendar(office: TheOffice, asked: TheAsked) -> Response:
    """What is asked for and has a last day, as to-dos."""
    return calendar_of(office.library, asked.wanted())


def workbook_of(library: Library, wanted: Wanted) -> Response:
    """督办表 as a file to keep."""
    day = today()
    content = ledger_as_workbook(tasks.lives(library, wanted, today=day), day)
    return handed_out(content, f"督办表{day:%Y%m%d}.xlsx", XLSX)


def calendar_of(library: Library, wanted: Wanted) -> Response:
    """The to-dos as a file to keep."""
    day = today()
    content = ledger_as_calendar(tasks.lives(library, wanted, today=day), day)
    return handed_out(content, f"督办日历{day:%Y%m%d}.ics", "text/calendar")


def late_of(library: Library) -> Late:
    """What is overdue today in all that the library shows."""
    day = today()
    overdue = Wanted(statuses=frozenset({TaskStatus.OVERDUE}))
    counted = tasks.count(library, overdue, today=day)[TaskStatus.OVERDUE]
    lines = tasks.ledger(library, overdue, today=day, limit=_ON_HOME) if counted else ()
    return Late(tuple(row_of(Life(line, ()), day) for line in lines), counted)


def row_of(life: Life, day: date) -> Row:
    """How a task is shown on that day."""
    line, told = life.line, life.standing
    late = (day - line.due).days if line.due else 0
    last = told[-1] if told else None
    return Row(line, line.status(day), max(0, late), last, page_of(line.task.id))


def _shown(office: Office, asked: Asked) -> dict[str, object]:
    day, library = today(), office.library
    counts = tasks.count(library, asked.wanted(any_status=True), today=day)
    total = counts[asked.status] if asked.status else sum(counts.values())
    pages = max(1, -(-total // _A_PAGE))
    number = min(asked.page, pages)
    start = (number - 1) * _A_PAGE
    found = tasks.lives(library, asked.wanted(), today=day, limit=_A_PAGE, offset=start)
    return {
        "asked": asked,
        "rows": [row_of(life, day) for life in found],
        "counts": counts,
        "total": total,
        "pages": pages,
        "page": number,
        "today": day,
        "compounds": [one for one in library.compounds.all() if one.id != COMMON],
        "none": NONE,
    }
