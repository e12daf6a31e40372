"""Characters from what a CTC recogniser says of every step along a line.

At most steps the recogniser says "nothing" and at a character's it spikes. The spike holds
more than the best character: the others that it weighed are kept for the language model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mintobrief.domain import Option

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Posteriors = NDArray[np.float32]
    """Steps by characters; the first column is "nothing"."""

_OTHERS = 5
_DROPPED = 0.3  # as likely as that, a character is more often there than not
_SURE = 1 - _DROPPED + 1e-3  # "nothing" more likely than that has no rival: so are most steps
_FLANK = 1  # steps beside a spike that belong to it
_LEAST = 1e-4  # an alternative less likely than this is none


@dataclass(frozen=True, slots=True)
class Spike:
    """A character that the recogniser found, and where along the line it is (in steps)."""

    text: str
    probability: float
    middle: float
    others: tuple[Option, ...]


def spikes_of(posteriors: Posteriors, alphabet: Sequence[str]) -> tuple[Spike, ...]:
    """The characters of a line; `alphabet` says what each column but the first stands for."""
    best = _answers(posteriors)
    return tuple(
        _spike(posteriors[start:end], start, int(best[start]), alphabet)
        for start, end in _runs(best)
        if best[start]
    )


def _answers(posteriors: Posteriors) -> NDArray[np.int64]:
    """The best answer at every step; a character that "nothing" only just beat is found too.

    Greedily read it would be dropped, and a reviewer would not even see a doubt.
    """
    best: NDArray[np.int64] = posteriors.argmax(axis=1)
    for at in ((best == 0) & (posteriors[:, 0] <= _SURE)).nonzero()[0].tolist():
        if not best[max(0, at - _FLANK) : at + _FLANK + 1].any():
            second = int(posteriors[at, 1:].argmax()) + 1
            best[at] = second if posteriors[at, second] >= _DROPPED else 0
    return best


def _runs(best: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Steps with one and the same answer."""
    changes = (best[1:] != best[:-1]).nonzero()[0] + 1
    edges = [0, *changes.tolist(), len(best)]
    return pairwise(edges)


def _spike(steps: Posteriors, start: int, character: int, alphabet: Sequence[str]) -> Spike:
    peak = int(steps[:, character].argmax())
    likely = (steps[peak] >= _LEAST).nonzero()[0]
    others = sorted(
        (
            Option(alphabet[at - 1], float(steps[peak, at]))
            for at in likely.tolist()
            if at not in (0, character)
        ),
        key=lambda option: -option.probability,
    )
    probability = min(1.0, float(steps[peak, character]))
    middle = start + len(steps) / 2
    return Spike(alphabet[character - 1], probability, middle, tuple(others[:_OTHERS]))
