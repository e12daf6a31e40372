"""Which spurts of speech share a voice: clustering of voice vectors.

A vector of 1.5 s of speech is far from its voice: how far depends on room and noise. So the
likeness of two groups, the mean cosine between them, is compared with that of each group to
itself, which suffers as much. It is one and the same for two halves of one voice, whatever
the room, and less for two voices. Groups are merged, the likest first, until none are like
enough. Only sums are kept of a group, so that the hours of a long meeting can be grouped one
by one, and their groups merged by the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Labels = NDArray[np.intp]
Numbers = NDArray[np.float64]

USUAL = 0.65  # likeness of a voice to itself in a furnished room
ALIKE = 0.89  # of its likeness to itself: what two parts of one voice share at least
_LENIENCE = 0.3  # off that for a single window: a group of n gets an nth of it
_PRIOR = 4.0  # pairs of windows that the usual likeness counts for
_LEAST = 0.3  # likeness to itself of a group, however bad the sound
_BLOCK = 600  # spurts, about half an hour of talk
_FEWEST = 1.9  # windows: what is less is a cough or two voices at once, no voice of its own
_CHANGE = 0.1  # what it takes to change voices within a track, in cosines of a window
_CHANGE_AFTER_PAUSE = 0.03
_PAUSE = 0.3  # seconds
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Sums:
    """Groups of unit vectors: their weighted sums, and the sums of weights and of squares."""

    vectors: Numbers
    weights: Numbers
    squares: Numbers

    def __len__(self) -> int:
        return len(self.weights)

    def take(self, chosen: NDArray[np.intp] | slice) -> Sums:
        return Sums(self.vectors[chosen], self.weights[chosen], self.squares[chosen])

    def by(self, labels: Labels) -> Sums:
        """The sums of the groups that have the same label."""
        count = int(labels.max()) + 1 if len(labels) else 0
        found = Sums(np.zeros((count, self.vectors.shape[1])), np.zeros(count), np.zeros(count))
        np.add.at(found.vectors, labels, self.vectors)
        np.add.at(found.weights, labels, self.weights)
        np.add.at(found.squares, labels, self.squares)
        return found

    @property
    def directions(self) -> Numbers:
        length = np.linalg.norm(self.vectors, axis=1, keepdims=True)
        return np.asarray(self.vectors / np.maximum(length, 1e-9))


def sums(vectors: Vectors, weights: Numbers, groups: Labels, count: int) -> Sums:
    """Unit vectors added up by group; a group may have none."""
    found = Sums(np.zeros((count, vectors.shape[1])), np.zeros(count), np.zeros(count))
    np.add.at(found.vectors, groups, vectors * weights[:, None])
    np.add.at(found.weights, groups, weights)
    np.add.at(found.squares, groups, weights**2)
    return found


def group(parts: Sums, usual: float = USUAL, alike: float = ALIKE) -> Labels:
    """A label for each part; `usual` is how like itself a voice is in this recording."""
    if len(parts) <= _BLOCK:
        return _link(parts, usual, alike)
    labels = np.zeros(len(parts), np.intp)
    count = 0
    for first in range(0, len(parts), _BLOCK):
        block = slice(first, first + _BLOCK)
        labels[block] = count + _link(parts.take(block), usual, alike)
        count = int(labels.max()) + 1
    groups = parts.by(labels)
    if count == len(parts):  # nothing is like anything else: no use in trying again
        return labels
    return group(groups, usual, alike)[labels]


def _link(parts: Sums, usual: float, alike: float) -> Labels:
    """Merge the likest two until none are like enough."""
    names = np.arange(len(parts))
    products = parts.vectors @ parts.vectors.T
    weights, squares = parts.weights.copy(), parts.squares.copy()
    likeness = _likeness(products, weights, squares, usual)
    np.fill_diagonal(likeness, -np.inf)
    while len(parts) > 1:
        kept, gone = sorted(divmod(int(likeness.argmax()), len(parts)))
        if likeness[kept, gone] < alike:
            break
        products[kept] += products[gone]
        products[:, kept] += products[:, gone]
        weights[kept] += weights[gone]
        squares[kept] += squares[gone]
        row = _likeness(products, weights, squares, usual, row=kept)
        row[np.isneginf(likeness[kept])] = -np.inf
        likeness[kept] = likeness[:, kept] = row
        likeness[gone] = likeness[:, gone] = -np.inf
        names[names == gone] = kept
    return np.unique(names, return_inverse=True)[1]


def _likeness(
    products: Numbers, weights: Numbers, squares: Numbers, usual: float, *, row: int | None = None
) -> Numbers:
    """Of all groups to all, or of one to all: 1 is as like as a group is to itself."""
    pairs = np.maximum(weights**2 - squares, 0)
    own = (np.diag(products) - squares + usual * _PRIOR) / (pairs + _PRIOR)
    own = np.sqrt(np.clip(own, _LEAST, 1))
    rows = slice(None) if row is None else row
    mine = weights[rows, None] if row is None else weights[row]
    mean = products[rows] / (mine * weights)
    to = own[rows, None] if row is None else own[row]
    return np.asarray(mean / (to * own) + _LENIENCE / np.minimum(mine, weights))


def settle(parts: Sums, labels: Labels, tracks: Labels, pauses: Numbers) -> tuple[Labels, Numbers]:
    """Each part's voice, and the voices' directions; -1 for parts on tracks never heard alone.

    `labels` are the groups' and -1 for what was left out of them. A part goes to the voice it
    is likest to, but to change voices within a track takes evidence, and less of it after one
    of the `pauses` (the seconds since the track's last part).
    """
    chosen = np.flatnonzero(labels >= 0)
    groups = parts.take(chosen).by(labels[chosen])
    voices = groups.take(_large(groups)).directions
    found = np.full(len(parts), -1, np.intp)
    for _ in range(_ROUNDS):
        before = found.copy()
        likeness = parts.vectors @ voices.T
        for track in np.unique(tracks):
            mine = np.flatnonzero(tracks == track)
            if parts.weights[mine].any():
                found[mine] = _path(likeness[mine], pauses[mine])
        heard = np.flatnonzero(found >= 0)
        found[heard] = np.unique(found[heard], return_inverse=True)[1]
        voices = parts.take(heard).by(found[heard]).directions
        if np.array_equal(before, found):
            break
    return found, voices


def count_voices(groups: Sums) -> int:
    """How many of the groups are voices and not coughs."""
    return len(_large(groups))


def _large(groups: Sums) -> Labels:
    return np.flatnonzero(groups.weights >= min(_FEWEST, groups.weights.max()))


def _path(likeness: Numbers, pauses: Numbers) -> Labels:
    """The likeliest voices one after the other (Viterbi's)."""
    score, back = likeness[0].copy(), np.zeros(likeness.shape, np.intp)
    for index in range(1, len(likeness)):
        cost = _CHANGE_AFTER_PAUSE if pauses[index] > _PAUSE else _CHANGE
        best = score.argmax()
        changed = score[best] - cost
        back[index] = np.where(score >= changed, np.arange(len(score)), best)
        score = np.maximum(score, changed) + likeness[index]
    path = [int(score.argmax())]
    for row in back[:0:-1]:
        path.append(int(row[path[-1]]))
    return np.array(path[::-1], np.intp)


def in_order(labels: Labels) -> Labels:
    """The same grouping, renamed 0, 1, 2 … in order of appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], np.intp)
