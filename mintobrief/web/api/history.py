"""经过: who did what, the newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from mintobrief.domain.person import Role
from mintobrief.store import history
from mintobrief.store.history import Event, Stretch
from mintobrief.web.api.answers import Json
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.history import EventOut, HistoryOut
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheOffice, require
from mintobrief.web.signoff.telling import Teller

router = APIRouter(tags=["经过"])

Before = Annotated[int | None, Query(description="从哪里往前", ge=1, le=2**53)]


@router.get(
    "/meetings/{meeting_id}/history",
    operation_id="getMeetingHistory",
    response_model=HistoryOut,
    responses=may(404),
)
def of_meeting(meeting_id: MeetingId, office: TheOffice, before: Before = None) -> Json:
    """一次会议的经过，一次 50 条"""
    meeting = office.library.look(meeting_id).meeting
    found = history.of_meeting(office.library, meeting.id, before)
    return Json(_told(found, Teller(meeting), {meeting.id}))


@router.get(
    "/history",
    operation_id="getHistory",
    response_model=HistoryOut,
    responses=may(),
    dependencies=[require(Role.ADMINISTRATOR)],
)
def of_library(office: TheOffice, before: Before = None) -> Json:
    """整个资料库的经过，一次 50 条；只给管理员"""
    found = history.of_library(office.library, before)
    about = history.titles(office.library, {_subject(event) for event in found.events})
    return Json(_told(found, Teller(), set(about)))


def _told(found: Stretch, teller: Teller, meetings: set[str]) -> HistoryOut:
    events = [_event(event, teller, meetings) for event in found.events]
    return {"events": events, "older": found.older}


def _event(event: Event, teller: Teller, meetings: set[str]) -> EventOut:
    told, subject = teller.tell(event), _subject(event)
    return {
        "at": event.at.isoformat(),
        "who": told.who,
        "what": told.what,
        "changes": [
            {"label": one.label, "before": one.before, "after": one.after} for one in told.changes
        ],
        "meeting": subject if subject in meetings else None,
    }


def _subject(event: Event) -> str:
    return event.subject.partition("/")[0]
