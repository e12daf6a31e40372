"""Each resolution that a person let stand has what a resolution has to have."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Flag, Judgement, Resolution, Verdict
from mintobrief.domain.digest import digest_of
from mintobrief.domain.resolution_flags import deadline_lack
from mintobrief.review.checks.rules import Finding, Rule

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


def of_resolution(left: Resolution, judgement: Judgement, heads: int) -> Iterator[Finding]:
    """What is wrong with it as the judgement left it; `heads` is how many were there."""
    if not left.owners:
        yield _about(left, Rule.OWNER, "没有责任人", "")
    limit = left.deadline.value if left.deadline else None
    if lack := deadline_lack(limit, left.flags):
        words = limit.text if limit else ""
        yield _about(left, Rule.DEADLINE, _LIMITS[lack].format(words), words)
    yield from _of_vote(left, heads)
    looked_at = judgement.verdict is Verdict.EDITED
    if not looked_at and {Flag.DISPUTED, Flag.UNSURE_WORDS} & {*left.flags}:
        yield _about(left, Rule.DISPUTED, "读法有疑问，照原样通过了", repr(left))


def _of_vote(left: Resolution, heads: int) -> Iterator[Finding]:
    if left.vote is None:
        return
    vote = left.vote.value
    cast = vote.for_ + vote.against + vote.abstain
    if heads and cast > heads:
        told = f"共 {cast} 票，参会的只有 {heads} 人"
        yield _about(left, Rule.VOTE_HEADS, told, f"{cast}/{heads}")
    if vote.for_ <= vote.against:
        told = f"赞成 {vote.for_} 票，反对 {vote.against} 票，没有通过"
        yield _about(left, Rule.VOTE_CARRIED, told, told)


def _about(left: Resolution, rule: Rule, lack: str, on: str) -> Finding:
    """`on` is what the finding stands and falls with."""
    key = f"{rule}:{left.id}:{digest_of(on)}" if on else f"{rule}:{left.id}"
    return Finding(rule, key, f"“{left.action.value}”{lack}", left.id)
