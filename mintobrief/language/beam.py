"""The likeliest sentence, word by word: a language model decides what stands in each place.

Who recognised the sentence says what may stand where, and how much speaks for it; sound and
shape differ only in that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mintobrief.language.ngrams import NgramModel, State
from mintobrief.language.vocabulary import Vocabulary

Candidate = tuple[str, float]
"""A word that may begin in a place, a character for each place, and the evidence for it."""

LONGEST = 12  # characters of a word, or of a name of the glossary
_KEPT = 16  # sentences kept at every place
_WORDS = 24  # words of one length that are tried at a place
_NAMED = (-3.2, -1.2)  # log10 of the likelihood of a name, and of each character of it


@dataclass(frozen=True, slots=True)
class _Path:
    """A sentence so far: its score, the model's state, its last word, and how it came there."""

    score: float
    state: State
    word: str
    before: _Path | None

    def words(self) -> list[str]:
        path, found = self, []
        while path.before is not None:
            found.append(path.word)
            path = path.before
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Beam:
    """The search: place by place, the best few sentences kept at each.

    `weight` is what the model's answers, in log10, count beside the evidence.
    """

    model: NgramModel
    vocabulary: Vocabulary
    weight: float

    def likeliest(
        self,
        places: int,
        candidates: Callable[[int], Iterable[Candidate]],
        state: State | None = None,
    ) -> tuple[list[str], State]:
        """The words of the likeliest sentence, and the model's state after them.

        `candidates` gives the words that may begin at a place and end within the places; one
        of them has one character.
        `state` is that of the sentence before where it goes on.
        """
        begun = self.model.begin() if state is None else state
        paths: list[list[_Path]] = [[] for _ in range(places + 1)]
        paths[0] = [_Path(0.0, begun, "", None)]
        for at in range(places):
            best = _distinct(paths[at])
            for word, evidence in _best_of_each_length(candidates(at)):
                paths[at + len(word)] += [self._step(path, word, evidence) for path in best]
            paths[at].clear()
        found = max(paths[-1], key=lambda path: path.score)
        return found.words(), found.state

    def _step(self, path: _Path, word: str, evidence: float) -> _Path:
        if len(word) > 1 and word not in self.model.vocabulary:  # a name
            likelihood, state = _NAMED[0] + _NAMED[1] * len(word), self.model.after(())
        else:
            likelihood, state = self.model.score(path.state, word)
        likelihood += self.vocabulary.words.get(word, 0.0)
        return _Path(path.score + evidence + self.weight * likelihood, state, word, path)


def _best_of_each_length(found: Iterable[Candidate]) -> list[Candidate]:
    by_length: dict[int, list[Candidate]] = {}
    for word, evidence in sorted(found, key=lambda pair: -pair[1]):
        by_length.setdefault(len(word), []).append((word, evidence))
    return [pair for words in by_length.values() for pair in words[:_WORDS]]


def _distinct(paths: Iterable[_Path]) -> list[_Path]:
    """The best paths, one for each state of the model."""
    found: dict[State, _Path] = {}
    for path in sorted(paths, key=lambda path: -path.score):
        found.setdefault(path.state, path)
        if len(found) == _KEPT:
            break
    return list(found.values())
