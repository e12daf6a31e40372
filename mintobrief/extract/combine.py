"""Candidates that were read in a tagger's marks and those of the rules, as one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import Means, Resolution, Utterance, found_by
from mintobrief.extract.agreed import agreed, is_spoken
from mintobrief.extract.retold import only_watches
from mintobrief.language.nlp import content_words

# Share of the fewer sentences, and of the shorter wording's words, that two have in common.
_SAME_PLACE = 0.5
_ALIKE = 0.25
# By how much what one alone says of its sureness was too high: over the meetings kept from
# training and those of the evaluation.
READ_ALONE = 0.6
_RULED_ALONE = 0.66
_HEARD_ALONE = 0.54  # what was said, and not voted on


def combined(
    read: Sequence[Resolution], ruled: Sequence[Resolution], said: Sequence[Utterance]
) -> tuple[Resolution, ...]:
    """Those that both found, which are the surest, and those that one alone found.

    What both found is as `agreed` has it, in place of what was read. `said` is what the quotes of
    all lead to.
    """
    found = [_read_alone(resolution) for resolution in read]
    for resolution in ruled:
        if only_watches(resolution, found):
            continue
        at = twin(resolution, found[: len(read)])
        if at is None or _is_of_somebody_else(resolution, found[at]):
            found.append(_ruled_alone(resolution, said))
        else:
            found[at] = agreed(found[at], resolution, said)
    return tuple(sorted(found, key=lambda r: r.evidence))


def _is_of_somebody_else(ruled: Resolution, found: Resolution) -> bool:
    """Whether the same sentence gave what is found there to somebody else: it is a second task."""
    ours, theirs = ({o.value for o in r.owners} for r in (ruled, found))
    taken = Means.RULES in found.action.found_by and bool(ours and theirs)
    same = {q.utterance for q in ruled.action.quotes} & {q.utterance for q in found.action.quotes}
    return taken and ours.isdisjoint(theirs) and bool(same)


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


def _read_alone(read: Resolution) -> Resolution:
    found = found_by(read, Means.NETWORK)
    return replace(found, confidence=round(READ_ALONE * read.confidence, 2))


def _ruled_alone(ruled: Resolution, said: Sequence[Utterance]) -> Resolution:
    reason = ruled.because or "用语像是决定或承诺，按用语规则找到。"
    found = found_by(ruled, Means.RULES)
    share = _HEARD_ALONE if is_spoken(ruled, said) and not ruled.vote else _RULED_ALONE
    return replace(found, confidence=round(share * ruled.confidence, 2), because=reason)
