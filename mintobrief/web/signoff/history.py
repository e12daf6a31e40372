"""经过: who did what to a meeting, or to the whole library, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.domain.person import Role
from mintobrief.store import history
from mintobrief.store.history import Arrival, Event
from mintobrief.store.library import Library
from mintobrief.web.drawing import draw
from mintobrief.web.office import RowNumber, TheOffice, require
from mintobrief.web.signoff.telling import Sentence, Teller, kind_of, together

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was done; `link` and `title` lead to its meeting, where others are about."""

    at: datetime
    told: Sentence
    link: str = ""
    title: str = ""

    @property
    def day(self) -> date:
        return self.at.astimezone().date()


@router.get("/meetings/{meeting_id}/history")
def of_meeting(
    request: Request, meeting_id: str, office: TheOffice, before: RowNumber | None = None
) -> Response:
    """What was done to the meeting, 50 at a time."""
    meeting = office.library.look(meeting_id).meeting
    found = history.of_meeting(office.library, meeting.id, before)
    teller = Teller(meeting)
    lines = [Line(event.at, teller.tell(event)) for event in found.events]
    if found.older is None:
        lines += [_arrived(one) for one in history.arrivals(office.library, meeting.id)]
    shown = {"meeting": meeting, "days": _by_day(lines), "older": found.older, "newer": before}
    return draw(request, "history.html", shown)


@router.get("/history", dependencies=[require(Role.ADMINISTRATOR)])
def of_library(request: Request, office: TheOffice, before: RowNumber | None = None) -> Response:
    """What was done to everything, 50 entries at a time; the same again and again is one line."""
    found = history.of_library(office.library, before)
    lines = _of_several(office.library, found.events)
    shown = {"meeting": None, "days": _by_day(lines), "older": found.older, "newer": before}
    return draw(request, "history.html", shown)


def _of_several(library: Library, events: tuple[Event, ...]) -> list[Line]:
    teller = Teller()
    about = {event.subject.partition("/")[0] for event in events}
    titles = history.titles(library, about)
    lines = []
    for (_, _, subject), group in groupby(events, lambda e: (e.who, kind_of(e), e.subject)):
        first, *others = group
        told = together(first, 1 + len(others)) if others else teller.tell(first)
        meeting_id = subject.partition("/")[0]
        link = f"/meetings/{meeting_id}/history" if meeting_id in titles else ""
        title = titles.get(meeting_id) or (meeting_id if link else "")
        lines.append(Line(first.at, told, link, title))
    return lines


def _arrived(arrival: Arrival) -> Line:
    return Line(arrival.at, Sentence("", f"交来文件：{'、'.join(arrival.names)}"))


def _by_day(lines: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    return [(day, list(found)) for day, found in groupby(lines, lambda line: line.day)]
