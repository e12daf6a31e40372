"""Candidates and what was said of them, described."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from mintobrief.web.api.shapes.document import ResolutionOut

State = Literal["waiting", "accepted", "edited", "rejected"]


class FieldOut(TypedDict):
    """一项的样子：写着什么、缺什么（空是不缺）、在哪里说的。"""

    name: Literal["action", "measures", "owners", "deadline", "supervision", "vote"]
    label: str
    value: str
    lacks: str
    places: list[str]


class CandidateOut(TypedDict):
    """一条候选决议现在的样子。

    `mark` 说的是看到的是哪一次判断；改它时要带上，别人先改过就不会被盖掉。
    """

    id: str
    number: int
    state: State
    reviewer: str | None
    at: str | None
    mark: str
    topic: str
    because: str
    remarks: list[str]
    fields: list[FieldOut]
    quote: str
    places: list[str]
    resolution: ResolutionOut


class CandidatesOut(TypedDict):
    """候选决议按会议的先后；`near_misses` 是像决议而没有列入的。"""

    meeting: str
    version: int
    draft: str
    waiting: int
    candidates: list[CandidateOut]
    near_misses: list[CandidateOut]


class JudgementOut(TypedDict):
    """一次判断；只增不改，最后一次算数。"""

    resolution: str
    verdict: Literal["accepted", "edited", "rejected", "reopened"]
    reviewer: str
    at: str
    edited: ResolutionOut | None


class JudgementsOut(TypedDict):
    meeting: str
    version: int
    judgements: list[JudgementOut]
