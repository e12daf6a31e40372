"""Sentences of the briefing that no single point tells, in a person's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain.evidence import Quote


class Part(StrEnum):
    """Which sentence of the briefing."""

    PURPOSE = "purpose"  # 会议主题
    OUTLOOK = "outlook"  # 展望


@dataclass(frozen=True, slots=True)
class Composed:
    """What a person wrote in the place of the program's own sentence; a line is a paragraph."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said at the meeting of the whole of it, in written Chinese; `part` says
    whether of what it was for, or of what is to come."""

    part: Part
    text: str
    quotes: tuple[Quote, ...]
