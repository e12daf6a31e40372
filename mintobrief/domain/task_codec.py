"""Tasks and what was said of them as JSON text and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from mintobrief.domain.codec import dump_json
from mintobrief.domain.node import DocumentError, Node
from mintobrief.domain.resolution import Deadline, DeadlineKind
from mintobrief.domain.task import (
    Attachment,
    Heard,
    ProgressStep,
    TakenBack,
    Task,
    TaskId,
    TaskProgress,
    TaskState,
)

T = TypeVar("T")
_TAKEN_BACK = "taken_back"


def dumps_task(task: Task) -> str:
    """A task as JSON; the same one is always the same text."""
    said = {**asdict(task), "agreed_on": task.agreed_on.isoformat() if task.agreed_on else None}
    if task.deadline:
        day = task.deadline.day
        said["deadline"] = {**asdict(task.deadline), "day": day.isoformat() if day else None}
    return dump_json(said)


def loads_task(text: str) -> Task:
    """The task that `dumps_task` wrote; raises DocumentError for anything else."""
    return _read(text, _task)


def dumps_step(step: ProgressStep) -> str:
    """A progress, or that one is taken back, as JSON."""
    said = {**asdict(step), "at": step.at.isoformat()}
    if isinstance(step, TakenBack):
        return dump_json({**said, "state": _TAKEN_BACK})
    return dump_json({**said, "day": step.day.isoformat() if step.day else None})


def loads_step(text: str) -> ProgressStep:
    """The step that `dumps_step` wrote; raises DocumentError for anything else."""
    return _read(text, _step)


def _read(text: str, decode: Callable[[Node], T]) -> T:
    try:
        return decode(Node.of(json.loads(text), "task"))
    except DocumentError:
        raise
    except (ValueError, RecursionError) as exc:
        raise DocumentError(str(exc)) from exc


def _task(node: Node) -> Task:
    deadline = node.node_if_any("deadline")
    return Task(
        id=_id(node.node("id")),
        action=node.text("action"),
        owners=node.texts("owners"),
        deadline=_deadline(deadline) if deadline else None,
        measures=node.text_if_any("measures"),
        supervision=node.text_if_any("supervision"),
        agreed_on=node.day_if_any("agreed_on"),
        meeting=node.text_if_any("meeting"),
        compound=node.text_if_any("compound"),
    )


def _step(node: Node) -> ProgressStep:
    task, at = _id(node.node("task")), datetime.fromisoformat(node.text("at"))
    if node.text("state") == _TAKEN_BACK:
        return TakenBack(task, node.text("by"), at)
    heard = node.node_if_any("heard")
    return TaskProgress(
        task,
        TaskState(node.text("state")),
        node.text("by"),
        at,
        day=node.day_if_any("day"),
        note=node.text("note"),
        attachments=tuple(
            Attachment(one.text("sha256"), one.text("name")) for one in node.nodes("attachments")
        ),
        heard=Heard(heard.text("meeting_id"), heard.wholes("utterances")) if heard else None,
    )


def _id(node: Node) -> TaskId:
    return TaskId(node.text("meeting_id"), node.text("resolution_id"))


def _deadline(node: Node) -> Deadline:
    kind = DeadlineKind(node.text("kind"))
    return Deadline(node.text("text"), kind, node.day_if_any("day"))
