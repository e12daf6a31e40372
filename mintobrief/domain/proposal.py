"""What a meeting seems to say of an earlier resolution, for a person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mintobrief.domain.evidence import Quote
from mintobrief.domain.task import TaskId, TaskState


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new state for a task, read from what a later meeting said; no ledger is changed by it.

    `quotes` are the words that say so, `note` is what was said, fit to print. `day` is the day it
    was done with DONE, else the new last day allowed; None where nobody named one. `because` says
    in Chinese why.
    """

    task: TaskId
    state: TaskState
    quotes: tuple[Quote, ...]
    note: str
    because: str
    day: date | None = None

    def __post_init__(self) -> None:
        if not self.quotes:
            raise ValueError("a proposal quotes what it was read from")

    @property
    def utterances(self) -> tuple[int, ...]:
        """Where it was said, ascending."""
        return tuple(sorted({quote.utterance for quote in self.quotes}))
