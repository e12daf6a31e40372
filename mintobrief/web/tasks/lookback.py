"""上次议定事项: what a meeting said of earlier resolutions, confirmed one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.task import Heard, ProgressStep, TakenBack, TaskId, TaskProgress, TaskState
from mintobrief.errors import TaskTold
from mintobrief.store import Seen, tasks
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.correct.transcripts import TRANSCRIPTS
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, Office, TheOffice, TheReviewer
from mintobrief.web.review.asking import MEETING
from mintobrief.web.review.desk import originals
from mintobrief.web.tasks.looking import look_back
from mintobrief.web.tasks.typed import day_of, state_of
from mintobrief.web.typed import INVALID, is_whole, whole

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/lookback")

_MOST_LINES = 60
_TASK = "/{origin}/{resolution_id}"


def _earlier(origin: str, resolution_id: str) -> TaskId:
    """The task that the meeting `origin` resolved upon."""
    return TaskId(origin, resolution_id)


TheEarlier = Annotated[TaskId, Depends(_earlier)]


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """At once; what the meeting says of them its script asks for."""
    seen = office.library.look(meeting_id)
    shown = _shown(office, seen, listen=False) | originals(seen.meeting)
    sections = {"sections": TRANSCRIPTS.draw(seen), "draft": mark_of_draft(seen)}
    return draw(request, "lookback.html", shown | sections)


@router.get("/pieces")
def pieces(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """The right-hand side, once the meeting was gone through."""
    return draw(request, "_lookback.html", _shown(office, office.library.look(meeting_id)))


@router.post(_TASK)
def confirm(
    request: Request,
    meeting_id: str,
    task: TheEarlier,
    office: TheOffice,
    form: Form,
    by: TheReviewer,
) -> Response:
    """What the meeting said of the task, as a person confirms it, with the lines that say so."""
    seen = office.library.look(meeting_id)
    said = TaskProgress(
        task,
        state_of(form),
        by,
        datetime.now(UTC),
        day=day_of(form),
        note=form.get("note", "").strip(),
        heard=Heard(seen.meeting.id, _lines(form, len(seen.meeting.utterances))),
    )
    return _told(request, office, seen, said, form)


@router.post(f"{_TASK}/undo")
def take_back(
    request: Request,
    meeting_id: str,
    task: TheEarlier,
    office: TheOffice,
    form: Form,
    by: TheReviewer,
) -> Response:
    """What was told of the task last does not stand."""
    seen = office.library.look(meeting_id)
    step = TakenBack(task, by, datetime.now(UTC))
    return _told(request, office, seen, step, form)


def _told(
    request: Request, office: Office, seen: Seen, step: ProgressStep, form: Mapping[str, str]
) -> Response:
    status, clash = 200, ""
    try:
        tasks.tell(office.library, step, whole(form.get("seen", "")))
    except TaskTold as error:
        status, clash = 409, str(error)
    now = office.library.look(seen.meeting.id)
    changed = f"{step.task.meeting_id}-{step.task.resolution_id}"
    shown = _shown(office, now) | {"changed": changed, "clash": clash}
    return draw(request, "_lookback.html", shown, status)


def _shown(office: Office, seen: Seen, *, listen: bool = True) -> dict[str, object]:
    return {
        "meeting": seen.meeting,
        "looking": look_back(office.library, seen, listen=listen),
        "states": list(TaskState),
        "changed": "",
        "clash": "",
    }


def _lines(form: Mapping[str, str], count: int) -> tuple[int, ...]:
    """The sentences of the meeting that say so; a person picks them where nothing is proposed."""
    typed = form.get("lines", "").split()
    if not typed:
        raise HTTPException(422, "请在转写稿里点一下说到这件事的那一句。")
    if len(typed) > _MOST_LINES or not all(map(is_whole, typed)):
        raise HTTPException(422, INVALID)
    lines = sorted({int(one) for one in typed})
    if lines[-1] >= count:
        raise HTTPException(422, INVALID)
    return tuple(lines)
