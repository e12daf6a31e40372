"""Which mentions belong to one resolution, by their vectors and how far apart they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mintobrief.tagging.decode import Floats
from mintobrief.tagging.tokens import Numbers, Window

BUCKETS = 12  # of distances in lines: each up to 5 has its own, then four share one
SCALE = 8.0  # what a product of vectors is divided by

_LEAST = 0.05  # a pair less likely than that is left out

Pair = tuple[tuple[int, int], float]  # the indexes of two mentions, and how likely
Same = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `start` to `end` of line `line`, which hold a mention."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Links:
    """What was learnt of links: `distances` by bucket, and `bias` for any two mentions.

    Mentions that no window holds together are linked where at most `reach` lines are between.
    """

    distances: tuple[float, ...]
    bias: float
    reach: int

    def probabilities(self, one: Floats, others: Floats, lines: Numbers) -> Floats:
        """That each of some mentions belongs with each of others; `lines` between them."""
        near = np.array(self.distances, np.float32)[buckets(lines)]
        scores = one @ others.T / SCALE + near + self.bias
        found: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return found


def read_links(path: Path) -> Links:
    learnt = json.loads(path.read_text("utf-8"))
    return Links(tuple(learnt["distances"]), float(learnt["bias"]), int(learnt["reach"]))


def buckets(lines: Numbers) -> Numbers:
    """The bucket of each distance in lines, whichever way it is counted."""
    apart = np.abs(lines)
    return np.where(apart < 6, apart, 6 + np.minimum(BUCKETS - 7, (apart - 6) // 4))


def link_all(
    spots: Sequence[Spot], windows: Sequence[Window], vectors: Sequence[Floats], links: Links
) -> Same:
    """The probability that two mentions belong together, for likely pairs (i, j) with i < j.

    Spots are in order, `vectors` are of each window's tokens. A pair that windows hold takes the
    best they say of it; of one that none holds the two middles tell.
    """
    if not spots:
        return {}
    held = _holding(spots, windows)
    same: Same = {}
    for number, (window, rows) in enumerate(zip(windows, vectors, strict=True)):
        inside = np.flatnonzero((held[:, 0] <= number) & (number <= held[:, 1])).tolist()
        for pair, probability in _within(spots, inside, window, rows, links) if inside else ():
            same[pair] = max(probability, same.get(pair, 0.0))
    same.update(_across(spots, held, _middles(spots, windows, vectors), links))
    return dict(sorted(same.items()))


def _holding(spots: Sequence[Spot], windows: Sequence[Window]) -> Numbers:
    """The first and the last window that holds each spot; the last comes first where none does."""
    first = np.searchsorted([w.end for w in windows], [spot.end for spot in spots])
    last = np.searchsorted([w.start for w in windows], [spot.start for spot in spots], "right") - 1
    return np.stack([first, last], axis=1)


def _within(
    spots: Sequence[Spot], inside: Sequence[int], window: Window, rows: Floats, links: Links
) -> Iterator[Pair]:
    """The likely pairs of the mentions `inside` one window."""
    means = np.stack([_mean(spots[i], window, rows) for i in inside])
    lines = np.array([spots[i].line for i in inside], np.int64)
    found = links.probabilities(means, means, lines[:, None] - lines)
    for one, other in np.argwhere(np.triu(found >= _LEAST, 1)).tolist():
        yield (inside[one], inside[other]), float(found[one, other])


def _across(spots: Sequence[Spot], held: Numbers, means: Floats, links: Links) -> Iterator[Pair]:
    """The likely pairs of those that no window holds together."""
    lines = np.array([spot.line for spot in spots], np.int64)
    ends = np.searchsorted(lines, lines + links.reach, "right").tolist()
    for one, end in enumerate(ends):
        others = slice(one + 1, end)
        firsts, lasts = np.maximum(held[one], held[others]), np.minimum(held[one], held[others])
        apart = firsts[:, 0] > lasts[:, 1]
        found = links.probabilities(means[one], means[others], lines[others] - lines[one])
        for other in np.flatnonzero(apart & (found >= _LEAST)).tolist():
            yield (one, one + 1 + other), float(found[other])


def _middles(spots: Sequence[Spot], windows: Sequence[Window], vectors: Sequence[Floats]) -> Floats:
    """The mean vector of each mention in the window whose middle it begins in."""
    owners = np.searchsorted([w.own for w in windows], [spot.start for spot in spots], "right") - 1
    pairs = zip(spots, owners.tolist(), strict=True)
    return np.stack([_mean(spot, windows[owner], vectors[owner]) for spot, owner in pairs])


def _mean(spot: Spot, window: Window, rows: Floats) -> Floats:
    mean: Floats = rows[spot.start - window.start : spot.end - window.start].mean(axis=0)
    return mean
