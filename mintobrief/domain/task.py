"""What becomes of a resolution after its meeting: the ledger (督办台账) that follows it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mintobrief.domain.resolution import Deadline

MOST_CHARACTERS = 2_000  # of a note
MOST_ATTACHMENTS = 9  # of one progress


class TaskState(StrEnum):
    """How far a person says that a task is; the words are those of the JSON."""

    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"  # to the next meeting, or to another day

    @property
    def called(self) -> str:
        """What a person calls it."""
        return TaskStatus(self).called


class TaskStatus(StrEnum):
    """How a task stands on a day: as it was said, or overdue; the most urgent first."""

    OVERDUE = "overdue"
    OPEN = "open"
    CARRIED = "carried"
    DONE = "done"

    @property
    def called(self) -> str:
        """What a person calls it."""
        return _STATUSES[self]


_STATUSES = {
    TaskStatus.OVERDUE: "逾期",
    TaskStatus.OPEN: "推进中",
    TaskStatus.CARRIED: "转入下期",
    TaskStatus.DONE: "已办结",
}


@dataclass(frozen=True, slots=True)
class TaskId:
    """Which resolution of which meeting; as text `meeting/resolution`."""

    meeting_id: str
    resolution_id: str

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.resolution_id}"


@dataclass(frozen=True, slots=True)
class Task:
    """An accepted resolution (决议) as it is followed up (督办).

    `meeting` is the title of its meeting, `agreed_on` that meeting's day, `compound` the id of the
    compound (小区) it is of.
    """

    id: TaskId
    action: str
    owners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    measures: str | None = None
    supervision: str | None = None
    agreed_on: date | None = None
    meeting: str | None = None
    compound: str | None = None

    def precedes(self, meeting_id: str, day: date | None) -> bool:
        """Whether a meeting other than this one, of that day, agreed on it: on an earlier day
        where both are known."""
        if self.id.meeting_id == meeting_id:
            return False
        return day is None or self.agreed_on is None or self.agreed_on < day


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a note: its hash, and the name it was handed in under."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a later meeting spoke of the task: ascending indexes of its utterances.

    Its words are not here: they go when that meeting is deleted.
    """

    meeting_id: str
    utterances: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.utterances or list(self.utterances) != sorted(set(self.utterances)):
            raise ValueError(f"utterances {self.utterances} are none, or not in ascending order")


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """What a person says of a task (进展); append-only, the latest that stands counts.

    `day` is the day it was done with DONE, else the new last day allowed; None where nobody
    said. `note` is a person's words. `at` is aware.
    """

    task: TaskId
    state: TaskState
    by: str
    at: datetime
    day: date | None = None
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
    heard: Heard | None = None

    def __post_init__(self) -> None:
        _check_signed(self.by, self.at)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The last progress of the task that stands does so no longer (撤回)."""

    task: TaskId
    by: str
    at: datetime

    def __post_init__(self) -> None:
        _check_signed(self.by, self.at)


ProgressStep = TaskProgress | TakenBack


def still_standing(steps: Iterable[ProgressStep]) -> tuple[TaskProgress, ...]:
    """What was said of one task and not taken back, in the order of its steps."""
    standing: list[TaskProgress] = []
    for step in steps:
        if isinstance(step, TaskProgress):
            standing.append(step)
        elif standing:
            standing.pop()
    return tuple(standing)


def latest(progress: Sequence[TaskProgress]) -> TaskState:
    """How far a task is; `progress` is what stands of it, in order."""
    return progress[-1].state if progress else TaskState.OPEN


def due(task: Task, progress: Sequence[TaskProgress]) -> date | None:
    """The last day allowed, as moved by what stands; None where nobody named one.

    A task that is carried over without a day has none, until somebody names it.
    """
    day = task.deadline.day if task.deadline else None
    before = TaskState.OPEN
    for said in progress:
        if said.state is TaskState.CARRIED and before is not TaskState.CARRIED:
            day = said.day
        elif said.state is not TaskState.DONE:
            day = said.day or day
        before = said.state
    return day


def status(state: TaskState, last_day: date | None, today: date) -> TaskStatus:
    """How a task stands today: overdue from the day after its last one, unless it is done."""
    if state is not TaskState.DONE and last_day is not None and last_day < today:
        return TaskStatus.OVERDUE
    return TaskStatus(state)


def _check_signed(by: str, at: datetime) -> None:
    if not by.strip():
        raise ValueError("somebody tells of a task")
    if at.tzinfo is None:
        raise ValueError("the time of a progress knows its zone")
