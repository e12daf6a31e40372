"""通过, 修改, 退回, 恢复待审, 撤销, 重做: each is on disk before the page says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import Judgement
from mintobrief.errors import BadEdit
from mintobrief.review import latest_judgements
from mintobrief.store import Seen
from mintobrief.web import judging
from mintobrief.web.access import Session
from mintobrief.web.candidates import card_of, mark_of
from mintobrief.web.desk import fields_to_type, labels_of, shown
from mintobrief.web.drawing import draw
from mintobrief.web.judging import Disputed, Make, Target
from mintobrief.web.office import Form, Office, TheOffice, TheReviewer, TheSession
from mintobrief.web.undo import Step

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}")

Said = Judgement | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that a browser asks for."""

    request: Request
    office: Office
    session: Session
    meeting_id: str


def _asked(
    request: Request, meeting_id: str, office: TheOffice, session: TheSession, _: TheReviewer
) -> Asked:
    return Asked(request, office, session, meeting_id)


def _target(meeting_id: str, resolution_id: str, form: Form) -> Target:
    return Target(meeting_id, resolution_id, form.get("mark", ""))


Change = Annotated[Asked, Depends(_asked)]
Candidate = Annotated[Target, Depends(_target)]


@router.post("/candidates/{resolution_id}/accept")
def accept(asked: Change, target: Candidate) -> Response:
    """Let it stand; a near miss is added by it."""
    return _judged(asked, target, judging.accepting(asked.session.reviewer))


@router.post("/candidates/{resolution_id}/reject")
def reject(asked: Change, target: Candidate) -> Response:
    """Keep it out of the briefing."""
    return _judged(asked, target, judging.rejecting(asked.session.reviewer))


@router.post("/candidates/{resolution_id}/reopen")
def reopen(asked: Change, target: Candidate) -> Response:
    """Let it wait again."""
    return _judged(asked, target, judging.reopening(asked.session.reviewer))


@router.post("/candidates/{resolution_id}")
def save(asked: Change, target: Candidate, form: Form) -> Response:
    """Let it stand as typed."""
    make = judging.typing(asked.office.library, target, form, asked.session.reviewer)
    try:
        return _judged(asked, target, make, form)
    except BadEdit as bad:
        blanks = fields_to_type(target.meeting_id, target.resolution_id, form, target.mark)
        return draw(asked.request, "_edit.html", {"form": blanks, "wrong": str(bad)}, 422)


@router.post("/undo")
def undo(asked: Change) -> Response:
    """The last change of this browser, undone by saying again what was said before it."""
    steps = asked.session.steps_of(asked.meeting_id)
    if not steps.back:
        raise HTTPException(409, "没有可以撤销的了。")
    step = steps.back[-1]
    seen = _restored(asked, step.resolution_id, step.after, step.before)
    steps.undid()
    return _drawn(asked, seen, step)


@router.post("/redo")
def redo(asked: Change) -> Response:
    """The last change undone, done again."""
    steps = asked.session.steps_of(asked.meeting_id)
    if not steps.forth:
        raise HTTPException(409, "没有可以重做的了。")
    step = steps.forth[-1]
    seen = _restored(asked, step.resolution_id, step.before, step.after)
    steps.redid()
    return _drawn(asked, seen, step)


def _judged(
    asked: Asked, target: Target, make: Make, typed: Mapping[str, str] | None = None
) -> Response:
    try:
        seen, step = judging.judge(asked.office.library, target, make)
    except Disputed:
        return _dispute(asked, target, typed or {})
    asked.session.steps_of(asked.meeting_id).did(step)
    return _drawn(asked, seen, step)


def _restored(asked: Asked, resolution_id: str, now: Said, wanted: Said) -> Seen:
    target = Target(asked.meeting_id, resolution_id, mark_of(now))
    make = judging.restoring(wanted, asked.session.reviewer)
    try:
        return judging.judge(asked.office.library, target, make)[0]
    except Disputed as exc:
        raise HTTPException(409, "这一条后来被别人改过，不能撤销或重做。请直接改它。") from exc


def _drawn(asked: Asked, seen: Seen, step: Step) -> Response:
    pieces = shown(seen, asked.session) | {"changed": step.resolution_id}
    return draw(asked.request, "_candidates.html", pieces)


def _dispute(asked: Asked, target: Target, typed: Mapping[str, str]) -> Response:
    """Both versions, and the choice between them."""
    seen = asked.office.library.look(target.meeting_id)
    found = judging.candidate(seen, target.resolution_id)
    latest = latest_judgements(seen.judgements).get(target.resolution_id)
    choice = {
        "theirs": card_of(seen.meeting, found, latest, 0),
        "target": target,
        "mark": mark_of(latest),
        "typed": typed,
        "mine": labels_of(typed),
        "path": asked.request.url.path,
    }
    return draw(asked.request, "_dispute.html", choice, 409)
