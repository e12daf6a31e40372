"""Backoff trigram models as sorted arrays, and interpolated modified Kneser-Ney to make them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.ngrams.text import END, START, UNKNOWN

Keys = NDArray[np.int64]
Floats = NDArray[np.float64]

BITS = 20  # a word's number in a key: u << 40 | v << 20 | w
LAST = (1 << BITS) - 1
LAST_TWO = (1 << 2 * BITS) - 1


def find(keys: Keys, wanted: Keys) -> tuple[Keys, NDArray[np.bool_]]:
    """Where each wanted key lies among the sorted keys, and whether it does."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return at, keys[at] == wanted


@dataclass(frozen=True, slots=True)
class Grams:
    """Probabilities, not their logarithms, and the weights of backing off."""

    unigrams: Floats
    backoffs: Floats
    pairs: Keys
    pair_scores: Floats
    pair_backoffs: Floats
    triples: Keys
    triple_scores: Floats
    has_starts: bool = True

    def after_one(self, v: Keys, w: Keys) -> Floats:
        """p(w | v)."""
        at, hit = find(self.pairs, v << BITS | w)
        score = np.where(hit, self.pair_scores[at], self.unigrams[w] * self.backoffs[v])
        return score if self.has_starts else np.where(v <= UNKNOWN, self.unigrams[w], score)

    def after_two(self, u: Keys, v: Keys, w: Keys) -> Floats:
        """p(w | u v); a negative u means there is none."""
        known = (u >= 0) if self.has_starts else (u > UNKNOWN) & (v > UNKNOWN)
        context = np.where(known, u, 0) << BITS | v
        pair, paired = find(self.pairs, context)
        backed = self.after_one(v, w) * np.where(paired & known, self.pair_backoffs[pair], 1.0)
        at, hit = find(self.triples, context << BITS | w)
        return np.where(hit & known, self.triple_scores[at], backed)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often pairs and triples were seen, by sorted keys."""

    pairs: Keys
    pair_counts: Keys
    triples: Keys
    triple_counts: Keys


def count(stream: Keys) -> Counts:
    """The pairs and triples of a stream of sentences, none across a sentence's start."""
    u, v, w = stream[:-2], stream[1:-1], stream[2:]
    triples = (u << 2 * BITS | v << BITS | w)[(v != START) & (w != START)]
    pairs = (stream[:-1] << BITS | stream[1:])[stream[1:] != START]
    return Counts(*np.unique(pairs, return_counts=True), *np.unique(triples, return_counts=True))


def _discounts(counts: Keys) -> Floats:
    """What each count gives up, by modified Kneser-Ney; index by min(count, 3)."""
    n = [max(1, int((counts == k).sum())) for k in (1, 2, 3, 4)]
    share = n[0] / (n[0] + 2 * n[1])
    given = [k - (k + 1) * share * n[k] / n[k - 1] for k in (1, 2, 3)]
    return np.array([0.0] + [min(max(g, 0.1), k - 0.05) for k, g in enumerate(given, 1)])


def estimate(counts: Counts, size: int) -> Grams:
    """The model of these counts over `size` words."""
    pairs, continued = _continuations(counts)
    firsts = np.bincount(pairs & LAST, minlength=size)
    firsts[START] = 0
    given = _discounts(firsts[firsts > 0])[np.minimum(firsts, 3)]
    unigrams = (firsts - given) / firsts.sum() + given.sum() / firsts.sum() / (size - 1)
    unigrams[START] = 1e-30

    given = _discounts(continued)[np.minimum(continued, 3)]
    context = pairs >> BITS
    totals = np.bincount(context, continued, size)
    backoffs = np.where(totals > 0, np.bincount(context, given, size) / np.maximum(totals, 1), 1.0)
    pair_scores = (continued - given) / totals[context] + backoffs[context] * unigrams[pairs & LAST]

    at, known = find(pairs, counts.triples >> BITS)
    triples, seen, at = counts.triples[known], counts.triple_counts[known], at[known]
    given = _discounts(counts.triple_counts)[np.minimum(seen, 3)]
    totals = np.bincount(at, seen, len(pairs))
    pair_backoffs = np.where(
        totals > 0, np.bincount(at, given, len(pairs)) / np.maximum(totals, 1), 1.0
    )
    lower, _ = find(pairs, triples & LAST_TWO)
    triple_scores = (seen - given) / totals[at] + pair_backoffs[at] * pair_scores[lower]
    return Grams(unigrams, backoffs, pairs, pair_scores, pair_backoffs, triples, triple_scores)


def _continuations(counts: Counts) -> tuple[Keys, Keys]:
    """The pairs with the number of words seen before them (at a sentence's start: how often)."""
    pairs, before = np.unique(counts.triples & LAST_TWO, return_counts=True)
    at, hit = find(pairs, counts.pairs)
    at_start = counts.pairs >> BITS == START
    continued = np.where(at_start, counts.pair_counts, np.where(hit, before[at], 0))
    return counts.pairs[continued > 0], continued[continued > 0]


def may_be_kept(pairs: Keys, triples: Keys) -> tuple[Keys, Keys]:
    """Of these the ones without an unknown word or a sentence's end in their middle."""
    u, v, w = triples >> 2 * BITS, triples >> BITS & LAST, triples & LAST
    kept = triples[(v > UNKNOWN) & (w != UNKNOWN) & (w != START) & (u != UNKNOWN) & (u != END)]
    pairs = np.unique(np.concatenate([pairs, kept >> BITS, kept & LAST_TWO]))
    v, w = pairs >> BITS, pairs & LAST
    return pairs[(w != START) & (w != UNKNOWN) & (v != UNKNOWN) & (v != END)], kept
