"""Corrections of a draft as they are handed in: the words of `domain.correction_codec`."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from mintobrief.web.api.shapes.asked import Asked
from mintobrief.web.api.shapes.document import (
    AttendeeOut,
    HeaderEvidence,
    PointOut,
    ResolutionOut,
    TopicOut,
)

MOST = 200  # edits at once
Line = Annotated[int, Field(ge=0, le=10_000_000)]
Label = Annotated[str, Field(min_length=1, max_length=100)]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class HeaderIn(TypedDict):
    """会议概况的全部；没有的是 null。"""

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
    expected: NotRequired[Annotated[int, Field(ge=0, le=1_000_000)]]
    present: NotRequired[Annotated[int, Field(ge=0, le=1_000_000)]]
    kind: NotRequired[Annotated[str, Field(min_length=1, max_length=100)]]
    field_evidence: HeaderEvidence


class Reworded(Asked):
    """第几句改成什么话。"""

    kind: Literal["reworded"]
    utterance: Line
    text: Annotated[str, Field(max_length=20_000)]


class Revoiced(Asked):
    """这几句是那个声音说的。"""

    kind: Literal["revoiced"]
    utterances: Annotated[list[Line], Field(min_length=1, max_length=100_000)]
    speaker: Label


class Cut(Asked):
    """一句分成两句，前一句有 `cut_at` 个字。"""

    kind: Literal["cut"]
    utterance: Line
    cut_at: Line


class Joined(Asked):
    """这一句和下一句并成一句。"""

    kind: Literal["joined"]
    utterance: Line


class Retopiced(Asked):
    """全部议题，连名称和起止。"""

    kind: Literal["retopiced"]
    topics: Annotated[list[TopicOut], Field(max_length=5_000)]


class Reheaded(Asked):
    """会议概况的全部；`days` 是各条候选决议的时限照此算到哪一天。"""

    kind: Literal["reheaded"]
    header: HeaderIn
    days: Annotated[list[tuple[str, str | None]], Field(max_length=5_000)]


class Replaced(Asked):
    """用这几条候选决议换下那几条：新加、合并、拆开。"""

    kind: Literal["replaced"]
    gone: Annotated[list[Id], Field(max_length=100)]
    candidates: Annotated[list[ResolutionOut], Field(max_length=100)]


class Ordered(Asked):
    """全部候选决议的先后。"""

    kind: Literal["ordered"]
    ids: Annotated[list[Id], Field(max_length=5_000)]


class Retold(Asked):
    """一个议题下的各段，全部、按次序；人写的没有原话（`quotes` 为空）。"""

    kind: Literal["retold"]
    topic: Line
    points: Annotated[list[PointOut], Field(max_length=300)]


class Worded(Asked):
    """会议主题或展望改成什么话；null 是恢复程序写的。"""

    kind: Literal["worded"]
    part: Literal["purpose", "outlook"]
    text: Annotated[str, Field(max_length=50_000)] | None


class Undone(Asked):
    """收回最后一处更正。"""

    kind: Literal["undone"]


Edit = Annotated[
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
    | Undone,
    Field(discriminator="kind"),
]


class Edits(Asked):
    """看到的是哪一稿（`draft`），和要改的，一起改成或一处也不改。"""

    draft: Annotated[str, Field(max_length=64)]
    edits: Annotated[list[Edit], Field(min_length=1, max_length=MOST)]


EditKind = Literal[
    "reworded",
    "revoiced",
    "cut",
    "joined",
    "retopiced",
    "reheaded",
    "replaced",
    "ordered",
    "retold",
    "worded",
    "undone",
]


class CorrectionOut(TypedDict):
    """谁在什么时候改的，是哪一种。"""

    by: str
    at: str
    kind: EditKind


class CorrectionsOut(TypedDict):
    """现在这一稿上算数的更正，先后为序。"""

    meeting: str
    version: int
    draft: str
    corrections: list[CorrectionOut]


class CorrectedOut(TypedDict):
    """改过以后：新的 `draft`，新成的候选决议，还有几条待审（改到的要重新审）。"""

    meeting: str
    version: int
    draft: str
    candidates: list[str]
    waiting: int


class VoiceOut(TypedDict):
    """一个声音；`proposed` 的姓名是程序推定的。"""

    source: str
    label: str
    name: str | None
    proposed: bool
    lines: int
    first: int
    said: str


class VoicesOut(TypedDict):
    meeting: str
    version: int
    draft: str
    voices: list[VoiceOut]


class ParticularOut(TypedDict):
    """会议概况的一项：怎么填的、缺什么。"""

    name: str
    label: str
    value: str
    hint: str
    lacks: str


class ParticularsOut(TypedDict):
    """会议概况，按填的样子；`mark` 改的时候要带上。"""

    meeting: str
    version: int
    mark: str
    particulars: list[ParticularOut]
