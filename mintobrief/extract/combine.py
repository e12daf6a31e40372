"""Candidates that were read in a tagger's marks and those of the rules, as one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import Resolution
from mintobrief.extract.assemble import Candidate
from mintobrief.extract.mentions import MentionKind
from mintobrief.language.nlp import content_words

# Share of the fewer sentences, and of the shorter wording's words, that two have in common.
_SAME_PLACE = 0.5
_ALIKE = 0.25
# What the rules' agreement does to the odds, and what their word alone is worth.
_AGREED = 3.0
_ALONE = 0.7
# Marks from this probability on go before what the rules read.
_SURE = 0.95


def combined(read: Sequence[Candidate], ruled: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """Those read, surer where the rules found them too, and those that the rules alone found."""
    found = [candidate.resolution for candidate in read]
    for resolution in ruled:
        if _watches(resolution, found):
            continue
        at = twin(resolution, found[: len(read)])
        if at is None:
            found.append(_alone(resolution))
        else:
            found[at] = _agreed(found[at], resolution, read[at])
    return tuple(sorted(found, key=lambda r: r.evidence))


def _watches(ruled: Resolution, read: Sequence[Resolution]) -> bool:
    """Whether it only tells how a task that was read is watched."""
    watched = [q for r in read if r.supervision for q in r.supervision.quotes]
    return bool(ruled.action.quotes) and all(
        any(q.utterance == w.utterance and q.start < w.end and w.start < q.end for w in watched)
        for q in ruled.action.quotes
    )


def twin(ruled: Resolution, read: Sequence[Resolution]) -> int | None:
    """Where among those read the same task is; the most alike where several are."""
    likeness = [(_likeness(ruled, r), -at) for at, r in enumerate(read)]
    best = max(likeness, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


def _likeness(one: Resolution, other: Resolution) -> float:
    """How much two have in common; 0 where it is too little for one task."""
    places = {*one.evidence} & {*other.evidence}
    near = len(places) / max(1, min(len(one.evidence), len(other.evidence)))
    a, b = content_words(one.action.value), content_words(other.action.value)
    alike = len(a & b) / min(len(a), len(b)) if a and b else 0.0
    return near + alike if near >= _SAME_PLACE and alike >= _ALIKE else 0.0


def _alone(ruled: Resolution) -> Resolution:
    reason = "用语像是决定或承诺，按用语规则找到。"
    return replace(ruled, confidence=round(_ALONE * ruled.confidence, 2), because=reason)


def _agreed(read: Resolution, ruled: Resolution, candidate: Candidate) -> Resolution:
    """What was read, surer; who and when as the rules have it where the marks are unsure."""
    odds = _AGREED * read.confidence / max(0.01, 1 - read.confidence)
    owned = candidate.surest(MentionKind.OWNER) >= _SURE and read.owners
    dated = candidate.surest(MentionKind.DEADLINE) >= _SURE and read.deadline
    return replace(
        read,
        confidence=round(min(0.99, odds / (1 + odds)), 2),
        owners=read.owners if owned else ruled.owners or read.owners,
        deadline=read.deadline if dated else ruled.deadline or read.deadline,
        measures=read.measures or ruled.measures,
        supervision=read.supervision or ruled.supervision,
        vote=read.vote or ruled.vote,
    )
