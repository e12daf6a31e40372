"""The ledger (督办台账): what was resolved and is followed up across the meetings of a compound.

For who builds on it: `ledger` lists `TaskLine`s (a task with its state, last day and compound) by
`Wanted`, the most urgent first; `count` counts them by status; `lives` gives them with all that
was told of each; `look` one task's `Life`; `tell` adds a `TaskProgress` or a `TakenBack` and
refuses with TaskTold where somebody was faster; `heard_in` is what was told since a meeting spoke
of it.
`TaskLine`, `Life` and `TaskStep` are in `domain.task_line`.
Rows come and go with `store.followed.keep_in_step`, in the transactions of the library itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    func,
    select,
    update,
)

from mintobrief.domain.node import DocumentError
from mintobrief.domain.task import (
    MOST_ATTACHMENTS,
    MOST_CHARACTERS,
    Attachment,
    ProgressStep,
    TakenBack,
    TaskId,
    TaskProgress,
    TaskState,
    TaskStatus,
    still_standing,
)
from mintobrief.domain.task_codec import dumps_step, loads_step, loads_task
from mintobrief.domain.task_line import Life, TaskLine, TaskStep
from mintobrief.errors import (
    BadProgress,
    BrokenLibrary,
    NothingTold,
    TaskTold,
    UnknownTask,
)
from mintobrief.store import drafts, followed, schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.library import Library
from mintobrief.store.schema import storable
from mintobrief.store.wanted import (
    EVERYTHING,
    NOWHERE,
    Wanted,
    listing,
    order,
    shown,
    status_on,
)

__all__ = [
    "EVERYTHING",
    "NOWHERE",
    "Wanted",
    "count",
    "heard_in",
    "ledger",
    "lives",
    "look",
    "named",
    "opened_attachment",
    "tell",
]

_TASK, _PROGRESS = schema.tasks.c, schema.progress.c


def ledger(
    library: Library,
    wanted: Wanted = EVERYTHING,
    *,
    today: date,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[TaskLine, ...]:
    """The tasks wanted, the most urgent first, of the meetings that the library shows.

    Raises a StateError.
    """
    asked = listing(library, wanted, today).order_by(*order(today)).limit(limit).offset(offset)
    with library.database.reading() as connection:
        return _lines(library, connection, asked)


def count(library: Library, wanted: Wanted = EVERYTHING, *, today: date) -> dict[TaskStatus, int]:
    """How many of the tasks wanted stand how; every status is there. Raises a StateError."""
    listed = listing(library, wanted, today).subquery()
    stands = status_on(listed.c.state, listed.c.due, today)
    asked = select(stands, func.count()).group_by(stands)
    with library.database.reading() as connection:
        found: dict[str, int] = {row[0]: row[1] for row in connection.execute(asked)}
    return {one: found.get(str(one), 0) for one in TaskStatus}


def lives(
    library: Library,
    wanted: Wanted = EVERYTHING,
    *,
    today: date,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Life, ...]:
    """As `ledger`, with all that was told of each."""
    asked = listing(library, wanted, today).order_by(*order(today)).limit(limit).offset(offset)
    with library.database.reading() as connection:
        lines = _lines(library, connection, asked)
        steps = _all_steps(library, connection, asked)
    return tuple(Life(line, steps.get(line.task.id, ())) for line in lines)


def named(library: Library, meeting_id: str, resolution_id: str) -> TaskId:
    """The task of a meeting whose id may be cut short. Raises UnknownMeeting, AmbiguousMeeting."""
    with library.database.reading() as connection:
        return TaskId(drafts.full_id(connection, meeting_id), resolution_id)


def look(library: Library, task: TaskId) -> Life:
    """One task. Raises UnknownTask, also for one of a meeting that is hidden."""
    with library.database.reading() as connection:
        return _look(library, connection, task)


def tell(library: Library, step: ProgressStep, seen: int) -> Life:
    """Add what is told of a task, or that the last is taken back; the task as it is then.

    `seen` is the `told` that the person was shown. Raises UnknownTask, TaskTold where something
    else was told by now, BadProgress for more than a note may hold, NothingTold where nothing
    is left to take back.
    """
    if isinstance(step, TaskProgress):
        _check(step)
    with library.database.writing() as connection:
        before = _look(library, connection, step.task)
        _refuse(before, step, seen)
        _put(connection, step)
        followed.tell(connection, before.line.task)
        _touch(connection, step if isinstance(step, TaskProgress) else before.standing[-1])
        return _look(library, connection, step.task)


def heard_in(library: Library, meeting_id: str) -> tuple[TaskStep, ...]:
    """What stands of tasks and was heard in that meeting, in the order it was told."""
    with library.database.reading() as connection:
        asked = select(_PROGRESS.meeting_id, _PROGRESS.resolution_id).where(
            _PROGRESS.heard_in == storable(meeting_id), _PROGRESS.meeting_id.not_in(library.hidden)
        )
        found: list[TaskStep] = []
        for row in connection.execute(asked.distinct()).all():
            steps = _steps(library, connection, TaskId(row.meeting_id, row.resolution_id))
            stands = still_standing(step.said for step in steps)
            here = [step for step in steps if followed.heard_in(step.said) == meeting_id]
            found += [step for step in here if step.said in stands]
    return tuple(sorted(found, key=lambda step: step.number))


@contextmanager
def opened_attachment(
    library: Library, task: TaskId, number: int, sha256: str
) -> Iterator[tuple[Attachment, Path]]:
    """A file that goes with the progress of that number, on this machine.

    Raises UnknownTask; MissingFile or DamagedFile where it is not as it was kept.
    """
    steps = look(library, task).steps
    said = (step.said for step in steps if step.number == number)
    files = (one for step in said if isinstance(step, TaskProgress) for one in step.attachments)
    attachment = next((one for one in files if one.sha256 == sha256), None)
    if attachment is None:
        raise UnknownTask(f"{task} 的这个附件")
    with library.opened(sha256, attachment.name) as path:
        yield attachment, path


def _check(progress: TaskProgress) -> None:
    if len(progress.note) > MOST_CHARACTERS:
        raise BadProgress(f"说明最多 {MOST_CHARACTERS} 字，请写短一些，或作为附件。")
    if len(progress.attachments) > MOST_ATTACHMENTS:
        raise BadProgress(f"一次最多附 {MOST_ATTACHMENTS} 个文件，请分几次。")


def _touch(connection: Connection, progress: TaskProgress) -> None:
    """What a meeting said is printed in its briefing: that is another version now."""
    if progress.heard is not None:
        mine = schema.meetings.c.id == progress.heard.meeting_id
        later = {"version": schema.meetings.c.version + 1}
        connection.execute(update(schema.meetings).where(mine).values(later))


def _refuse(before: Life, step: ProgressStep, seen: int) -> None:
    if before.line.told != seen:
        last = before.steps[-1].said.by if before.steps else "别人"
        raise TaskTold(last)
    if isinstance(step, TakenBack) and not before.standing:
        raise NothingTold(str(step.task))


def _put(connection: Connection, step: ProgressStep) -> None:
    task, document = step.task, dumps_step(step)
    row: dict[str, object] = {
        "resolution_id": task.resolution_id,
        "document": document,
        "heard_in": storable(heard) if (heard := followed.heard_in(step)) else None,
    }
    deed = Deed(step.by, Act.PROGRESS, task.meeting_id)
    record(connection, [drafts.put(connection, schema.progress, task.meeting_id, row, deed)])
    for file in step.attachments if isinstance(step, TaskProgress) else ():
        drafts.own(connection, task.meeting_id, file.sha256, schema.ATTACHED, file.name)


def _look(library: Library, connection: Connection, task: TaskId) -> Life:
    asked = shown(library).where(
        _TASK.meeting_id == storable(task.meeting_id),
        _TASK.resolution_id == storable(task.resolution_id),
    )
    lines = _lines(library, connection, asked)
    if not lines:
        raise UnknownTask(str(task))
    return _life(library, connection, lines[0])


def _life(library: Library, connection: Connection, line: TaskLine) -> Life:
    return Life(line, _steps(library, connection, line.task.id) if line.told else ())


def _steps(library: Library, connection: Connection, task: TaskId) -> tuple[TaskStep, ...]:
    try:
        found = followed.steps_of(connection, task.meeting_id, task.resolution_id)
    except DocumentError as exc:
        raise BrokenLibrary(library.place, f"督办记录 {task} 损坏（{exc}）") from exc
    return found.get(task.resolution_id, ())


def _all_steps(
    library: Library, connection: Connection, asked: Select[Any]
) -> dict[TaskId, tuple[TaskStep, ...]]:
    """What was told of the tasks asked for."""
    listed, found = asked.subquery(), defaultdict[TaskId, list[TaskStep]](list)
    mine = and_(
        _PROGRESS.meeting_id == listed.c.meeting_id,
        _PROGRESS.resolution_id == listed.c.resolution_id,
    )
    rows = select(schema.progress).join(listed, mine).order_by(_PROGRESS.number)
    try:
        for row in connection.execute(rows):
            task = TaskId(row.meeting_id, row.resolution_id)
            found[task].append(TaskStep(row.number, loads_step(row.document)))
    except DocumentError as exc:
        raise BrokenLibrary(library.place, f"督办记录损坏（{exc}）") from exc
    return {task: tuple(steps) for task, steps in found.items()}


def _lines(library: Library, connection: Connection, asked: Select[Any]) -> tuple[TaskLine, ...]:
    try:
        return tuple(_line(row) for row in connection.execute(asked))
    except ValueError as exc:  # a document, a state or a day that is none
        raise BrokenLibrary(library.place, f"督办台账损坏（{exc}）") from exc


def _line(row: Any) -> TaskLine:
    task = replace(loads_task(row.document), compound=row.compound_id)
    return TaskLine(task, TaskState(row.state), row.due, row.told, row.compound)
