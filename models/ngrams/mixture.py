"""One backoff model out of several, each with its weight, cut down to the n-grams that matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.ngrams.grams import BITS, LAST, Floats, Grams, Keys, find, may_be_kept

_LEAST = 1e-3  # what is always left for backing off


@dataclass(frozen=True, slots=True)
class Component:
    """A model, its weight, and the n-grams of it that may be kept."""

    grams: Grams
    weight: float
    pairs: Keys
    triples: Keys


def mix(components: Sequence[Component], boosts: Mapping[int, float]) -> Grams:
    """The weighted sum, over every n-gram that some component offers.

    `boosts` are weights of single words beside the components; all weights are scaled to 1.
    """
    pairs, triples = may_be_kept(
        np.unique(np.concatenate([part.pairs for part in components])),
        np.unique(np.concatenate([part.triples for part in components])),
    )
    whole = sum(part.weight for part in components) + sum(boosts.values())

    def blend(score: Callable[[Grams], Floats]) -> Floats:
        total = np.zeros(1)
        for part in components:
            total = total + part.weight / whole * score(part.grams)
        return total

    unigrams = blend(lambda grams: grams.unigrams)
    for word, weight in boosts.items():
        unigrams[word] += weight / whole
    u, v, w = triples >> 2 * BITS, triples >> BITS & LAST, triples & LAST
    return _balanced(
        unigrams / unigrams.sum(),
        (pairs, blend(lambda grams: grams.after_one(pairs >> BITS, pairs & LAST))),
        (triples, blend(lambda grams: grams.after_two(u, v, w))),
    )


def _balanced(unigrams: Floats, pairs: tuple[Keys, Floats], triples: tuple[Keys, Floats]) -> Grams:
    """The model of these scores, with the weights of backing off that make it sum to one."""
    keys, scores = pairs
    size = len(unigrams)
    left = 1 - np.bincount(keys >> BITS, scores, size)
    lower = 1 - np.bincount(keys >> BITS, unigrams[keys & LAST], size)
    backoffs = np.clip(left, _LEAST, None) / np.clip(lower, _LEAST, None)
    grams = Grams(unigrams, backoffs, keys, scores, np.ones(len(keys)), *triples)

    at, _ = find(keys, triples[0] >> BITS)
    below = grams.after_one(triples[0] >> BITS & LAST, triples[0] & LAST)
    left = 1 - np.bincount(at, triples[1], len(keys))
    lower = 1 - np.bincount(at, below, len(keys))
    return replace(grams, pair_backoffs=np.clip(left, _LEAST, None) / np.clip(lower, _LEAST, None))


def prune(grams: Grams, pairs: int, triples: int) -> Grams:
    """The model with at most so many pairs and triples, those without which it loses most.

    What is lost is the n-gram's probability times the change of its logarithm (the weighted
    difference of Seymore and Rosenfeld). Pairs that triples begin with always stay.
    """
    u, v, w = grams.triples >> 2 * BITS, grams.triples >> BITS & LAST, grams.triples & LAST
    at, _ = find(grams.pairs, grams.triples >> BITS)
    without = grams.after_one(v, w) * grams.pair_backoffs[at]
    loss = grams.unigrams[u] * grams.after_one(u, v) * grams.triple_scores
    kept = _best(loss * np.log(grams.triple_scores / without), triples)
    contexts = np.unique(grams.triples[kept] >> BITS)

    v, w = grams.pairs >> BITS, grams.pairs & LAST
    loss = grams.unigrams[v] * grams.pair_scores
    loss *= np.log(grams.pair_scores / (grams.unigrams[w] * grams.backoffs[v]))
    loss[find(contexts, grams.pairs)[1]] = np.inf
    stay = _best(loss, pairs)
    return _balanced(
        grams.unigrams,
        (grams.pairs[stay], grams.pair_scores[stay]),
        (grams.triples[kept], grams.triple_scores[kept]),
    )


def _best(gains: Floats, most: int) -> Keys:
    """Where the `most` greatest gains lie, in order; losses are never among them."""
    best = np.argsort(-gains, kind="stable")[:most]
    return np.sort(best[gains[best] > 0])
