"""审核: candidates as they stand, judged one at a time; who was overtaken is told by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import APIRouter, Depends
from pydantic import Field

from mintobrief.domain import FieldName
from mintobrief.domain.encode import encode_judgement, encode_resolution
from mintobrief.review import latest_judgements, standing
from mintobrief.store import Seen
from mintobrief.web.access import Session
from mintobrief.web.api.answers import Json, problem
from mintobrief.web.api.shapes import asked
from mintobrief.web.api.shapes.asked import CandidateId, MeetingId, Typed
from mintobrief.web.api.shapes.candidates import (
    CandidateOut,
    CandidatesOut,
    FieldOut,
    JudgementOut,
    JudgementsOut,
    State,
)
from mintobrief.web.api.shapes.document import ResolutionOut
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.office import Office, TheOffice, TheReviewer, TheSession
from mintobrief.web.review import judging
from mintobrief.web.review.candidates import (
    Card,
    Row,
    card_of,
    cards_of,
    is_settled,
    near_misses_of,
)
from mintobrief.web.review.judging import Disputed, Make, Target

router = APIRouter(prefix="/meetings/{meeting_id}", tags=["审核"])
_ONE = "/candidates/{candidate_id}"
_OVERTAKEN = "这一条刚刚被别人改过，您的没有存入。现在的样子在 now 里，请看过再定。"


class Edits(asked.Asked):
    """改成什么；没有写的项不动，写空是会上确实没有。写法与网页上一样。"""

    action: Typed | None = None
    owners: Typed | None = Field(None, description="几个人或几家单位用顿号隔开")
    deadline: Typed | None = Field(None, description="2026-03-20、下周五前、每周一、下次会议前")
    measures: Typed | None = None
    supervision: Typed | None = None
    vote: Typed | None = Field(None, description="赞成:反对:弃权，如 7:0:1")


class Edited(asked.Seen):
    """看到的是哪一次判断，和改成什么。"""

    fields: Edits


@dataclass(frozen=True, slots=True)
class Chair:
    """Who judges which candidate."""

    office: Office
    session: Session
    reviewer: str
    meeting_id: str
    candidate_id: str

    def judge(self, mark: str, make: Make) -> Json:
        """The candidate as it stands then, or 409 with how it stands now."""
        target = Target(self.meeting_id, self.candidate_id, mark)
        try:
            seen, step = judging.judge(self.office.library, target, make)
        except Disputed:
            now = told_one(self.office.library.look(self.meeting_id), self.candidate_id)
            return problem(409, _OVERTAKEN, Disputed.__name__, now=now)
        self.session.steps_of(seen.meeting.id).did(step)
        return Json(told_one(seen, self.candidate_id))


def _chair(
    meeting_id: MeetingId,
    candidate_id: CandidateId,
    office: TheOffice,
    session: TheSession,
    reviewer: TheReviewer,
) -> Chair:
    return Chair(office, session, reviewer, meeting_id, candidate_id)


TheChair = Annotated[Chair, Depends(_chair)]


@router.get(
    "/candidates", operation_id="listCandidates", response_model=CandidatesOut, responses=may(404)
)
def list_candidates(meeting_id: MeetingId, office: TheOffice) -> Json:
    """候选决议，按会议的先后，每一项带着出处和欠缺"""
    return Json(_told_all(office.library.look(meeting_id)))


@router.get(
    "/judgements", operation_id="listJudgements", response_model=JudgementsOut, responses=may(404)
)
def list_judgements(meeting_id: MeetingId, office: TheOffice) -> Json:
    """对现在这一稿说过的全部判断，先后为序"""
    seen = office.library.look(meeting_id)
    said = [encode_judgement(one, seen.meeting.utterances) for one in seen.judgements]
    told: JudgementsOut = {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "judgements": cast(list[JudgementOut], said),
    }
    return Json(told)


@router.get(_ONE, operation_id="getCandidate", response_model=CandidateOut, responses=may(404))
def get_candidate(meeting_id: MeetingId, candidate_id: CandidateId, office: TheOffice) -> Json:
    """一条候选决议现在的样子"""
    return Json(told_one(office.library.look(meeting_id), candidate_id))


@router.patch(
    _ONE,
    operation_id="editCandidate",
    response_model=CandidateOut,
    responses=may(400, 404, 413, 428),
)
def edit(edited: Edited, chair: TheChair, office: TheOffice) -> Json:
    """改了再通过"""
    target = Target(chair.meeting_id, chair.candidate_id, edited.mark)
    typed: Mapping[str, str] = edited.fields.model_dump(exclude_none=True)
    make = judging.typing(office.library, target, typed, chair.reviewer)
    return chair.judge(edited.mark, make)


@router.post(
    f"{_ONE}/accept",
    operation_id="acceptCandidate",
    response_model=CandidateOut,
    responses=may(400, 404, 413, 428),
)
def accept(seen: asked.Seen, chair: TheChair) -> Json:
    """通过；像决议而没有列入的，由此列入"""
    return chair.judge(seen.mark, judging.accepting(chair.reviewer))


@router.post(
    f"{_ONE}/reject",
    operation_id="rejectCandidate",
    response_model=CandidateOut,
    responses=may(400, 404, 413, 428),
)
def reject(seen: asked.Seen, chair: TheChair) -> Json:
    """退回：不进简报"""
    return chair.judge(seen.mark, judging.rejecting(chair.reviewer))


@router.post(
    f"{_ONE}/reopen",
    operation_id="reopenCandidate",
    response_model=CandidateOut,
    responses=may(400, 404, 413, 428),
)
def reopen(seen: asked.Seen, chair: TheChair) -> Json:
    """恢复待审"""
    return chair.judge(seen.mark, judging.reopening(chair.reviewer))


def told_one(seen: Seen, candidate_id: str) -> CandidateOut:
    """Raises UnknownResolution."""
    cards = {card.id: card for card in cards_of(seen.meeting, seen.judgements)}
    if candidate_id not in cards:
        near = judging.candidate(seen, candidate_id)
        return _told(seen, card_of(seen.meeting, near, None, 0))
    return _told(seen, cards[candidate_id])


def _told_all(seen: Seen) -> CandidatesOut:
    cards = cards_of(seen.meeting, seen.judgements)
    near = near_misses_of(seen.meeting, seen.judgements)
    return {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "draft": mark_of_draft(seen),
        "waiting": sum(not is_settled(card) for card in cards),
        "candidates": [_told(seen, card) for card in cards],
        "near_misses": [_told(seen, card) for card in near],
    }


def _told(seen: Seen, card: Card) -> CandidateOut:
    latest = latest_judgements(seen.judgements).get(card.id)
    left = standing(judging.candidate(seen, card.id), latest)
    resolution = encode_resolution(left, seen.meeting.utterances)
    return {
        "id": card.id,
        "number": card.number,
        "state": cast(State, card.state),
        "reviewer": card.reviewer or None,
        "at": card.at.isoformat() if card.at else None,
        "mark": card.mark,
        "topic": card.topic,
        "because": card.because,
        "remarks": list(card.remarks),
        "fields": [_field(row) for row in (card.action, *card.rows)],
        "quote": card.quote,
        "places": [place.label for place in card.evidence],
        "resolution": cast(ResolutionOut, resolution),
    }


def _field(row: Row) -> FieldOut:
    return {
        "name": FieldName(row.name).value,
        "label": row.label,
        "value": row.value,
        "lacks": row.lacks,
        "places": [place.label for place in row.places],
    }
