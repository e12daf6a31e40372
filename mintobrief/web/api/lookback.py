"""上次议定事项: what a meeting said of earlier resolutions, for programs."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException

from mintobrief.domain.proposal import Proposal
from mintobrief.domain.task import Heard, TaskId, TaskProgress, TaskState
from mintobrief.store import Seen, tasks
from mintobrief.web.api.answers import Json, day
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.lookback import (
    Confirmed,
    ConfirmedOut,
    EarlierOut,
    LookbackOut,
    ProposalOut,
)
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import Office, TheOffice, TheReviewer
from mintobrief.web.tasks.looking import Card, look_back
from mintobrief.web.typed import INVALID

router = APIRouter(tags=["督办"])

_PATH = "/meetings/{meeting_id}/lookback"


@router.get(_PATH, operation_id="getLookback", response_model=LookbackOut, responses=may(404))
def get_lookback(meeting_id: MeetingId, office: TheOffice) -> Json:
    """上次议定的事，会上怎么说它们：程序的提议，和确认过的"""
    return _answer(office, office.library.look(meeting_id))


@router.post(
    _PATH,
    operation_id="confirmLookback",
    response_model=LookbackOut,
    responses=may(400, 404, 413, 428),
)
def confirm(meeting_id: MeetingId, told: Confirmed, office: TheOffice, by: TheReviewer) -> Json:
    """确认一件上次的事会上怎么说，写进这次的简报；撤回用 takeBackProgress"""
    seen = office.library.look(meeting_id)
    lines = tuple(sorted(set(told.utterances)))
    if lines[-1] >= len(seen.meeting.utterances):
        raise HTTPException(422, INVALID)
    said = TaskProgress(
        TaskId(told.meeting, told.resolution),
        TaskState(told.state),
        by,
        datetime.now(UTC),
        day=told.day,
        note=told.note.strip(),
        heard=Heard(seen.meeting.id, lines),
    )
    tasks.tell(office.library, said, told.seen)
    return _answer(office, office.library.look(seen.meeting.id))


def _answer(office: Office, seen: Seen) -> Json:
    looking = look_back(office.library, seen)
    told: LookbackOut = {"tasks": [_earlier(one) for one in (*looking.spoken, *looking.silent)]}
    return Json(told)


def _earlier(card: Card) -> EarlierOut:
    task = card.task
    return {
        "meeting": task.id.meeting_id,
        "resolution": task.id.resolution_id,
        "title": task.meeting,
        "agreed_on": day(task.agreed_on),
        "action": task.action,
        "owners": list(task.owners),
        "deadline": task.deadline.text if task.deadline else None,
        "due": day(card.last_day),
        "status": card.stood.value,
        "told": card.told,
        "proposal": _proposal(card.proposal) if card.proposal else None,
        "confirmed": _confirmed(card.confirmed) if card.confirmed else None,
    }


def _proposal(proposal: Proposal) -> ProposalOut:
    return {
        "state": proposal.state.value,
        "day": day(proposal.day),
        "note": proposal.note,
        "because": proposal.because,
        "utterances": list(proposal.utterances),
    }


def _confirmed(said: TaskProgress) -> ConfirmedOut:
    return {
        "state": said.state.value,
        "day": day(said.day),
        "note": said.note,
        "utterances": list(said.heard.utterances) if said.heard else [],
        "by": said.by,
        "at": said.at.isoformat(),
    }
