"""Voice prints (声纹): sensitive, so each has a consent, an end, and a way to be rid of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """The form or recording in which somebody agreed; `path` is where the bytes lie now."""

    name: str
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class VoicePrint:
    """What a person's voice sounds like, measured with his or her consent.

    `vector` has unit length. `until` is the last day on which it may be used, `since` the day
    it was taken.
    """

    name: str
    vector: Vector
    since: date
    until: date
    consent: Consent

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a voice print has a name")
        if self.until < self.since:
            raise ValueError(f"a voice print taken on {self.since} ends on {self.until}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A voice of a recording that sounds like somebody whose voice print is kept."""

    label: str
    source_id: str
    name: str
    similarity: float
