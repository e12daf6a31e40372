"""What a person corrects in the machine's draft (更正): append-only, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mintobrief.domain.composed import Part
from mintobrief.domain.meeting import Header, Point, Topic
from mintobrief.domain.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Reworded:
    """Other words of an utterance. The same words once more say that they are right."""

    utterance: int
    text: str


@dataclass(frozen=True, slots=True)
class Revoiced:
    """These utterances, of one source, are the voice of that label: a known one or a new one."""

    utterances: tuple[int, ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class Cut:
    """An utterance becomes two: its first `at` characters, and the rest."""

    utterance: int
    at: int


@dataclass(frozen=True, slots=True)
class Joined:
    """An utterance and the next one become one."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Retopiced:
    """All topics with their titles and borders."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Reheaded:
    """The meeting's particulars, all of them.

    `days` tells by candidate the last day of a deadline, as it counts from the meeting's day.
    """

    header: Header
    days: tuple[tuple[str, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """Candidates `by` in the place of those `gone`: adds one, merges two, splits one."""

    gone: tuple[str, ...]
    by: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order of all candidates, by their ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retold:
    """All points of one topic in their order; what a person typed rests on no quotes."""

    topic: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of the briefing in a person's words; None is the program's own again."""

    part: Part
    text: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    """Takes back the newest edit that stands."""


Edit = (
    Reworded
    | Revoiced
    | Cut
    | Joined
    | Retopiced
    | Reheaded
    | Replaced
    | Ordered
    | Retold
    | Worded
    | Undone
)  # indexes are those of the meeting as it stood when the edit was made

# What the ids of candidates begin with that a person added, merged or split.
BY_HAND = "h"


@dataclass(frozen=True, slots=True)
class Correction:
    """One edit by one person; `at` is an aware time."""

    edit: Edit
    by: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("a correction has an author")
        if self.at.tzinfo is None:
            raise ValueError("a correction's time knows its zone")
