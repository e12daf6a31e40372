"""Which stretches share a voice: average-linkage clustering of voice vectors.

Clustering all windows at once costs memory with the square of their number. So the windows
are clustered by the hour, and the hours' clusters are merged by the same rule. That is
exact where it counts: the mean cosine distance between all pairs of two clusters is one
minus the product of their mean vectors, however the clusters came about.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

Vectors = NDArray[np.float32]
Labels = NDArray[np.intp]

WIDEST = 0.5  # cosine distance within which clusters are one voice; the plateau is narrow
_NARROWEST = 0.35
_TOLERANCE = 0.8  # share of a voice's likeness to itself, from moment to moment
_ENOUGH = 20  # pairs of windows to judge that likeness by
_BLOCK = 4800  # windows, about an hour of speech
_SMALL = 0.01  # of all windows
_FEWEST = 6  # windows: about 5 s of speech make a voice


def distance_for(vectors: Vectors, later: Vectors) -> float:
    """How far apart clusters of one voice may be in this recording.

    `later` are the vectors of a moment after those in `vectors`, nearly always of the same
    voice. In a clean recording a voice is very like itself, and so are strangers to each
    other: the distance must be narrower there than across an echoing room.
    """
    if len(vectors) < _ENOUGH:
        return WIDEST
    likeness = float(np.median((vectors * later).sum(axis=1)))
    return min(WIDEST, max(_NARROWEST, 1 - _TOLERANCE * likeness))


def cluster(vectors: Vectors, distance: float = WIDEST) -> Labels:
    """A label for each unit vector, counted from 0 in order of appearance."""
    if not len(vectors):
        return np.zeros(0, np.intp)
    blocks = [vectors[i : i + _BLOCK] for i in range(0, len(vectors), _BLOCK)]
    labels = [_link(block, distance) for block in blocks]
    offsets = np.cumsum([0, *(block.max() + 1 for block in labels)])
    joined = np.concatenate([block + at for block, at in zip(labels, offsets, strict=False)])
    if len(blocks) > 1:
        joined = _merge(vectors, joined, distance)
    return in_order(_reassign_small(vectors, joined))


def _link(vectors: Vectors, distance: float) -> Labels:
    if len(vectors) == 1:
        return np.zeros(1, np.intp)
    tree = linkage(vectors, method="average", metric="cosine")
    return np.asarray(fcluster(tree, distance, criterion="distance") - 1, np.intp)


def _merge(vectors: Vectors, labels: Labels, distance: float) -> Labels:
    """Go on merging clusters, nearest first, until none are within the distance."""
    sums, counts = _sums(vectors, labels)
    names = np.arange(len(counts))
    while len(counts) > 1:
        means = sums / counts[:, None]
        likeness = means @ means.T
        np.fill_diagonal(likeness, -1)
        kept, gone = sorted(np.unravel_index(likeness.argmax(), likeness.shape))
        if 1 - likeness[kept, gone] > distance:
            break
        sums[kept] += sums[gone]
        counts[kept] += counts[gone]
        names[names == gone] = kept
        names[names > gone] -= 1
        sums, counts = np.delete(sums, gone, axis=0), np.delete(counts, gone)
    return np.asarray(names[labels], np.intp)


def _reassign_small(vectors: Vectors, labels: Labels) -> Labels:
    """A handful of windows is a cough or two voices at once: give each to its nearest voice."""
    sums, counts = _sums(vectors, labels)
    large = np.flatnonzero(counts >= max(_FEWEST, _SMALL * len(vectors)))
    if not len(large):
        large = np.array([counts.argmax()])
    centres = sums[large] / np.linalg.norm(sums[large], axis=1, keepdims=True)
    nearest = large[(vectors @ centres.T).argmax(axis=1)]
    return np.where(np.isin(labels, large), labels, nearest)


def _sums(vectors: Vectors, labels: Labels) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    sums = np.zeros((labels.max() + 1, vectors.shape[1]))
    np.add.at(sums, labels, vectors)
    return sums, np.bincount(labels)


def in_order(labels: Labels) -> Labels:
    """The same grouping, renamed 0, 1, 2 … in order of appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], np.intp)
