"""How sure a candidate is: what speaks for and against it, weighed."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.tagging.mentions import Act, Marked, MentionKind

_REFUSING = (Act.REJECT, Act.DEFER)
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a cluster being a resolution, each from 0 to about 1."""

    settled: float  # the surest unit that settles it
    worded: float  # the surest words of an action
    told: float  # how sure its words are on average
    close: float  # how well they belong together
    several: float  # whether more than one unit settles it
    dated: float
    owned: float
    refused: float  # a refusal or deferral after it was settled last
    repeated: float  # told again by the chair


# Set by hand: they order candidates well enough, and are no calibrated probabilities yet.
_WEIGHTS = Signs(2.0, 2.0, 1.0, 0.5, 0.3, 0.7, 0.5, -1.5, 0.5)
_BIAS = -3.0


def signs_of(cluster: Cluster, marked: Marked) -> Signs:
    """What speaks for and against a cluster."""
    settling = cluster.settling
    actions = cluster.of(MentionKind.ACTION)
    echoes = any(not mention.current for mention in cluster.members)
    return Signs(
        settled=max((m.probability for m in settling), default=0.0),
        worded=max((m.probability for m in actions), default=0.0),
        told=sum(m.probability for m in cluster.members) / len(cluster.members),
        close=sum(cluster.fits) / len(cluster.fits),
        several=float(len(settling) > 1),
        dated=float(bool(cluster.of(MentionKind.DEADLINE))),
        owned=float(bool(cluster.of(MentionKind.OWNER) or cluster.units(Act.TAKE_ON))),
        refused=_refused(cluster, marked),
        repeated=float(echoes),
    )


def certainty(signs: Signs) -> float:
    """The probability that it is a resolution."""
    pairs = zip(astuple(signs), astuple(_WEIGHTS), strict=True)
    value = _BIAS + sum(sign * weight for sign, weight in pairs)
    return 1 / (1 + math.exp(-value))


def _refused(cluster: Cluster, marked: Marked) -> float:
    """How sure it is that something was refused right after the task was settled last."""
    settling = cluster.settling or cluster.members
    last = max(m.utterance for m in settling)
    after = marked.stretches[last + 1 : last + 1 + _NEAR]
    refusals = [s.probability for stretches in after for s in stretches if s.act in _REFUSING]
    return max(refusals, default=0.0)
