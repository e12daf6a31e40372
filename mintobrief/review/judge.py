"""The next judgement on a candidate, made from the latest one so that edits add up."""

from __future__ import annotations

from datetime import datetime

from mintobrief.domain import Judgement, Resolution, Verdict


def standing(candidate: Resolution, latest: Judgement | None) -> Resolution:
    """The candidate as the latest judgement left it: what the next edit starts from."""
    return latest.edited if latest and latest.edited else candidate


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


def amend(edited: Resolution, reviewer: str, at: datetime) -> Judgement:
    """Let the candidate stand as `edited`."""
    return Judgement(edited.id, Verdict.EDITED, reviewer, at, edited)
