"""What a tagger marks in a talk: the words that fill a field, and the units that settle a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from mintobrief.domain import Quote, Utterance


class Act(StrEnum):
    """What a unit of talk does (发言的作用)."""

    DECIDE = "decide"
    TAKE_ON = "take_on"
    PROPOSE = "propose"
    REJECT = "reject"
    DEFER = "defer"
    REPORT = "report"
    ASK = "ask"
    AGREE = "agree"
    DISAGREE = "disagree"
    CORRECT = "correct"
    CHAIR = "chair"
    SMALL_TALK = "small_talk"
    INFORM = "inform"


# Without one of these a proposal is none of the meeting's resolutions.
SETTLING = (Act.DECIDE, Act.TAKE_ON, Act.AGREE, Act.CORRECT)


class MentionKind(StrEnum):
    """Which part of a resolution the words are."""

    UNIT = "unit"  # a stretch of talk that proposes, settles, changes or repeats it
    ACTION = "action"
    OWNER = "owner"
    DEADLINE = "deadline"
    SUPERVISION = "supervision"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` (half-open) of an utterance's text that belong to a resolution.

    `probability` says how sure the tagger is that they do. `act` is there for units. What was
    said before it was overridden, or said again, is not `current`.
    """

    kind: MentionKind
    utterance: int
    start: int
    end: int
    probability: float = 1.0
    act: Act | None = None
    current: bool = True

    def __post_init__(self) -> None:
        if self.utterance < 0 or not 0 <= self.start < self.end:
            raise ValueError(f"mention in {self.utterance} from {self.start} to {self.end}")
        if (self.act is not None) != (self.kind is MentionKind.UNIT):
            raise ValueError(f"a unit, and nothing else, has an act: {self.kind}, {self.act}")
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability {self.probability} is not between 0 and 1")

    @property
    def quote(self) -> Quote:
        return Quote(self.utterance, self.start, self.end)

    @property
    def place(self) -> tuple[int, int, int]:
        """Sorts mentions as they were said."""
        return self.utterance, self.start, self.end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of an utterance do `act`, with that probability."""

    start: int
    end: int
    act: Act
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Marked:
    """All that a tagger has to say of some utterances.

    `same` gives for two mentions, by their indexes `(i, j)` with i < j, the probability that
    they belong to one resolution; where a pair is left out it is 0. `stretches` are for each
    utterance in order; it is empty, or as long as the utterances are many. So are `starts`, the
    probability that a topic starts with an utterance.
    """

    mentions: tuple[Mention, ...] = ()
    same: Mapping[tuple[int, int], float] = field(default_factory=dict)
    stretches: tuple[tuple[Stretch, ...], ...] = ()
    starts: tuple[float, ...] = ()

    def link(self, one: int, other: int) -> float:
        """The probability that two mentions, by their indexes, belong to one resolution."""
        return 1.0 if one == other else self.same.get((min(one, other), max(one, other)), 0.0)


class Tagger(Protocol):
    """Marks what belongs to resolutions, and tells which marks belong together."""

    def mark(self, utterances: Sequence[Utterance]) -> Marked:
        """The marks in the utterances' texts, in order of place."""
        ...
