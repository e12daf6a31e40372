"""督办: the ledger, one task's life, and what somebody tells of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Path, Query, UploadFile
from starlette.responses import Response

from mintobrief.domain.task import TakenBack, TaskId, TaskProgress, TaskState, TaskStatus
from mintobrief.domain.task_line import Life, TaskLine, TaskStep
from mintobrief.store import tasks
from mintobrief.store.attachments import MOST_BYTES
from mintobrief.store.tasks import Wanted
from mintobrief.web.api.answers import Json, day
from mintobrief.web.api.shapes.asked import CandidateId, MeetingId, PageNumber, PageSize, Words
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.api.shapes.tasks import (
    Back,
    Status,
    StepOut,
    TaskLifeOut,
    TaskOut,
    TasksOut,
    Told,
)
from mintobrief.web.handing import XLSX
from mintobrief.web.office import RowNumber, TheOffice, TheReviewer
from mintobrief.web.tasks import ledger, life
from mintobrief.web.tasks.asked import today

router = APIRouter(tags=["督办"])

_ONE = "/meetings/{meeting_id}/tasks/{candidate_id}"
_REFUSED = may(400, 404, 413, 428)
Of = Annotated[
    str | None, Query(description="只要这个小区的：小区的编号；空的是未定小区的", max_length=200)
]
Standing = Annotated[Status | None, Query(description="只要这样的")]
Seen = Annotated[int, Query(description="看到的那一件的 `told`", ge=0, le=2**53)]
Digest = Annotated[str, Path(description="附件的校验值", pattern="^[0-9a-f]{64}$")]


def _file(about: str, *kinds: str) -> dict[int | str, dict[str, Any]]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": about, "content": dict.fromkeys(kinds, binary)}}


@router.get("/tasks", operation_id="listTasks", response_model=TasksOut, responses=may())
def list_tasks(
    office: TheOffice,
    q: Words = "",
    status: Standing = None,
    compound: Of = None,
    page: PageNumber = 1,
    size: PageSize = 50,
) -> Json:
    """督办台账，最急的在前；`q` 找事项、责任人、措施和会议里的字"""
    now = today()
    counts = tasks.count(office.library, _wanted(q, None, compound), today=now)
    found = tasks.ledger(
        office.library,
        _wanted(q, status, compound),
        today=now,
        limit=size,
        offset=(page - 1) * size,
    )
    told: TasksOut = {
        "total": counts[TaskStatus(status)] if status else sum(counts.values()),
        "page": page,
        "size": size,
        "counts": {one.value: count for one, count in counts.items()},
        "tasks": [_task(line) for line in found],
    }
    return Json(told)


@router.get(
    "/tasks.xlsx",
    operation_id="getTaskSheet",
    response_class=Response,
    responses=may() | _file("Excel 督办表", XLSX),
)
def sheet(
    office: TheOffice, q: Words = "", status: Standing = None, compound: Of = None
) -> Response:
    """督办表"""
    return ledger.workbook_of(office.library, _wanted(q, status, compound))


@router.get(
    "/tasks.ics",
    operation_id="getTaskCalendar",
    response_class=Response,
    responses=may() | _file("有截止日期的，一件一个待办", "text/calendar"),
)
def calendar(
    office: TheOffice, q: Words = "", status: Standing = None, compound: Of = None
) -> Response:
    """日历提醒"""
    return ledger.calendar_of(office.library, _wanted(q, status, compound))


@router.get(_ONE, operation_id="getTask", response_model=TaskLifeOut, responses=may(404))
def get_task(meeting_id: MeetingId, candidate_id: CandidateId, office: TheOffice) -> Json:
    """一件督办的事，和记过的全部进展"""
    return _answer(tasks.look(office.library, TaskId(meeting_id, candidate_id)))


@router.post(
    f"{_ONE}/progress",
    operation_id="tellProgress",
    response_model=TaskLifeOut,
    responses=_REFUSED,
)
def tell(
    meeting_id: MeetingId,
    candidate_id: CandidateId,
    told: Told,
    office: TheOffice,
    by: TheReviewer,
) -> Json:
    """记一条进展"""
    step = TaskProgress(
        TaskId(meeting_id, candidate_id),
        TaskState(told.state),
        by,
        datetime.now(UTC),
        day=told.day,
        note=told.note.strip(),
    )
    return _answer(tasks.tell(office.library, step, told.seen))


@router.post(
    f"{_ONE}/undo", operation_id="takeBackProgress", response_model=TaskLifeOut, responses=_REFUSED
)
def take_back(
    meeting_id: MeetingId, candidate_id: CandidateId, back: Back, office: TheOffice, by: TheReviewer
) -> Json:
    """撤回上一条进展；没有可撤的是 409"""
    step = TakenBack(TaskId(meeting_id, candidate_id), by, datetime.now(UTC))
    return _answer(tasks.tell(office.library, step, back.seen))


@router.post(
    f"{_ONE}/files", operation_id="attachToTask", response_model=TaskLifeOut, responses=_REFUSED
)
async def attach(
    meeting_id: MeetingId,
    candidate_id: CandidateId,
    file: UploadFile,
    seen: Seen,
    office: TheOffice,
    by: TheReviewer,
) -> Json:
    """附一个文件，单成一条进展：照片、PDF、Word、Excel，最大 20 MB"""
    untrusted, name = await file.read(MOST_BYTES + 1), file.filename or ""

    def kept() -> Json:
        task = TaskId(meeting_id, candidate_id)
        step = life.attached(office.library, task, name, untrusted, by=by)
        return _answer(tasks.tell(office.library, step, seen))

    return await to_thread.run_sync(kept)


@router.get(
    f"{_ONE}/files/{{number}}/{{sha256}}",
    operation_id="getAttachment",
    response_class=Response,
    responses=may(404) | _file("附件", "application/octet-stream"),
)
def attachment(
    meeting_id: MeetingId,
    candidate_id: CandidateId,
    number: RowNumber,
    sha256: Digest,
    office: TheOffice,
) -> Response:
    """一条进展的附件"""
    return life.file(meeting_id, candidate_id, number, sha256, office)


def _wanted(q: str, status: Status | None, compound: str | None) -> Wanted:
    wished = frozenset({TaskStatus(status)} if status else ())
    return Wanted(compound, statuses=wished, words=q)


def _answer(found: Life) -> Json:
    numbers = found.standing_numbers
    steps = [_step(step, stands=step.number in numbers) for step in found.steps]
    told: TaskLifeOut = {**_task(found.line), "steps": steps}
    return Json(told)


def _task(line: TaskLine) -> TaskOut:
    task = line.task
    return {
        "meeting": task.id.meeting_id,
        "resolution": task.id.resolution_id,
        "title": task.meeting,
        "agreed_on": day(task.agreed_on),
        "compound": task.compound,
        "action": task.action,
        "owners": list(task.owners),
        "deadline": task.deadline.text if task.deadline else None,
        "measures": task.measures,
        "supervision": task.supervision,
        "state": line.state.value,
        "status": line.status(today()).value,
        "due": day(line.due),
        "told": line.told,
    }


def _step(step: TaskStep, *, stands: bool) -> StepOut:
    said = step.said if isinstance(step.said, TaskProgress) else None
    heard = said.heard if said else None
    return {
        "number": step.number,
        "by": step.said.by,
        "at": step.said.at.isoformat(),
        "state": said.state.value if said else None,
        "day": day(said.day) if said else None,
        "note": said.note if said else "",
        "attachments": [{"sha256": f.sha256, "name": f.name} for f in said.attachments]
        if said
        else [],
        "heard": {"meeting": heard.meeting_id, "utterances": list(heard.utterances)}
        if heard
        else None,
        "stands": stands,
    }
