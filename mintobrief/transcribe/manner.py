"""How each voice pauses: who rests longer after a sentence than within it shows it by that.

People differ in tempo, and in how much their pauses tell. So the pauses of a voice are taken
for two heaps, those that end a sentence and those within one, and the heaps are found from
what the words suggest about each. Where they lie apart, a pause says which mark it is; where
they do not, nothing is learnt from it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

_SHORTEST = 0.2  # seconds of a pause that is one
_LONGEST = 3.0  # seconds that say no more than more would
_USUAL = float(np.log(0.5))  # of seconds, before a pause is heard
_CENTRES = np.array([-0.17, 0.17])  # within sentences and at their ends, beside the voice's mean
_WEIGHT = 3.0  # pauses that what is usual counts for
_SPREAD = 0.3  # of the logarithms, as usual
_ROUNDS = 8
_MOST = 3.0  # what a pause may say, in log odds


def telling(pauses: ArrayLike, ending: ArrayLike, marked: ArrayLike) -> Numbers:
    """Log odds that each pause of one voice ends a sentence, beyond what the words tell.

    `ending` are the odds by the words that it ends a sentence and not a clause; `marked` how
    likely there is a mark at all.
    """
    seconds = np.clip(np.asarray(pauses, np.float64), 0.01, _LONGEST)
    sure = np.where(seconds >= _SHORTEST, marked, 0.0)
    logs, odds = np.log(seconds), np.asarray(ending)
    tempo = (sure @ logs + _USUAL) / (sure.sum() + 1)
    found = np.zeros(len(logs))
    for _ in range(_ROUNDS):
        ends = 1 - 1 / (1 + odds * np.exp(found))
        found = _apart(logs - tempo, np.stack([1 - ends, ends]) * sure)
    return np.where(seconds >= _SHORTEST, found, 0.0)


def _apart(logs: Numbers, shares: Numbers) -> Numbers:
    """What either heap says of each pause; nothing where the ends are the shorter ones."""
    centres = (shares @ logs + _WEIGHT * _CENTRES) / (shares.sum(axis=1) + _WEIGHT)
    squares = (shares * (logs - centres[:, None]) ** 2).sum()
    spread = (squares + _WEIGHT * _SPREAD**2) / (shares.sum() + _WEIGHT)
    if centres[1] <= centres[0]:
        return np.zeros(len(logs))
    likelier = (logs - centres.mean()) * (centres[1] - centres[0]) / spread
    told: Numbers = np.clip(likelier, -_MOST, _MOST)
    return told
