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
from mintobrief.store.refusals import Counted, Refusals
from mintobrief.web.accounts.words import refused
from mintobrief.web.drawing import draw
from mintobrief.web.office import RowNumber, TheOffice, TheSession, require
from mintobrief.web.signoff.telling import Sentence, Teller, kind_of, together

router = APIRouter(include_in_schema=False)

_MOST = 100  # lines of who was turned away


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
    request: Request,
    meeting_id: str,
    office: TheOffice,
    session: TheSession,
    before: RowNumber | None = None,
) -> Response:
    """What was done to the meeting, 50 at a time; an administrator reads who looked at it."""
    meeting = office.library.look(meeting_id).meeting
    looks = session.may(Role.ADMINISTRATOR)
    found = history.of_meeting(office.library, meeting.id, before, looks=looks)
    teller = Teller(meeting)
    lines = [Line(event.at, teller.tell(event)) for event in found.events]
    if found.older is None:
        lines += [_arrived(one) for one in history.arrivals(office.library, meeting.id)]
    shown = {"meeting": meeting, "days": _by_day(lines), "older": found.older, "newer": before}
    return draw(request, "history.html", shown | {"refused": ()})


@router.get("/history", dependencies=[require(Role.ADMINISTRATOR)])
def of_library(request: Request, office: TheOffice, before: RowNumber | None = None) -> Response:
    """What was done to everything, 50 entries at a time; the same again and again is one line. On
    the first page also who was turned away."""
    found = history.of_library(office.library, before)
    lines = _of_several(office.library, found.events)
    shown = {"meeting": None, "days": _by_day(lines), "older": found.older, "newer": before}
    turned = Refusals(office.library.database).newest(_MOST) if before is None else ()
    return draw(request, "history.html", shown | {"refused": [_refused(one) for one in turned]})


def _refused(one: Counted) -> Line:
    """“王秀英 账号没有这个角色（/people，从 10.0.0.7，至少 8 次）”."""
    often = f"至少 {one.times} 次" if one.times > 1 else ""
    where = f"从 {one.address}" if one.address else "从许多地方"
    told = "，".join(part for part in (one.path, where, often) if part)
    who = one.name or ("打开网页的人" if one.path else "没有登录的人")
    return Line(one.at, Sentence(who, f"{refused(one.why)}（{told}）"))


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
        lines.append(Line(first.at, told, link, titles.get(meeting_id, "")))
    return lines


def _arrived(arrival: Arrival) -> Line:
    return Line(arrival.at, Sentence("", f"交来文件：{'、'.join(arrival.names)}"))


def _by_day(lines: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    return [(day, list(found)) for day, found in groupby(lines, lambda line: line.day)]
