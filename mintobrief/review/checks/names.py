"""Names that the program proposed are confirmed by a person."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Meeting
from mintobrief.domain.digest import digest_of
from mintobrief.review.checks.rules import Finding, Rule


def of_names(meeting: Meeting) -> Iterator[Finding]:
    """Voices whose name nobody confirmed."""
    unsure = dict.fromkeys(s.name for s in meeting.speakers if s.name and not s.confirmed)
    for name in unsure:
        told = f"发言人“{name}”是程序推定的"
        yield Finding(Rule.NAMES, f"{Rule.NAMES}:{digest_of(name)}", told)
