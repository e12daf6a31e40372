"""Each resolution that a person let stand has what a resolution has to have."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Flag, Judgement, Resolution, Verdict
from mintobrief.domain.resolution_flags import deadline_lack
from mintobrief.review.checks.rules import Finding, Rule, about

_LIMITS = {
    Flag.NO_DEADLINE: "没有完成时限",
    Flag.VAGUE_DEADLINE: "的时限“{}”没有日子",
    Flag.UNCOUNTED_DEADLINE: "的时限“{}”算不出是哪一天",
    Flag.PAST_DEADLINE: "的时限“{}”早于开会的日子",
}


def waiting(candidate: Resolution) -> Finding:
    """A candidate that nobody judged."""
    told = f"“{candidate.action.value}”还没有审"
    return Finding(Rule.JUDGED, f"{Rule.JUDGED}:{candidate.id}", told, candidate.id, must=True)


def of_resolution(left: Resolution, judgement: Judgement) -> Iterator[Finding]:
    """What it lacks as the judgement left it."""
    if not left.owners:
        yield about(left, Rule.OWNER, "没有责任人", "")
    limit = left.deadline.value if left.deadline else None
    if lack := deadline_lack(limit, left.flags):
        words = limit.text if limit else ""
        yield about(left, Rule.DEADLINE, _LIMITS[lack].format(words), words)
    looked_at = judgement.verdict is Verdict.EDITED
    if not looked_at and {Flag.DISPUTED, Flag.UNSURE_WORDS} & {*left.flags}:
        yield about(left, Rule.DISPUTED, "读法有疑问，照原样通过了", repr(left))
