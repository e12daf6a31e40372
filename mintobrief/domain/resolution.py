"""Candidate resolutions (决议) and a person's judgements on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from mintobrief.domain.evidence import Quote
from mintobrief.domain.notice import Notice

T_co = TypeVar("T_co", covariant=True)


class Means(StrEnum):
    """What reads a meeting; the words are those of the JSON."""

    RULES = "rules"
    NETWORK = "network"  # ours, trained on annotated meetings
    LANGUAGE_MODEL = "language_model"


@dataclass(frozen=True, slots=True)
class Field(Generic[T_co]):
    """A value the meeting settled, and the words it was read from.

    `quotes` is empty only where a person typed the value in review. `found_by` are the means
    that agree on the value, empty where nobody kept count.
    """

    value: T_co
    quotes: tuple[Quote, ...] = ()
    found_by: tuple[Means, ...] = ()


class FieldName(StrEnum):
    """The fields a person may edit; the words are those of the JSON."""

    ACTION = "action"
    MEASURES = "measures"
    OWNERS = "owners"
    DEADLINE = "deadline"
    SUPERVISION = "supervision"
    VOTE = "vote"


class DeadlineKind(StrEnum):
    """What kind of time limit (完成时限) was set; a resolution without one has none."""

    DATE = "date"
    RECURRING = "recurring"  # 每周一
    EVENT = "event"  # 下次会议前
    VAGUE = "vague"  # 尽快


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as said, and the last day allowed where the words name a day.

    `day` is None for any kind but DATE, and for a DATE that cannot be counted because the
    day of the meeting is unknown.
    """

    text: str
    kind: DeadlineKind
    day: date | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.kind is not DeadlineKind.DATE:
            raise ValueError(f"a deadline of kind {self.kind} has no day")


@dataclass(frozen=True, slots=True)
class Vote:
    """A show of hands (表决): how many were for, against, abstained."""

    for_: int
    against: int
    abstain: int

    def __post_init__(self) -> None:
        if min(self.for_, self.against, self.abstain) < 0:
            raise ValueError("nobody votes a negative number of times")


class Flag(StrEnum):
    """What a reviewer must look at before a candidate can stand."""

    NO_OWNER = "no_owner"
    NO_DEADLINE = "no_deadline"
    VAGUE_DEADLINE = "vague_deadline"
    UNCOUNTED_DEADLINE = "uncounted_deadline"  # a date, but the day of the meeting is unknown
    PAST_DEADLINE = "past_deadline"
    UNSURE_WORDS = "unsure_words"  # the recogniser was unsure of the words it rests on
    DISPUTED = "disputed"  # one of our means reads it otherwise: `because` says what

    @property
    def called(self) -> str:
        """What a person calls it."""
        return _FLAGS[self]


_FLAGS = {
    Flag.NO_OWNER: "没有责任人",
    Flag.NO_DEADLINE: "没有时限",
    Flag.VAGUE_DEADLINE: "时限含糊",
    Flag.UNCOUNTED_DEADLINE: "不知开会日期，时限未换算",
    Flag.PAST_DEADLINE: "时限早于开会日期",
    Flag.UNSURE_WORDS: "原文识别没有把握，请对照原件",
    Flag.DISPUTED: "几种办法读得不一样，请您定（见缘由）",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """A candidate resolution: who does what by when, how it is checked, and the vote.

    A field the meeting did not settle is None (`owners` empty) and flagged, never guessed.
    `topic` is an index into the meeting's topics, `evidence` are ascending indexes of the
    utterances that establish the resolution. `confidence` runs from 0 to 1. `because` says in
    a Chinese sentence why it is one, or why not where it is a near miss; empty where nobody can.
    """

    id: str
    action: Field[str]
    evidence: tuple[int, ...]
    topic: int | None = None
    measures: Field[str] | None = None
    owners: tuple[Field[str], ...] = ()
    deadline: Field[Deadline] | None = None
    supervision: Field[str] | None = None
    vote: Field[Vote] | None = None
    confidence: float = 0.5
    flags: tuple[Flag, ...] = ()
    because: str = ""

    def __post_init__(self) -> None:
        if not self.action.value.strip():
            raise ValueError("a resolution has an action")
        if list(self.evidence) != sorted(set(self.evidence)):
            raise ValueError(f"evidence {self.evidence} is not in ascending order")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


# What the ids of near misses begin with; those of candidates begin otherwise.
NEAR_MISS = "n"


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder made of a meeting: the candidates, and what only sounds like one.

    A near miss is called NEAR_MISS and its number, n1, and says why it is no candidate.
    `notices` tell what the finder could not do.
    """

    resolutions: tuple[Resolution, ...]
    near_misses: tuple[Resolution, ...] = ()
    notices: tuple[Notice, ...] = ()


class Verdict(StrEnum):
    """What a reviewer decided on one candidate."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    REOPENED = "reopened"  # it waits again, as if nobody had judged it

    @property
    def called(self) -> str:
        """What a person calls it."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.ACCEPTED: "已通过",
    Verdict.EDITED: "已改并通过",
    Verdict.REJECTED: "已退回",
    Verdict.REOPENED: "待审",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reviewer's verdict on one candidate; append-only, the latest counts.

    `edited` is the resolution as the reviewer left it, there only with Verdict.EDITED.
    `at` is an aware time.
    """

    resolution_id: str
    verdict: Verdict
    reviewer: str
    at: datetime
    edited: Resolution | None = None

    def __post_init__(self) -> None:
        if (self.edited is not None) != (self.verdict is Verdict.EDITED):
            raise ValueError("a judgement carries a resolution exactly when it edits one")
        if not self.reviewer.strip():
            raise ValueError("a judgement has a reviewer")
        if self.at.tzinfo is None:
            raise ValueError("a judgement's time knows its zone")
