"""签发: the checklist, and the steps from a reviewed briefing to a signed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import APIRouter, Depends
from pydantic import Field

from mintobrief.domain.limit import Limit
from mintobrief.domain.signing import Signing
from mintobrief.review.checks import Finding
from mintobrief.store.library import Library
from mintobrief.store.signing import SigningStep
from mintobrief.web.api.answers import Json
from mintobrief.web.api.shapes import asked
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.briefing import (
    BriefingOut,
    ExcuseOut,
    FindingOut,
    LimitOut,
    Stage,
    StepOut,
)
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheOffice, TheReviewer
from mintobrief.web.signoff import signing
from mintobrief.web.signoff.briefing import EITHER, REASON, RECORDS, SIGNS, reason_of
from mintobrief.web.signoff.signing import Desk, Shown

router = APIRouter(prefix="/meetings/{meeting_id}/briefing", tags=["简报"])

_LAST = 2**53  # what JSON can count to everywhere
Number = Annotated[int, Field(ge=0, le=_LAST)]
Reason = Annotated[str, Field(min_length=1, max_length=REASON)]
_REFUSED = may(400, 404, 413, 428)


class At(asked.Asked):
    """看到的是哪时候：会议的 `version`，签发走到的 `step`。"""

    version: Number
    step: Number

    @property
    def shown(self) -> Shown:
        return Shown(self.version, self.step)


class Returned(At):
    """退回修改，要写理由。"""

    reason: Reason


class Excused(asked.Asked):
    """清单上的哪一处（`key`），知道有这个缺口，为什么留着；理由是 null 就是不留了。"""

    about: Annotated[str, Field(max_length=200)]
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """Who takes a step with which briefing."""

    library: Library
    meeting_id: str
    by: str

    def answer(self) -> Json:
        """How far the briefing is by now."""
        return Json(_told(signing.desk(self.library, self.meeting_id)))


def _seat(meeting_id: MeetingId, office: TheOffice, by: TheReviewer) -> Seat:
    return Seat(office.library, meeting_id, by)


TheSeat = Annotated[Seat, Depends(_seat)]


@router.get("", operation_id="getChecklist", response_model=BriefingOut, responses=may(404))
def checklist(meeting_id: MeetingId, office: TheOffice) -> Json:
    """核对清单，签发走到哪一步，签发以后改了什么"""
    return Json(_told(signing.desk(office.library, meeting_id)))


@router.post(
    "/submit",
    operation_id="submitBriefing",
    response_model=BriefingOut,
    responses=_REFUSED,
    dependencies=RECORDS,
)
def submit(at: At, seat: TheSeat) -> Json:
    """提交签发；清单上还有不合的是 409"""
    signing.submit(seat.library, seat.meeting_id, seat.by, at.shown)
    return seat.answer()


@router.post(
    "/withdraw",
    operation_id="withdrawBriefing",
    response_model=BriefingOut,
    responses=_REFUSED,
    dependencies=RECORDS,
)
def withdraw(at: At, seat: TheSeat) -> Json:
    """收回"""
    signing.withdraw(seat.library, seat.meeting_id, seat.by, at.shown)
    return seat.answer()


@router.post(
    "/return",
    operation_id="returnBriefing",
    response_model=BriefingOut,
    responses=_REFUSED,
    dependencies=SIGNS,
)
def give_back(returned: Returned, seat: TheSeat) -> Json:
    """退回修改"""
    reason = reason_of(returned.reason)
    signing.give_back(seat.library, seat.meeting_id, seat.by, returned.shown, reason=reason)
    return seat.answer()


@router.post(
    "/sign",
    operation_id="signBriefing",
    response_model=BriefingOut,
    responses=_REFUSED,
    dependencies=SIGNS,
)
def sign(at: At, seat: TheSeat) -> Json:
    """签发；文件照此刻的样子留存"""
    signing.sign(seat.library, seat.meeting_id, seat.by, at.shown)
    return seat.answer()


@router.post(
    "/excuse",
    operation_id="excuseFinding",
    response_model=BriefingOut,
    responses=_REFUSED,
    dependencies=EITHER,
)
def excuse(excused: Excused, seat: TheSeat) -> Json:
    """知道有这个缺口，写明理由留着"""
    reason = reason_of(excused.reason) if excused.reason is not None else ""
    signing.excuse(seat.library, seat.meeting_id, seat.by, excused.about, reason=reason)
    return seat.answer()


def _told(desk: Desk) -> BriefingOut:
    excuses, changes = desk.standing.excuses, desk.changes
    return {
        "meeting": desk.meeting.id,
        "version": desk.shown.version,
        "step": desk.shown.step,
        "stage": cast(Stage, desk.stage),
        "stands": desk.stands,
        "ready": not desk.left,
        "findings": [_finding(one, excuses.get(one.key)) for one in desk.findings],
        "kept": [str(rule) for rule in desk.kept_rules],
        "limits": [_limit(limit) for limit in desk.limits],
        "steps": [_step(step) for step in desk.standing.steps],
        "changes": None
        if changes is None
        else [{"place": one.place, "before": one.before, "after": one.after} for one in changes],
    }


def _finding(finding: Finding, excuse: Signing | None) -> FindingOut:
    return {
        "rule": str(finding.rule),
        "wanted": finding.rule.wanted,
        "source": finding.source,
        "key": finding.key,
        "text": finding.text,
        "candidate": finding.place or None,
        "utterance": finding.line,
        "must": finding.must,
        "excused": _excuse(excuse) if excuse and not finding.must else None,
    }


def _limit(limit: Limit) -> LimitOut:
    return {
        "what": limit.what,
        "day": limit.day.isoformat() if limit.day else None,
        "time": limit.time or None,
        "before": limit.before,
        "done_on": limit.done_on.isoformat() if limit.done_on else None,
        "source": limit.source,
        "note": limit.note,
    }


def _excuse(given: Signing) -> ExcuseOut:
    return {"by": given.by, "at": given.at.isoformat(), "reason": given.reason}


def _step(step: SigningStep) -> StepOut:
    signed = step.signing
    return {
        "number": step.number,
        "act": signed.act.value,
        "by": signed.by,
        "at": signed.at.isoformat(),
        "reason": signed.reason,
        "about": signed.about,
        "version": signed.version,
        "files": signed.packet is not None,
    }
