"""Sentences of the briefing that no single point tells, in a person's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Which sentence of the briefing."""

    PURPOSE = "purpose"  # 会议主题
    OUTLOOK = "outlook"  # 展望


@dataclass(frozen=True, slots=True)
class Composed:
    """What a person wrote in the place of the program's own sentence; a line is a paragraph."""

    part: Part
    text: str
