"""A meeting as the machine understood it, and the briefing (简报) a person made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from mintobrief.domain.clip import Clip
from mintobrief.domain.composed import Composed, Statement
from mintobrief.domain.cutting import Cutting
from mintobrief.domain.evidence import Quote
from mintobrief.domain.followed import Followed
from mintobrief.domain.limit import Limit
from mintobrief.domain.mask import MaskRuling
from mintobrief.domain.notice import Notice, NoticeCode
from mintobrief.domain.page import PageReport
from mintobrief.domain.resolution import Field, Resolution
from mintobrief.domain.signing import Approval
from mintobrief.domain.speaker import Speaker
from mintobrief.domain.task_line import TaskLine
from mintobrief.domain.transcript import Utterance
from mintobrief.domain.voiceprint import Likeness

T = TypeVar("T")


class SourceKind(StrEnum):
    """What a file handed in is."""

    AUDIO = "audio"
    NOTES = "notes"
    TRANSCRIPT = "transcript"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Source:
    """One file handed in, identified by its hash.

    `seconds` is there for recordings, `pages` for scans, `text` (the decoded text that every
    TextSpan counts in) for notes and transcripts. `held_on` is the day of the meeting where
    the file's format states it as data, `recorded_on` the day that a recorder stamped on its
    recording: its clock may be wrong. `path` is where the bytes lie now. `guessed_encoding`
    names the encoding a text was taken to be in where its bytes do not settle it. `removed_on`
    is the day a recording was deleted by rule: then its words are all there is.
    """

    id: str
    kind: SourceKind
    name: str
    sha256: str
    path: Path = field(compare=False)
    seconds: float | None = None
    pages: int | None = None
    text: str | None = None
    held_on: date | None = None
    recorded_on: date | None = None
    guessed_encoding: str | None = None
    removed_on: date | None = field(default=None, compare=False)

    def line_at(self, position: int) -> int:
        """The line of the decoded text, counted from 1, that the character stands in."""
        return (self.text or "").count("\n", 0, position) + 1


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person at the meeting (参会人员), with post and body where they are known."""

    name: str
    role: str | None = None
    org: str | None = None
    quotes: tuple[Quote, ...] = ()


class Moving(Protocol):
    """Says where a particular of any kind stands now; what it says stays."""

    def __call__(self, field: Field[T], /) -> Field[T]: ...


@dataclass(frozen=True, slots=True)
class Header:
    """The meeting's particulars (会议概况); None where the meeting did not say.

    `start` and `end` are times of day, "14:00". `observers` are those who sat in (列席), `absent`
    those who sent word that they would not come (请假). `expected` and `present` are the heads
    that were counted (应到, 实到), whoever is listed. `kind` names the rules that a person chose
    for the meeting, None where its name tells which hold.
    """

    title: Field[str] | None = None
    held_on: Field[date] | None = None
    start: Field[str] | None = None
    end: Field[str] | None = None
    place: Field[str] | None = None
    host: Field[str] | None = None
    recorder: Field[str] | None = None
    attendees: tuple[Attendee, ...] = ()
    observers: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    expected: Field[int] | None = None
    present: Field[int] | None = None
    kind: str | None = None

    @property
    def day(self) -> date | None:
        """The day of the meeting, without what it was read from."""
        return self.held_on.value if self.held_on else None

    def mapped(
        self,
        text: Callable[[Field[str]], Field[str]],
        other: Moving,
        person: Callable[[Attendee], Attendee],
    ) -> Header:
        """The header with every particular that is there put through the function for its kind."""

        def mapped_text(found: Field[str] | None) -> Field[str] | None:
            return text(found) if found else None

        return replace(
            self,
            title=mapped_text(self.title),
            held_on=other(self.held_on) if self.held_on else None,
            start=mapped_text(self.start),
            end=mapped_text(self.end),
            place=mapped_text(self.place),
            host=mapped_text(self.host),
            recorder=mapped_text(self.recorder),
            attendees=tuple(map(person, self.attendees)),
            observers=tuple(map(person, self.observers)),
            absent=tuple(map(person, self.absent)),
            expected=other(self.expected) if self.expected else None,
            present=other(self.present) if self.present else None,
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary (词表), and what a recogniser is known to hear instead."""

    word: str
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What the person said of the meeting when handing it in; it overrules what is read.

    `several` says that scans may be of more than one meeting: they are divided where that is sure;
    `voices` that voices may be compared with the voice prints; `compound` is the id of the
    compound (小区) that the meeting is of. `handed_in` is the day it was handed in, which nobody
    says: the same request is the same on another day.
    """

    held_on: date | None = None
    title: str | None = None
    agenda: tuple[str, ...] = ()
    roster: tuple[Attendee, ...] = ()
    glossary: tuple[Term, ...] = ()
    several: bool = False
    voices: bool = False
    compound: str | None = None
    handed_in: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """One agenda item (议题): utterances `first` to `last`, both included.

    `retold` says that its points are as a person wants them, in their order.
    """

    title: str
    first: int
    last: int
    retold: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError(f"topic runs from {self.first} to {self.last}")


class PointKind(StrEnum):
    """The part a point plays in the discussion of a topic."""

    BACKGROUND = "background"  # 背景
    VIEW = "view"  # 讨论情况
    DISAGREEMENT = "disagreement"  # 意见交锋
    CONSENSUS = "consensus"  # 共识


@dataclass(frozen=True, slots=True)
class Point:
    """Something said on a topic worth reporting; `topic` is an index into the topics.

    `speaker` is the name to print, None where nobody's. `unsupported` says that a language model
    worded it in a way that its quotes do not bear out: the plain words stand. `by_hand` says that
    a person wrote it: then an empty `speaker` prints none, and nothing is printed in its place.
    """

    topic: int
    kind: PointKind
    text: str
    quotes: tuple[Quote, ...]
    speaker: str | None = None
    unsupported: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source said, and what a person should know of how well it was understood.

    `likenesses` are there only where voice prints were handed in.
    """

    utterances: tuple[Utterance, ...]
    notices: tuple[Notice, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    pages: tuple[PageReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """All that the machine made of a meeting: a draft, before any judgement.

    `speakers` are its proposals of who the voices without a name are, `near_misses` what sounds
    like a resolution and is none, as far as the machine can tell. `composed` is what a person
    wrote of the whole, `statements` what was said of it.
    """

    id: str
    header: Header
    sources: tuple[Source, ...]
    utterances: tuple[Utterance, ...]
    topics: tuple[Topic, ...] = ()
    points: tuple[Point, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    notices: tuple[Notice, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    pages: tuple[PageReport, ...] = ()
    near_misses: tuple[Resolution, ...] = ()
    composed: tuple[Composed, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def is_day_inferred(self) -> bool:
        """Whether nobody said its day, and no person has looked at the one it was given."""
        return any(notice.code is NoticeCode.DAY_INFERRED for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Briefing:
    """The reviewed briefing (简报); only `review.compile_briefing` makes one.

    `rulings` are what persons said of what the posted edition keeps back, `roster` is who is known
    to the meeting's compound.

    `resolutions` are those a person accepted, as he or she left them. `cuttings` are what the
    archive edition shows of pages that could not be read, `clips` what the bundle of evidence
    holds. `approval` is None where signing is no matter: then the briefing says nothing of it.
    `followed` are earlier resolutions as they stood when the meeting had spoken of them, `pending`
    what the ledger has open for the next one. `limits` are what the rules want done around the
    meeting.
    """

    meeting: Meeting
    resolutions: tuple[Resolution, ...]
    reviewed_by: tuple[str, ...]
    reviewed_on: date | None
    cuttings: tuple[Cutting, ...] = ()
    clips: tuple[Clip, ...] = ()
    rulings: tuple[MaskRuling, ...] = ()
    roster: tuple[Attendee, ...] = ()
    approval: Approval | None = None
    followed: tuple[Followed, ...] = ()
    pending: tuple[TaskLine, ...] = ()
    limits: tuple[Limit, ...] = ()
