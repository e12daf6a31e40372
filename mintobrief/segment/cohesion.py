"""How much the subject of the talk changes from one unit to the next, by its words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.language.words import full_words

# Units looked at on either side of a boundary.
_BACK, _AHEAD = 10, 8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of every unit, and how telling each word is in this meeting."""

    words: tuple[frozenset[str], ...]
    weights: dict[str, float]


def read_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """Words that occur in one unit alone or in very many tell little of a change."""
    words = tuple(frozenset(full_words(text)) for text in texts)
    spread = Counter(word for unit in words for word in unit)
    scale = math.log(len(texts) + 1)
    weights = {word: math.log((len(texts) + 1) / n) / scale for word, n in spread.items() if n > 1}
    return Vocabulary(words, weights)


def novelty(vocabulary: Vocabulary, place: int) -> float:
    """How many telling words come up at `place` that were not said before and stay."""
    units = vocabulary.words
    before = frozenset().union(*units[max(0, place - _BACK) : place])
    here = frozenset().union(*units[place : place + 2]) - before
    ahead = Counter(w for unit in units[place : place + _AHEAD] for w in unit if w in here)
    return sum(vocabulary.weights.get(word, 0.0) for word, n in ahead.items() if n > 1)


def break_depth(vocabulary: Vocabulary, place: int) -> float:
    """From 0 (the same words on both sides of `place`) to 1 (no word in common)."""
    one = _weigh(vocabulary, vocabulary.words[max(0, place - _BACK) : place])
    other = _weigh(vocabulary, vocabulary.words[place : place + _BACK])
    norm = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return 1 - sum(one[w] * other[w] for w in one.keys() & other.keys()) / norm if norm else 0.0


def _weigh(vocabulary: Vocabulary, units: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for unit in units for word in unit)
    weights = vocabulary.weights
    return {word: n * weights[word] for word, n in counts.items() if word in weights}
