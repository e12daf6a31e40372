"""One line of the list of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in the list; `waiting` of its `candidates` have no judgement yet."""

    id: str
    title: str | None
    held_on: date | None
    created_at: datetime
    candidates: int
    waiting: int
