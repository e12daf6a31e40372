"""The gate: nothing leaves as a briefing before a person has judged every candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mintobrief.domain import Briefing, Judgement, Meeting, Naming, Resolution, Verdict
from mintobrief.domain.followed import Followed
from mintobrief.domain.signing import Approval
from mintobrief.errors import NotReviewed
from mintobrief.review.clock import limits_of
from mintobrief.review.judge import standing, with_added
from mintobrief.review.naming import with_namings


def compile_briefing(
    meeting: Meeting,
    judgements: Iterable[Judgement],
    namings: Iterable[Naming] = (),
    followed: Iterable[Followed] = (),
) -> Briefing:
    """Apply the judgements to the candidates, and the namings to those who speak.

    A near miss that was judged is a candidate like the others. `followed` is what became of
    earlier resolutions, as `followed_up` tells it.

    Raises NotReviewed unless every candidate has one: this is the only way from a candidate
    to an export. `reviewed_on` is the day of the last judgement that counts, in the time zone
    it was given in; None where there was nothing to judge.
    """
    latest = latest_judgements(judgements)
    meeting = with_added(meeting, latest)
    waiting = [candidate.id for candidate in meeting.resolutions if candidate.id not in latest]
    if waiting:
        raise NotReviewed(waiting)
    judged = [(candidate, latest[candidate.id]) for candidate in meeting.resolutions]
    return Briefing(
        meeting=with_namings(meeting, namings),
        resolutions=tuple(r for candidate, j in judged if (r := _outcome(candidate, j))),
        reviewed_by=tuple(sorted({j.reviewer for _, j in judged})),
        reviewed_on=max((j.at for _, j in judged)).date() if judged else None,
        followed=tuple(followed),
        limits=limits_of(meeting.header),
    )


def approved(briefing: Briefing, approval: Approval) -> Briefing:
    """The briefing with who signed it, or that nobody did: what counts from then has its day."""
    limits = limits_of(briefing.meeting.header, approval.on)
    return replace(briefing, approval=approval, limits=limits)


def latest_judgements(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """By candidate the judgement that counts: the latest, of one moment the last handed in.

    A candidate that was reopened has none.
    """
    latest = {j.resolution_id: j for j in sorted(judgements, key=lambda j: j.at)}
    return {i: j for i, j in latest.items() if j.verdict is not Verdict.REOPENED}


def _outcome(candidate: Resolution, judgement: Judgement) -> Resolution | None:
    if judgement.verdict is Verdict.REJECTED:
        return None
    return standing(candidate, judgement)
