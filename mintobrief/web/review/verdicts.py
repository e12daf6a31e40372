"""通过, 修改, 退回, 恢复待审: each is on disk before the page says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from mintobrief.errors import BadEdit
from mintobrief.review import latest_judgements
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form
from mintobrief.web.review import judging
from mintobrief.web.review.asking import MEETING, Asked, Change, News, answer
from mintobrief.web.review.candidates import card_of, mark_shown
from mintobrief.web.review.desk import fields_to_type, labels_of
from mintobrief.web.review.judging import Disputed, Make, Target

router = APIRouter(include_in_schema=False, prefix=MEETING)


def _target(meeting_id: str, resolution_id: str, form: Form) -> Target:
    return Target(meeting_id, resolution_id, form.get("mark", ""))


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


def _judged(
    asked: Asked, target: Target, make: Make, typed: Mapping[str, str] | None = None
) -> Response:
    try:
        seen, step = judging.judge(asked.office.library, target, make)
    except Disputed:
        return _dispute(asked, target, typed or {})
    asked.did(step)
    return answer(asked, seen, News(step.resolution_id))


def _dispute(asked: Asked, target: Target, typed: Mapping[str, str]) -> Response:
    """Both versions, and the choice between them."""
    seen = asked.office.library.look(target.meeting_id)
    found = judging.candidate(seen, target.resolution_id)
    latest = latest_judgements(seen.judgements).get(target.resolution_id)
    choice = {
        "theirs": card_of(seen.meeting, found, latest, 0),
        "target": target,
        "mark": mark_shown(seen.meeting, found, latest),
        "typed": typed,
        "mine": labels_of(typed),
        "path": asked.request.url.path,
    }
    return draw(asked.request, "_dispute.html", choice, 409)
