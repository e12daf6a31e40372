"""Meetings in lists, and places that a search found, described."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

State = Literal[
    "submitted",
    "begun",
    "waiting",
    "changed",
    "reviewed",
    "signed",
    "empty",
    "published",
]


class CompoundName(TypedDict):
    id: str
    name: str


class MeetingEntry(TypedDict):
    """目录里的一次会议；`waiting` 是 `candidates` 条里还没有审的。

    `state`：等签发、审了一半、没有审、签发后改过、已审、已签发、没有决议、已发布。
    """

    id: str
    title: str | None
    held_on: str | None
    created_at: str
    candidates: int
    waiting: int
    state: State
    compound: CompoundName | None
    submitted_at: str | None
    signed_at: str | None
    published_at: str | None


class MeetingPage(TypedDict):
    """目录的一页，最近的在前；`total` 是一共多少。"""

    total: int
    page: int
    size: int
    meetings: list[MeetingEntry]


class Hit(TypedDict):
    """找到的一处：会议名称、一条决议（`place` 是编号）或一句话（`place` 是第几句）。

    `marks` 是 `snippet` 里找到的字：第几个到第几个（不含）。
    """

    meeting: str
    title: str | None
    held_on: str | None
    kind: Literal["title", "resolution", "utterance"]
    place: str
    snippet: str
    marks: list[tuple[int, int]]


class Hits(TypedDict):
    hits: list[Hit]
