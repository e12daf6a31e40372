"""The rows of the ledger (督办台账) follow their meeting, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from mintobrief.domain import Judgement, Meeting, Resolution, Verdict
from mintobrief.domain.task import (
    ProgressStep,
    Task,
    TaskId,
    TaskProgress,
    due,
    latest,
    still_standing,
)
from mintobrief.domain.task_codec import dumps_task, loads_step
from mintobrief.domain.task_line import TaskStep
from mintobrief.review import latest_judgements, standing, with_added
from mintobrief.store import schema
from mintobrief.store.schema import storable

_TASK, _PROGRESS = schema.tasks, schema.progress
Row = dict[str, object]


def keep_in_step(connection: Connection, meeting: Meeting, judgements: Iterable[Judgement]) -> None:
    """The ledger holds what was accepted of the meeting, as it is corrected and judged by now.

    A resolution comes in as soon as every candidate of its meeting is judged. One that waits
    again stays as it was; one that is rejected, or no longer there, goes: what was told of it
    stays, and counts if it comes back. Raises DocumentError.
    """
    mine = _TASK.c.meeting_id == meeting.id
    rows = connection.execute(select(_TASK).where(mine)).mappings()
    before = {str(row["resolution_id"]): dict(row) for row in rows}
    wanted = dict(_wanted(meeting, judgements, before))
    for gone in before.keys() - wanted.keys():
        connection.execute(delete(_TASK).where(mine, _TASK.c.resolution_id == gone))
    steps = steps_of(connection, meeting.id) if wanted else {}
    for resolution_id, placed in wanted.items():
        if placed is not None:
            row = _row(*placed, steps.get(resolution_id, ()))
            _put(connection, row, before.get(resolution_id))


def tell(connection: Connection, task: Task) -> None:
    """The row of the task says what was told of it last. Raises DocumentError."""
    id_ = task.id
    mine = (_TASK.c.meeting_id == id_.meeting_id) & (_TASK.c.resolution_id == id_.resolution_id)
    steps = steps_of(connection, id_.meeting_id, id_.resolution_id)
    told = _told(task, steps.get(id_.resolution_id, ()))
    connection.execute(update(_TASK).where(mine).values(told))


def steps_of(
    connection: Connection, meeting_id: str, resolution_id: str | None = None
) -> dict[str, tuple[TaskStep, ...]]:
    """What was told of the tasks of a meeting, or of one of them, by their ids and in order.

    Raises DocumentError.
    """
    p = _PROGRESS.c  # the columns by name: the migration that calls this knows no later ones
    asked = select(p.number, p.resolution_id, p.document).where(p.meeting_id == meeting_id)
    if resolution_id is not None:
        asked = asked.where(_PROGRESS.c.resolution_id == resolution_id)
    found: dict[str, list[TaskStep]] = {}
    for row in connection.execute(asked.order_by(_PROGRESS.c.number)):
        step = TaskStep(row.number, loads_step(row.document))
        found.setdefault(row.resolution_id, []).append(step)
    return {resolution_id: tuple(steps) for resolution_id, steps in found.items()}


def heard_in(step: ProgressStep) -> str | None:
    """The meeting that the progress was heard in; None where it was told otherwise."""
    heard = step.heard if isinstance(step, TaskProgress) else None
    return heard.meeting_id if heard else None


def _wanted(
    meeting: Meeting, judgements: Iterable[Judgement], before: Container[str]
) -> Iterator[tuple[str, tuple[int, Task] | None]]:
    """By resolution its place and task; None where the row stays as it is."""
    judged = latest_judgements(judgements)
    candidates = with_added(meeting, judged).resolutions
    is_whole = all(candidate.id in judged for candidate in candidates)
    for place, candidate in enumerate(candidates):
        judgement = judged.get(candidate.id)
        if not is_whole and candidate.id not in before:
            continue
        if judgement is None:
            yield candidate.id, None
        elif judgement.verdict is not Verdict.REJECTED:
            yield candidate.id, (place, _task(meeting, standing(candidate, judgement)))


def _task(meeting: Meeting, resolution: Resolution) -> Task:
    measures, supervision = resolution.measures, resolution.supervision
    title = meeting.header.title
    return Task(
        id=TaskId(meeting.id, resolution.id),
        action=resolution.action.value,
        owners=tuple(owner.value for owner in resolution.owners),
        deadline=resolution.deadline.value if resolution.deadline else None,
        measures=measures.value if measures else None,
        supervision=supervision.value if supervision else None,
        agreed_on=meeting.header.day,
        meeting=title.value if title else None,
    )


def _row(place: int, task: Task, steps: Sequence[TaskStep]) -> Row:
    words = "\n".join((task.action, *task.owners, task.measures or "", task.meeting or ""))
    return {
        "meeting_id": task.id.meeting_id,
        "resolution_id": task.id.resolution_id,
        "place": place,
        **_told(task, steps),
        "words": storable(words),
        "document": dumps_task(task),
    }


def _told(task: Task, steps: Sequence[TaskStep]) -> Row:
    """What the row has of the task's progress."""
    stands = still_standing(step.said for step in steps)
    told = steps[-1].number if steps else 0
    return {"state": str(latest(stands)), "due": due(task, stands), "told": told}


def _put(connection: Connection, row: Row, before: Row | None) -> None:
    if before is None:
        connection.execute(insert(_TASK).values(row))
    elif row != before:
        keys = (_TASK.c.meeting_id, _TASK.c.resolution_id)
        mine = [key == row[key.name] for key in keys]
        connection.execute(update(_TASK).where(*mine).values(row))
