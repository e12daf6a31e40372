"""The meeting as `convert --json` has it; what `domain.encode` writes, described."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

Box = list[int]  # left, top, right, bottom: pixels of the page as stored

Vote = TypedDict("Vote", {"for": int, "against": int, "abstain": int})


class QuoteOut(TypedDict):
    """这些字是从哪里来的：第几句的第几个字到第几个字（不含）。"""

    utterance: int
    start: int
    end: int
    text: str


class AudioEvidence(TypedDict):
    """录音里的一段，单位是秒。"""

    kind: Literal["audio"]
    source: str
    start: float
    end: float


class ScanEvidence(TypedDict):
    """扫描件里的一块：第几页（从 1 数），框是原图上的像素。"""

    kind: Literal["scan"]
    source: str
    page: int
    box: Box


class TextEvidence(TypedDict):
    """文字材料里的一段：第几个字到第几个字（不含）。"""

    kind: Literal["text"]
    source: str
    start: int
    end: int


Evidence = AudioEvidence | ScanEvidence | TextEvidence


class Nothing(TypedDict):
    """没有指明在哪里。"""


class AttendeeOut(TypedDict):
    name: str
    role: str | None
    org: str | None
    quotes: list[QuoteOut]


class HeaderEvidence(TypedDict):
    title: list[QuoteOut]
    held_on: list[QuoteOut]
    start: list[QuoteOut]
    end: list[QuoteOut]
    place: list[QuoteOut]
    host: list[QuoteOut]
    recorder: list[QuoteOut]
    expected: NotRequired[list[QuoteOut]]
    present: NotRequired[list[QuoteOut]]


class HeaderOut(TypedDict):
    """会议概况；会上没有说的是 null。请假的（`absent`）、应到（`expected`）、实到（`present`）
    和人选的会议类型（`kind`）有才写。"""

    id: str
    title: str | None
    held_on: str | None
    start: str | None
    end: str | None
    place: str | None
    host: str | None
    recorder: str | None
    attendees: list[AttendeeOut]
    observers: list[AttendeeOut]
    absent: NotRequired[list[AttendeeOut]]
    expected: NotRequired[int]
    present: NotRequired[int]
    kind: NotRequired[str]
    field_evidence: HeaderEvidence


class SourceOut(TypedDict):
    """交进来的一份材料。"""

    id: str
    kind: Literal["audio", "notes", "transcript", "scan"]
    name: str
    sha256: str
    seconds: float | None
    pages: int | None
    text: str | None
    held_on: str | None
    recorded_on: str | None
    guessed_encoding: str | None


class SpeakerOut(TypedDict):
    """一个声音是谁：程序推定的，或有人确认过的。"""

    label: str
    source: str
    name: str | None
    role: str | None
    org: str | None
    evidence: list[int]
    confidence: float
    is_chair: bool
    confirmed: bool


class ChangeOut(TypedDict):
    start: int
    end: int
    was: str
    kind: str


class DoubtOut(TypedDict):
    start: int
    end: int
    kind: str


class GlyphOut(TypedDict):
    box: Box
    probability: float
    others: list[tuple[str, float]]


class UtteranceOut(TypedDict):
    """一句话；`turn` 是输入里的第几段（从 0 数）。"""

    turn: int
    speaker: str | None
    name: str | None
    text: str
    confidence: float | None
    sent: str | None
    evidence: Evidence
    changes: list[ChangeOut]
    doubts: list[DoubtOut]
    glyphs: list[GlyphOut | None]
    wrapped: bool


class TopicOut(TypedDict):
    """一个议题：第 `first` 句到第 `last` 句（含）。"""

    title: str
    first: int
    last: int
    retold: NotRequired[bool]


class PointOut(TypedDict):
    topic: int
    kind: Literal["background", "view", "disagreement", "consensus"]
    text: str
    speaker: str | None
    unsupported: bool
    by_hand: NotRequired[bool]
    quotes: list[QuoteOut]


class StatementOut(TypedDict):
    """会上有人说的：会议的目的（`purpose`）或今后的打算（`outlook`）。"""

    part: Literal["purpose", "outlook"]
    text: str
    quotes: list[QuoteOut]


class ComposedOut(TypedDict):
    """人写的一段：会议主题（`purpose`）或展望（`outlook`）。"""

    part: Literal["purpose", "outlook"]
    text: str


class FieldEvidence(TypedDict):
    """决议每一项的出处。"""

    action: list[QuoteOut]
    measures: list[QuoteOut]
    owners: list[list[QuoteOut]]
    deadline: list[QuoteOut]
    supervision: list[QuoteOut]
    vote: list[QuoteOut]


class FoundBy(TypedDict):
    """每一项是哪几种办法读出来的。"""

    action: NotRequired[list[str]]
    measures: NotRequired[list[str]]
    owners: NotRequired[list[list[str]]]
    deadline: NotRequired[list[str]]
    supervision: NotRequired[list[str]]
    vote: NotRequired[list[str]]


class ResolutionOut(TypedDict):
    """一条候选决议；`evidence` 是依据的是哪几句。"""

    id: str
    topic: int | None
    action: str
    measures: str | None
    owners: list[str]
    deadline_text: str | None
    deadline: str | None
    deadline_kind: Literal["date", "recurring", "event", "vague", "none"]
    supervision: str | None
    vote: Vote | None
    evidence: list[int]
    confidence: float
    flags: list[str]
    field_evidence: FieldEvidence
    because: NotRequired[str]
    found_by: NotRequired[FoundBy]


class WarningOut(TypedDict):
    """转换时应该让人知道的事。"""

    code: str
    message: str
    evidence: Evidence | Nothing


class MarkOut(TypedDict):
    kind: str
    box: Box
    text: str


class PageOut(TypedDict):
    """一页扫描件认得怎么样；顺时针转 `turned` 度才是正的。"""

    source: str
    page: int
    state: Literal["good", "check", "unreadable", "blank"]
    turned: Literal[0, 90, 180, 270]
    doubtful: float
    marks: list[MarkOut]
    failed: NotRequired[str]


class MeetingDocument(TypedDict):
    """一次会议，与 `mintobrief convert --json` 同样的写法。

    `version` 每改一次就换一个数；`draft` 是转写稿的样子，更正时要带上。
    """

    schema: int
    meeting: HeaderOut
    sources: list[SourceOut]
    speakers: list[SpeakerOut]
    utterances: list[UtteranceOut]
    topics: list[TopicOut]
    points: list[PointOut]
    resolutions: list[ResolutionOut]
    warnings: list[WarningOut]
    pages: list[PageOut]
    near_misses: NotRequired[list[ResolutionOut]]
    composed: NotRequired[list[ComposedOut]]
    statements: NotRequired[list[StatementOut]]
    version: int
    draft: str
