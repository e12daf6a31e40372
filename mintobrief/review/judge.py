"""The next judgement on a candidate, made from the latest one so that edits add up."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime

from mintobrief.domain import Judgement, Meeting, Resolution, Verdict


def standing(candidate: Resolution, latest: Judgement | None) -> Resolution:
    """The candidate as the latest judgement left it: what the next edit starts from."""
    return latest.edited if latest and latest.edited else candidate


def with_added(meeting: Meeting, judged: Container[str]) -> Meeting:
    """The meeting with the near misses that a person added among its candidates.

    `judged` are the ids that somebody judged: whoever judges a near miss adds it, and it stands
    where it was said.
    """
    known = {candidate.id for candidate in meeting.resolutions}
    added = [n for n in meeting.near_misses if n.id in judged and n.id not in known]
    if not added:
        return meeting
    candidates = [*meeting.resolutions]
    for near in added:  # the others stay in the order that a person may have given them
        candidates.insert(rank(near, candidates), near)
    left = tuple(near for near in meeting.near_misses if near not in added)
    return replace(meeting, resolutions=tuple(candidates), near_misses=left)


def rank(resolution: Resolution, among: Sequence[Resolution]) -> int:
    """Where a candidate goes in the order of what was said."""
    later = (i for i, r in enumerate(among) if r.evidence[:1] > resolution.evidence[:1])
    return next(later, len(among)) if resolution.evidence else len(among)


def accept(
    candidate: Resolution, latest: Judgement | None, reviewer: str, at: datetime
) -> Judgement:
    """Let the candidate stand; what was edited before stays edited."""
    if latest and latest.edited:
        return amend(latest.edited, reviewer, at)
    return Judgement(candidate.id, Verdict.ACCEPTED, reviewer, at)


def reject(candidate: Resolution, reviewer: str, at: datetime) -> Judgement:
    """Keep the candidate out of the briefing; its edits are given up with it."""
    return Judgement(candidate.id, Verdict.REJECTED, reviewer, at)


def reopen(candidate: Resolution, reviewer: str, at: datetime) -> Judgement:
    """Let the candidate wait again, as the machine found it."""
    return Judgement(candidate.id, Verdict.REOPENED, reviewer, at)


def amend(edited: Resolution, reviewer: str, at: datetime) -> Judgement:
    """Let the candidate stand as `edited`."""
    return Judgement(edited.id, Verdict.EDITED, reviewer, at, edited)
