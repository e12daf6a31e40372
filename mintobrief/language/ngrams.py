"""How likely a Chinese word is after the two before it: an n-gram model read from plain arrays.

The arrays are mapped, not read, so a model costs little memory and no time to load. The words
that may follow a word lie together in one sorted run of 32-bit numbers (the word's number
above, the codes of its logarithms below), which `bisect` searches; so a question takes
about a microsecond and nothing is hashed or approximated but the quantised logarithms.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NewType

from mintobrief.errors import MissingResource

State = NewType("State", int)
"""What the model remembers of the words so far: equal states score every word alike."""

_ID_BITS = 18
_CODE_BITS = 14
_HALF = _CODE_BITS // 2
_LOW = (1 << _HALF) - 1
_ID = (1 << _ID_BITS) - 1
_START, _END, _UNKNOWN = 0, 1, 2
_SPECIAL = 3
_UNKNOWN_CHARACTER = -2.0  # beyond the model's own price of an unknown word
_SPELT_OUT = -1.0  # an unlisted word is its characters, and this dearer
_NEW_WORD = -5.0  # what a word added by hand costs, about that of an uncommon noun


@dataclass(frozen=True, slots=True)
class _Tables:
    words: tuple[str, ...]
    unigrams: array[float]
    backoffs: array[float]
    pair_starts: memoryview[int]
    pairs: memoryview[int]
    pair_scores: tuple[float, ...]
    pair_backoffs: tuple[float, ...]
    triple_contexts: memoryview[int]
    triple_starts: memoryview[int]
    triples: memoryview[int]
    triple_scores: tuple[float, ...]


class NgramModel:
    """A trigram model over words; every score is a logarithm to base 10, never above 0."""

    def __init__(self, tables: _Tables, extra: Mapping[str, float] | None = None) -> None:
        self._tables = tables
        self._unigrams = array("d", tables.unigrams)
        self._backoffs = array("d", tables.backoffs)
        ids = {word: at for at, word in enumerate(tables.words) if at >= _SPECIAL}
        for word, score in (extra or {}).items():
            if word not in ids:
                ids[word] = len(self._unigrams)
                self._unigrams.append(score)
                self._backoffs.append(0.0)
        self._ids = ids
        # asked a million times an hour: one step to each array
        self._listed = len(tables.words)
        self._starts, self._pairs = tables.pair_starts, tables.pairs
        self._pair_scores = tables.pair_scores
        self.vocabulary: Mapping[str, int] = MappingProxyType(ids)
        self._runs: dict[int, tuple[int, int]] = {}

    def begin(self) -> State:
        """The state before the first word of a sentence."""
        return State(_START)

    def after(self, words: Iterable[str]) -> State:
        """The state after these words, in the middle of a sentence."""
        state = State(_UNKNOWN)
        for word in words:
            _, state = self.score(state, word)
        return state

    def score(self, state: State, word: str) -> tuple[float, State]:
        """The word's log10 probability after `state`, and the state after it.

        A word the model does not list is scored by its characters and a little more.
        """
        found = self._ids.get(word)
        if found is not None:
            return self.score_id(state, found)
        total = _SPELT_OUT
        for character in word:
            known = self._ids.get(character)
            price, state = self.score_id(state, _UNKNOWN if known is None else known)
            total += price if known is not None else price + _UNKNOWN_CHARACTER
        return total, state

    def end(self, state: State) -> float:
        """The log10 probability that the sentence ends here."""
        return self.score_id(state, _END)[0]

    def score_id(self, state: State, word: int) -> tuple[float, State]:
        """As `score`, of a word by its number in `vocabulary`."""
        last, pair = state & _ID, state >> _ID_BITS
        score, following = self._unigrams[word] + self._backoffs[last], word
        if last < self._listed:
            stop = self._starts[last + 1]
            at = bisect_left(self._pairs, word << _CODE_BITS, self._starts[last], stop)
            if at < stop:
                code = self._pairs[at]
                if code >> _CODE_BITS == word:
                    score = self._pair_scores[code >> _HALF & _LOW]
                    following = (at + 1) << _ID_BITS | word
        if pair:
            score = self._with_two(pair - 1, word, score)
        return score, State(following)

    def _with_two(self, pair: int, word: int, otherwise: float) -> float:
        tables = self._tables
        low, high = self._runs.get(pair) or self._run(pair)
        if low < high:
            at = bisect_left(tables.triples, word << _CODE_BITS, low, high)
            if at < high and tables.triples[at] >> _CODE_BITS == word:
                return tables.triple_scores[tables.triples[at] & (1 << _CODE_BITS) - 1]
        return otherwise + tables.pair_backoffs[tables.pairs[pair] & _LOW]

    def _run(self, pair: int) -> tuple[int, int]:
        """Where the words seen after this pair lie; the few thousand pairs of a talk are kept."""
        tables = self._tables
        at = bisect_left(tables.triple_contexts, pair)
        known = at < len(tables.triple_contexts) and tables.triple_contexts[at] == pair
        run = (tables.triple_starts[at], tables.triple_starts[at + 1]) if known else (0, 0)
        if len(self._runs) > 100_000:
            self._runs.clear()
        self._runs[pair] = run
        return run

    def with_words(self, words: Iterable[str], score: float = _NEW_WORD) -> NgramModel:
        """This model and further words, a roster's or a glossary's, each at log10 `score`.

        Words already listed keep their own scores. The arrays are shared, not copied.
        """
        return NgramModel(self._tables, dict.fromkeys(words, score))


def load_model(folder: Path) -> NgramModel:
    """The model whose files lie in `folder`, as its CARD.md tells. Raises MissingResource."""
    import numpy as np

    def view(name: str) -> memoryview[int]:
        return memoryview(np.load(folder / f"{name}.npy", mmap_mode="r"))

    try:
        words = tuple((folder / "words.txt").read_text("utf-8").splitlines())
        unigrams = np.load(folder / "unigrams.npy").astype(np.float64)
        codes = json.loads((folder / "codes.json").read_text("utf-8"))
        return NgramModel(
            _Tables(
                words=words,
                unigrams=array("d", unigrams[:, 0].tobytes()),
                backoffs=array("d", unigrams[:, 1].tobytes()),
                pair_starts=view("pair_starts"),
                pairs=view("pairs"),
                pair_scores=tuple(codes["pair_scores"]),
                pair_backoffs=tuple(codes["pair_backoffs"]),
                triple_contexts=view("triple_contexts"),
                triple_starts=view("triple_starts"),
                triples=view("triples"),
                triple_scores=tuple(codes["triple_scores"]),
            )
        )
    except FileNotFoundError as exc:
        raise MissingResource("/".join(Path(exc.filename).parts[-3:])) from exc
