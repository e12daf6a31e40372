"""Several claims of one task become one: what was said last, and what weighs more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mintobrief.domain import Meeting, Resolution
from mintobrief.domain.task import TaskState
from mintobrief.extract.lookback.claims import Grade
from mintobrief.extract.lookback.course import PlacedClaim
from mintobrief.extract.lookback.matters import Matter, heard

# A meeting resolves upon a task anew at most so many utterances after it said how far it is.
_REACH = 10


@dataclass(frozen=True, slots=True)
class Settled:
    """How a task stands by what a meeting said of it, and which findings say so."""

    matter: Matter
    grade: Grade
    findings: tuple[PlacedClaim, ...]
    day: date | None = None
    anew: Resolution | None = None  # that gives the task another time limit

    @property
    def state(self) -> TaskState:
        """What is proposed for the task."""
        return self.grade.state


def settle(findings: Sequence[PlacedClaim], meeting: Meeting) -> Settled | None:
    """The state that the findings on one task come to; None where nothing was claimed."""
    standing: PlacedClaim | None = None
    for finding in findings:
        if standing is None or _overrules(finding.claim.grade, standing.claim.grade):
            standing = finding
    if standing is None:
        return None
    told = _told(findings, standing)
    found = Settled(standing.matter, standing.claim.grade, told, standing.claim.day)
    return _given_anew(found, meeting)


def _overrules(later: Grade, before: Grade) -> bool:
    """A mere 装好了 after 还差两台 speaks of a part; a day that was moved stays moved."""
    if later is Grade.CARRIED or before is Grade.CARRIED:
        return later is Grade.CARRIED
    if before.state is TaskState.OPEN:
        return later is Grade.CLOSED or (later is Grade.OPEN and before is not Grade.OPEN)
    return later.state is TaskState.OPEN or later is Grade.CLOSED


def _told(findings: Sequence[PlacedClaim], standing: PlacedClaim) -> tuple[PlacedClaim, ...]:
    """The claim that stands, after the one that says why: 还没装, 改到二十八号."""
    if standing.claim.grade not in (Grade.CARRIED, Grade.CLOSED):
        return (standing,)
    wanted = TaskState.DONE if standing.claim.grade is Grade.CLOSED else TaskState.OPEN
    before = [f for f in findings[: findings.index(standing)] if f.claim.grade.state is wanted]
    return (*before[:1], standing)


def _given_anew(found: Settled, meeting: Meeting) -> Settled:
    """What is not done and was resolved upon again is carried over to its new day."""
    if found.state is not TaskState.OPEN or meeting.header.day is None:
        return found
    first = min(finding.named_in for finding in found.findings)
    last = max(finding.claim.said.clause.utterance for finding in found.findings)
    for resolution in _near(meeting.resolutions, first, last):
        day = resolution.deadline.value.day if resolution.deadline else None
        if day and day > meeting.header.day and _is_about(resolution, found.matter):
            return replace(found, grade=Grade.CARRIED, day=day, anew=resolution)
    return found


def _near(resolutions: Iterable[Resolution], first: int, last: int) -> Iterable[Resolution]:
    """Those that rest on what was said from the naming of the task to a little after the claim."""
    reach = range(first, last + _REACH)
    return (r for r in resolutions if any(place in reach for place in r.evidence))


def _is_about(resolution: Resolution, matter: Matter) -> bool:
    return any(heard(word, resolution.action.value) for word in matter.words)
