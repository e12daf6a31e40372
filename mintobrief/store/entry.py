"""What the library shows of its meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from mintobrief.domain import Correction, Judgement, Meeting, Naming
from mintobrief.domain.calling import called_by_file


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting in the list; `waiting` of its `candidates` have no judgement yet.

    `file` is what it is known by where there is no title.
    """

    id: str
    title: str | None
    held_on: date | None
    created_at: datetime
    candidates: int
    waiting: int
    file: str | None = None

    @property
    def called(self) -> str:
        """Its title, or what it is known by until it has one."""
        return self.title or called_by_file(self.file, self.held_on)


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting as corrected, its judgements and its namings, as they were shown to a reviewer.

    `version` is a number that is another one after every change; `corrections` are those of the
    draft that stand.
    """

    meeting: Meeting
    judgements: tuple[Judgement, ...]
    namings: tuple[Naming, ...] = ()
    version: int = field(default=0, compare=False)
    corrections: tuple[Correction, ...] = field(default=(), compare=False)
