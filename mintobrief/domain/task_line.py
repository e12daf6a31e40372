"""Tasks as the ledger (督办台账) has them: how far each is, and all that was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mintobrief.domain.task import (
    ProgressStep,
    Task,
    TaskProgress,
    TaskState,
    TaskStatus,
    status,
    still_standing,
)


@dataclass(frozen=True, slots=True)
class TaskStep:
    """A progress, or that one is taken back, with the number of its row."""

    number: int
    said: ProgressStep


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in the ledger: `due` is its last day as it stands, `told` the number of what was
    told last, 0 for nothing; `compound` the name of its compound."""

    task: Task
    state: TaskState
    due: date | None
    told: int
    compound: str | None

    def status(self, today: date) -> TaskStatus:
        """How it stands today."""
        return status(self.state, self.due, today)


@dataclass(frozen=True, slots=True)
class Life:
    """A task with all that was told of it, what was taken back too."""

    line: TaskLine
    steps: tuple[TaskStep, ...]

    @property
    def standing(self) -> tuple[TaskProgress, ...]:
        """What was told and stands, in order."""
        return still_standing(step.said for step in self.steps)

    @property
    def standing_numbers(self) -> frozenset[int]:
        """The numbers of the steps that were told and stand."""
        stands = {id(said) for said in self.standing}
        return frozenset(step.number for step in self.steps if id(step.said) in stands)
