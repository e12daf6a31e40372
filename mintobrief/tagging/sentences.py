"""Utterances by the tokens that cover them, and back from tokens to their characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mintobrief.domain import Utterance
from mintobrief.language.clauses import clauses_of
from mintobrief.tagging.lines import TurnLine
from mintobrief.tagging.tokens import Tokens

_LOOSE = " \t\u3000，。、；：！？,.;:!?…—～~"  # no mention begins or ends with one of these


@dataclass(frozen=True, slots=True)
class Sentence:
    """An utterance, by its index and text, and the tokens `start` to `end` that cover it.

    `chars` are where in the text those tokens begin and end, `line` is the index of its line.
    """

    index: int
    text: str
    line: int
    start: int
    end: int
    chars: tuple[tuple[int, int], ...]

    def clause_ends(self) -> list[int]:
        """The tokens, counted from `start`, that a new clause begins with."""
        begins = [start for start, _ in self.chars]
        clauses = clauses_of(self.index, self.text)
        return [bisect_left(begins, clause.start) for clause in clauses]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of tokens `start` to `end`, which are counted from the first."""
        return self.chars[start][0], self.chars[end - 1][1]

    def words(self, start: int, end: int) -> tuple[int, int] | None:
        """The same without marks and spaces at either end; None where nothing else is there."""
        first, last = self.characters(start, end)
        piece = self.text[first:last]
        first += len(piece) - len(piece.lstrip(_LOOSE))
        last -= len(piece) - len(piece.rstrip(_LOOSE))
        return (first, last) if first < last else None


def sentences_of(
    talk: Sequence[TurnLine], utterances: Sequence[Utterance], tokens: Tokens
) -> Iterator[Sentence]:
    """The utterances in order; one may have no token where its neighbour's covers it."""
    limits = pairwise([*tokens.firsts, len(tokens)])
    for line, (turn, (first, last)) in enumerate(zip(talk, limits, strict=True)):
        covering = first + np.flatnonzero(tokens.ends[first:last] > tokens.starts[first:last])
        places = np.searchsorted(tokens.starts[covering], turn.edges)
        for number, (start, end) in enumerate(pairwise(places.tolist())):
            index, offset = turn.first + number, turn.edges[number]
            own = slice(*_range(covering.tolist(), start, end))
            text = utterances[index].text
            chars = zip(tokens.starts[own].tolist(), tokens.ends[own].tolist(), strict=True)
            spots = tuple((s - offset, min(e - offset, len(text))) for s, e in chars)
            yield Sentence(index, text, line, own.start, own.stop, spots)


def _range(covering: list[int], start: int, end: int) -> tuple[int, int]:
    return (covering[start], covering[end - 1] + 1) if start < end else (0, 0)
