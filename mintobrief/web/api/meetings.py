"""会议: the list of them, one as `convert --json` tells it, and the search over all."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Query

from mintobrief.domain.encode import encode_meeting
from mintobrief.review import with_namings
from mintobrief.store.catalogue import CatalogueLine, catalogue
from mintobrief.store.search import Hit as Found
from mintobrief.store.search import Kind
from mintobrief.web.api.answers import Json, day, moment
from mintobrief.web.api.shapes.asked import MeetingId, PageNumber, PageSize, Words
from mintobrief.web.api.shapes.document import MeetingDocument
from mintobrief.web.api.shapes.meetings import (
    CompoundName,
    Hit,
    Hits,
    MeetingEntry,
    MeetingPage,
    State,
)
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.home.meetings import answers
from mintobrief.web.home.states import state_of
from mintobrief.web.office import TheOffice

router = APIRouter(tags=["会议"])

_KINDS: dict[Kind, Literal["title", "resolution", "utterance"]] = {
    Kind.TITLE: "title",
    Kind.RESOLUTION: "resolution",
    Kind.UTTERANCE: "utterance",
}
Wanted = Annotated[State | None, Query(description="只要在这一步的")]
Of = Annotated[str | None, Query(description="只要这个小区的：小区的编号", max_length=200)]
Most = Annotated[int, Query(description="最多几处", ge=1, le=200)]


@router.get("/meetings", operation_id="listMeetings", response_model=MeetingPage, responses=may())
def list_meetings(
    office: TheOffice,
    q: Words = "",
    state: Wanted = None,
    compound: Of = None,
    page: PageNumber = 1,
    size: PageSize = 50,
) -> Json:
    """会议的目录，最近的在前；`q` 找名称、日期和编号里的字"""
    mine = (x for x in catalogue(office.library) if compound in (None, x.compound_id))
    found = (x for x in mine if answers(x.entry, q))
    wanted = [x for x in found if state in (None, state_of(x))]
    start = (page - 1) * size
    told: MeetingPage = {
        "total": len(wanted),
        "page": page,
        "size": size,
        "meetings": [_entry(line) for line in wanted[start : start + size]],
    }
    return Json(told)


@router.get(
    "/meetings/{meeting_id}",
    operation_id="getMeeting",
    response_model=MeetingDocument,
    responses=may(404),
)
def get_meeting(meeting_id: MeetingId, office: TheOffice) -> Json:
    """一次会议：转写稿、议题、候选决议和出处，确认过的发言人都写上了"""
    seen = office.library.look(meeting_id)
    told = encode_meeting(with_namings(seen.meeting, seen.namings))
    marks = {"version": seen.version, "draft": mark_of_draft(seen)}
    return Json(cast(MeetingDocument, {**told, **marks}))


@router.get("/search", operation_id="search", response_model=Hits, responses=may())
def search(office: TheOffice, q: Words, limit: Most = 50) -> Json:
    """在所有会议的名称、决议和发言里找字"""
    told: Hits = {"hits": [_hit(hit) for hit in office.library.search(q, limit)]}
    return Json(told)


def _entry(line: CatalogueLine) -> MeetingEntry:
    entry = line.entry
    of = {"id": line.compound_id, "name": line.compound} if line.compound_id else None
    return {
        "id": entry.id,
        "title": entry.title,
        "held_on": day(entry.held_on),
        "created_at": entry.created_at.isoformat(),
        "candidates": entry.candidates,
        "waiting": entry.waiting,
        "state": state_of(line).value,
        "compound": cast(CompoundName | None, of),
        "submitted_at": moment(line.submitted_at),
        "signed_at": moment(line.signed_at),
        "published_at": moment(line.published_at),
    }


def _hit(found: Found) -> Hit:
    return {
        "meeting": found.meeting_id,
        "title": found.title,
        "held_on": day(found.held_on),
        "kind": _KINDS[found.kind],
        "place": found.place,
        "snippet": found.snippet,
        "marks": [*found.marks],
    }
