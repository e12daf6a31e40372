"""撤销 and 重做 of judgements, corrections and names, unless somebody else was there since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from mintobrief.domain import Naming
from mintobrief.store import Seen
from mintobrief.web.correct.correcting import Overtaken, do_again, name_voices, take_back
from mintobrief.web.correct.naming import name_of
from mintobrief.web.review import judging
from mintobrief.web.review.asking import MEETING, Asked, Change, News, answer
from mintobrief.web.review.judging import Disputed
from mintobrief.web.review.undo import Corrected, Ids, Judged, Renamed, Step

router = APIRouter(include_in_schema=False, prefix=MEETING)

T = TypeVar("T")
_CHANGED = "这里后来被别人改过，不能撤销或重做。请直接改它。"


@router.post("/undo")
def undo(asked: Change) -> Response:
    """The last change of this browser, undone."""
    seen, step = step_back(asked)
    return answer(asked, seen, News(_candidate(step), "undo"))


@router.post("/redo")
def redo(asked: Change) -> Response:
    """The last change undone, done again."""
    seen, step = step_forth(asked)
    return answer(asked, seen, News(_candidate(step), "undo"))


def step_back(asked: Asked) -> tuple[Seen, Step]:
    """Undo the last change of this browser or program; which that was."""
    if not asked.steps.back:
        raise HTTPException(409, "没有可以撤销的了。")
    step = asked.steps.back[-1]
    seen = _back(asked, step)
    asked.steps.undid()
    return seen, step


def step_forth(asked: Asked) -> tuple[Seen, Step]:
    """Do the last change undone again; which that was."""
    if not asked.steps.forth:
        raise HTTPException(409, "没有可以重做的了。")
    seen, ids = _forth(asked, asked.steps.forth[-1])
    asked.steps.redid(ids)
    return seen, asked.steps.back[-1]


def _back(asked: Asked, step: Step) -> Seen:
    match step:
        case Judged():
            return _judged(asked, step, back=True)
        case Corrected():
            return _unless_overtaken(lambda: take_back(asked, step))
        case Renamed(naming, before):
            return _named(asked, replace(naming, name=before), naming.name)


def _forth(asked: Asked, step: Step) -> tuple[Seen, Ids]:
    match step:
        case Judged():
            return _judged(asked, step, back=False), {}
        case Corrected():
            return _unless_overtaken(lambda: do_again(asked, step))
        case Renamed(naming, before):
            return _named(asked, naming, before), {}


def _judged(asked: Asked, step: Judged, *, back: bool) -> Seen:
    library, by = asked.office.library, asked.session.reviewer
    try:
        return judging.restore(library, asked.meeting_id, step, by, back=back)
    except Disputed as exc:
        raise HTTPException(409, _CHANGED) from exc


def _named(asked: Asked, wanted: Naming, now: str | None) -> Seen:
    def naming(seen: Seen, at: datetime) -> Sequence[Naming]:
        if name_of(seen, (wanted.source_id, wanted.label)) != now:
            raise Overtaken(seen)
        return [replace(wanted, reviewer=asked.session.reviewer, at=at)]

    return _unless_overtaken(lambda: name_voices(asked, naming))


def _candidate(step: Step) -> str:
    return step.resolution_id if isinstance(step, Judged) else ""


def _unless_overtaken(act: Callable[[], T]) -> T:
    try:
        return act()
    except Overtaken as exc:
        raise HTTPException(409, _CHANGED) from exc
