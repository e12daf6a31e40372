"""Who is behind a voice: proposed by the machine, confirmed or renamed by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a voice seems to be (发言人), by its label within a source.

    `name` is None where only the part is known (`is_chair`: leads the meeting, 主持人).
    `evidence` are the utterances that tell it. `confirmed` says that a person did: what the
    machine makes is a proposal.
    """

    label: str
    source_id: str
    name: str | None
    role: str | None = None
    org: str | None = None
    evidence: tuple[int, ...] = ()
    confidence: float = 0.0
    is_chair: bool = False
    confirmed: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Naming:
    """One reviewer's word on who a voice is; append-only, the latest counts.

    `name` None says that the voice stays nameless.
    """

    label: str
    source_id: str
    name: str | None
    reviewer: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise ValueError("a naming has a reviewer")
        if self.at.tzinfo is None:
            raise ValueError("a naming's time knows its zone")
