"""撤销 and 重做 of judgements, corrections and names, unless somebody else was there since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from mintobrief.domain import Naming
from mintobrief.errors import UnknownResolution
from mintobrief.store import Seen
from mintobrief.web.correct.correcting import Overtaken, do_again, name_voices, take_back
from mintobrief.web.correct.naming import name_of
from mintobrief.web.review import judging
from mintobrief.web.review.asking import MEETING, Asked, Change, News, answer
from mintobrief.web.review.judging import Disputed
from mintobrief.web.review.undo import Corrected, Ids, Judged, Renamed, Step

router = APIRouter(include_in_schema=False, prefix=MEETING)

_CHANGED = "这里后来被别人改过，这一步不能撤销或重做了。请直接改它。"


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
    with _forgotten_where_overtaken(asked.steps.back):
        seen = _back(asked, step)
    asked.steps.undid()
    return seen, step


def step_forth(asked: Asked) -> tuple[Seen, Step]:
    """Do the last change undone again; which that was."""
    if not asked.steps.forth:
        raise HTTPException(409, "没有可以重做的了。")
    with _forgotten_where_overtaken(asked.steps.forth):
        seen, ids = _forth(asked, asked.steps.forth[-1])
    asked.steps.redid(ids)
    return seen, asked.steps.back[-1]


def _back(asked: Asked, step: Step) -> Seen:
    match step:
        case Judged():
            return _judged(asked, step, back=True)
        case Corrected():
            return take_back(asked, step)
        case Renamed(naming, before):
            return _named(asked, replace(naming, name=before), naming.name)


def _forth(asked: Asked, step: Step) -> tuple[Seen, Ids]:
    match step:
        case Judged():
            return _judged(asked, step, back=False), {}
        case Corrected():
            return do_again(asked, step)
        case Renamed(naming, before):
            return _named(asked, naming, before), {}


def _judged(asked: Asked, step: Judged, *, back: bool) -> Seen:
    library, by = asked.office.library, asked.session.reviewer
    return judging.restore(library, asked.meeting_id, step, by, back=back)


def _named(asked: Asked, wanted: Naming, now: str | None) -> Seen:
    def naming(seen: Seen, at: datetime) -> Sequence[Naming]:
        if name_of(seen, (wanted.source_id, wanted.label)) != now:
            raise Overtaken(seen)
        return [replace(wanted, reviewer=asked.session.reviewer, at=at)]

    return name_voices(asked, naming)


def _candidate(step: Step) -> str:
    return step.resolution_id if isinstance(step, Judged) else ""


@contextmanager
def _forgotten_where_overtaken(steps: list[Step]) -> Iterator[None]:
    """Around the last of the steps: where somebody else was there since it can never be gone, and
    those before it do not wait behind it."""
    try:
        yield
    except (Disputed, Overtaken, UnknownResolution) as exc:
        del steps[-1:]
        raise HTTPException(409, _CHANGED) from exc
