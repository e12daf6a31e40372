"""One task: what was resolved, all that was told of it since, and what somebody tells now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import quote, unquote

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from mintobrief.domain.task import TakenBack, TaskId, TaskProgress
from mintobrief.domain.task_line import Life, TaskStep
from mintobrief.errors import TaskTold
from mintobrief.store import history, tasks
from mintobrief.store.attachments import MEDIA_TYPES, MOST_BYTES, TOO_LARGE, keep_attachment
from mintobrief.store.library import Library
from mintobrief.web.body import body_of
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, RowNumber, TheOffice, TheReviewer
from mintobrief.web.tasks.asked import TheTask, page_of, today
from mintobrief.web.tasks.ledger import row_of
from mintobrief.web.tasks.typed import day_of, state_of
from mintobrief.web.typed import OUTDATED, is_whole

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}/tasks/{resolution_id}")

_PICTURES = (".jpg", ".png")
Seen = Annotated[int, Query(ge=0, le=2**53)]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as the page shows it; `stands` where it was not taken back, `heard` is the title of
    the meeting that it was heard in."""

    step: TaskStep
    stands: bool
    heard: str | None

    @property
    def progress(self) -> TaskProgress | None:
        """What was told; None where something was taken back."""
        return self.step.said if isinstance(self.step.said, TaskProgress) else None


@router.get("")
def page(request: Request, task: TheTask, office: TheOffice) -> Response:
    """The whole page, or where its script asks, what changes of it."""
    life = tasks.look(office.library, task)
    template = "_task.html" if request.headers.get("x-piece") else "task.html"
    return draw(request, template, _shown(office.library, life))


@router.post("")
def tell(
    request: Request, task: TheTask, office: TheOffice, form: Form, by: TheReviewer
) -> Response:
    """What somebody tells; 409 with the task as it is where somebody else was faster."""
    told = TaskProgress(
        task,
        state_of(form),
        by,
        datetime.now(UTC),
        day=day_of(form),
        note=form.get("note", "").strip(),
    )
    return _put(request, office.library, told, _seen(form))


@router.post("/undo")
def take_back(
    request: Request, task: TheTask, office: TheOffice, form: Form, by: TheReviewer
) -> Response:
    """The last that stands does so no longer."""
    step = TakenBack(task, by, datetime.now(UTC))
    return _put(request, office.library, step, _seen(form))


@router.post("/files")
async def attach(
    request: Request, task: TheTask, office: TheOffice, by: TheReviewer, seen: Seen
) -> Response:
    """A file that is the request's body, its name in a header: a step of its own."""
    untrusted = await body_of(request, MOST_BYTES, TOO_LARGE)
    untrusted_name = unquote(request.headers.get("x-file-name", ""))

    def kept() -> Response:
        step = attached(office.library, task, untrusted_name, untrusted, by=by)
        return _put(request, office.library, step, seen)

    return await to_thread.run_sync(kept)


@router.get("/files/{number}/{sha256}")
def file(
    meeting_id: str, resolution_id: str, number: RowNumber, sha256: str, office: TheOffice
) -> Response:
    """An attachment: a picture is shown, anything else is only handed out."""
    task = TaskId(meeting_id, resolution_id)
    with tasks.opened_attachment(office.library, task, number, sha256) as (attachment, path):
        suffix = PurePosixPath(attachment.name).suffix
        way = "inline" if suffix in _PICTURES else "attachment"
        headers = {
            "Content-Disposition": f"{way}; filename*=UTF-8''{quote(attachment.name)}",
            "Cache-Control": "private, max-age=3600",
        }
        kind = MEDIA_TYPES.get(suffix, "application/octet-stream")
        return Response(path.read_bytes(), media_type=kind, headers=headers)


def attached(
    library: Library, task: TaskId, untrusted_name: str, untrusted: bytes, *, by: str
) -> TaskProgress:
    """The file is looked at and kept; the step that tells of it, the state being as it was.

    Raises UnknownTask or BadProgress.
    """
    state = tasks.look(library, task).line.state
    attachment = keep_attachment(library, untrusted_name, untrusted)
    return TaskProgress(task, state, by, datetime.now(UTC), attachments=(attachment,))


def _put(request: Request, library: Library, step: TaskProgress | TakenBack, seen: int) -> Response:
    try:
        life = tasks.tell(library, step, seen)
    except TaskTold as error:
        now = _shown(library, tasks.look(library, step.task))
        return draw(request, "_task.html", {**now, "clash": str(error)}, 409)
    return draw(request, "_task.html", _shown(library, life))


def _shown(library: Library, life: Life) -> dict[str, object]:
    day = today()
    row = row_of(life, day)
    return {
        "row": row,
        "task": row.line.task,
        "steps": _told(library, life),
        "can_undo": bool(life.standing),
        "today": day,
        "base": page_of(row.line.task.id),
        "clash": "",
        "most_mb": MOST_BYTES >> 20,
    }


def _told(library: Library, life: Life) -> list[ShownStep]:
    """The newest first."""
    said = [step.said for step in life.steps]
    heard = {one.heard.meeting_id for one in said if isinstance(one, TaskProgress) and one.heard}
    titles = history.titles(library, heard - library.hidden)
    stands = life.standing_numbers
    return [
        ShownStep(step, step.number in stands, _heard_in(step, titles))
        for step in reversed(life.steps)
    ]


def _heard_in(step: TaskStep, titles: Mapping[str, str]) -> str | None:
    heard = step.said.heard if isinstance(step.said, TaskProgress) else None
    return titles.get(heard.meeting_id) if heard else None


def _seen(form: Mapping[str, str]) -> int:
    given = form.get("seen", "")
    if not is_whole(given):
        raise HTTPException(400, OUTDATED)
    return int(given)
