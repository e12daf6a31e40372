"""Work that outlives the program (任务): the files of one meeting on their way to a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mintobrief.domain.meeting import Request, SourceKind


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nobody works on it any more."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    @property
    def called(self) -> str:
        """What a person calls it."""
        return _STATES[self]


_STATES = {
    JobState.WAITING: "在等",
    JobState.RUNNING: "在做",
    JobState.DONE: "做完",
    JobState.FAILED: "没做成",
    JobState.CANCELLED: "已取消",
}


class JobStage(StrEnum):
    """The durable steps of a job, in their order; one that no input calls for is left out."""

    OPEN = "open"
    SPEECH = "speech"
    PAGES = "pages"
    TEXT = "text"
    UNDERSTAND = "understand"


@dataclass(frozen=True, slots=True)
class Input:
    """A file of a job: its name and its hash; `kind` is None where it is none that we open."""

    name: str
    sha256: str
    kind: SourceKind | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a job failed: the error's class, a message in Chinese, the stage it happened in."""

    code: str
    message: str
    stage: JobStage


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the files of one meeting, what a person said of it, and by which
    speech `model`. `identity` is a hash of these and of all else that the answer depends on."""

    inputs: tuple[Input, ...]
    request: Request
    model: str
    identity: str

    def __post_init__(self) -> None:
        if not self.inputs:
            raise ValueError("a job has files")

    @property
    def stages(self) -> tuple[JobStage, ...]:
        """The steps these files call for."""
        asked = {stage_of(one.kind) for one in self.inputs if one.kind}
        return tuple(s for s in JobStage if s in asked | {JobStage.OPEN, JobStage.UNDERSTAND})


def stage_of(kind: SourceKind) -> JobStage:
    """The step that reads such files."""
    return _READ_IN[kind]


_READ_IN = {
    SourceKind.AUDIO: JobStage.SPEECH,
    SourceKind.SCAN: JobStage.PAGES,
    SourceKind.NOTES: JobStage.TEXT,
    SourceKind.TRANSCRIPT: JobStage.TEXT,
}


@dataclass(frozen=True, slots=True)
class Job:
    """An order and what became of it.

    `name` is what a person knows it by. `doing` are the words for what is under way, of which
    `done` of `total` is behind us; the unit is its own. `meetings` are the ids that the drafts
    are kept by. `turn` counts the steps begun: only the one begun last may write.
    """

    id: str
    name: str
    order: Order
    state: JobState
    created_at: datetime
    changed_at: datetime
    doing: str = ""
    done: float = 0.0
    total: float = 0.0
    meetings: tuple[str, ...] = ()
    trouble: Trouble | None = None
    turn: int = 0
