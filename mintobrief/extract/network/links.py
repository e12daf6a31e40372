"""Which mentions belong to one resolution, by their vectors and how far apart they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.extract.network.tokens import Numbers, Window

BUCKETS = 12  # of distances in lines: each up to 5 has its own, then four share one
SCALE = 8.0  # what a product of vectors is divided by

_REACH = 40  # lines; what is farther apart is not linked
_LEAST = 0.02  # a pair less likely than that is left out

Floats = NDArray[np.float32]
Same = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `start` to `end` of line `line`, which hold a mention."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Links:
    """What was learnt of links: `distances` by bucket, and `bias` for any two mentions."""

    distances: tuple[float, ...]
    bias: float

    def probabilities(self, one: Floats, others: Floats, lines: Numbers) -> Floats:
        """That each of some mentions belongs with each of others; `lines` between them."""
        near = np.array(self.distances, np.float32)[buckets(lines)]
        scores = one @ others.T / SCALE + near + self.bias
        found: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return found


def read_links(path: Path) -> Links:
    learnt = json.loads(path.read_text("utf-8"))
    return Links(tuple(learnt["distances"]), float(learnt["bias"]))


def buckets(lines: Numbers) -> Numbers:
    """The bucket of each distance in lines, whichever way it is counted."""
    apart = np.abs(lines)
    return np.where(apart < 6, apart, 6 + np.minimum(BUCKETS - 7, (apart - 6) // 4))


def link_all(
    spots: Sequence[Spot], windows: Sequence[Window], vectors: Sequence[Floats], links: Links
) -> Same:
    """The probability that two mentions belong together, for pairs (i, j) with i < j.

    `vectors` are of each window's tokens. A pair that windows hold takes the best they say of
    it; of one that none holds the two middles tell, as far as _REACH lines.
    """
    same: Same = {}
    for window, rows in zip(windows, vectors, strict=True):
        for pair, probability in _within(spots, window, rows, links):
            same[pair] = max(probability, same.get(pair, 0.0))
    for pair, probability in _across(spots, windows, vectors, links):
        same.setdefault(pair, probability)
    return {pair: found for pair, found in sorted(same.items()) if found >= _LEAST}


def _within(
    spots: Sequence[Spot], window: Window, rows: Floats, links: Links
) -> Iterator[tuple[tuple[int, int], float]]:
    held = [i for i, spot in enumerate(spots) if window.holds(spot.start, spot.end)]
    if held:
        means = np.stack([_mean(spots[i], window, rows) for i in held])
        lines = np.array([spots[i].line for i in held], np.int64)
        found = links.probabilities(means, means, lines[:, None] - lines)
        for one, other in zip(*np.triu_indices(len(held), 1), strict=True):
            yield (held[one], held[other]), float(found[one, other])


def _across(
    spots: Sequence[Spot], windows: Sequence[Window], vectors: Sequence[Floats], links: Links
) -> Iterator[tuple[tuple[int, int], float]]:
    if not spots:
        return
    means = np.stack([_middle(spot, windows, vectors) for spot in spots])
    lines = np.array([spot.line for spot in spots], np.int64)
    ends = np.searchsorted(lines, lines + _REACH, "right").tolist()
    for one, end in enumerate(ends):
        others = slice(one + 1, end)
        found = links.probabilities(means[one], means[others], lines[others] - lines[one])
        for other, probability in enumerate(found.tolist(), one + 1):
            yield (one, other), probability


def _middle(spot: Spot, windows: Sequence[Window], vectors: Sequence[Floats]) -> Floats:
    """The mean vector of a mention in the window whose middle it begins in."""
    for window, rows in zip(windows, vectors, strict=True):
        if window.own <= spot.start < window.own_end:
            return _mean(spot, window, rows)
    raise ValueError(f"no window holds {spot}")


def _mean(spot: Spot, window: Window, rows: Floats) -> Floats:
    mean: Floats = rows[spot.start - window.start : spot.end - window.start].mean(axis=0)
    return mean
