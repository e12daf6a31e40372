"""The right words: what was heard is spelt again, as an input method would.

Most wrong characters of a small recogniser are right syllables (叶伟会 for 业委会). Over the
characters it weighed, and all words that sound alike, a language model in context finds the
likeliest sentence. What the recogniser was sure of weighs most, so that it seldom changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from mintobrief.domain import ChangeKind
from mintobrief.language.ngrams import LanguageModel, State
from mintobrief.language.sounds import SoundIndex
from mintobrief.transcribe.heard import Segment, Word, is_chinese
from mintobrief.transcribe.lattice import Place, place, words_at
from mintobrief.transcribe.vocabulary import Vocabulary

_CONTEXT = 0.45 * log(10)  # weight of the language model, which answers in log10
_BEAM = 16  # sentences kept at every place
_WORDS = 24  # words of one length that are tried at a place
_LONGEST = 6  # characters of a word


@dataclass(frozen=True, slots=True)
class _Path:
    """A sentence so far: its score, the model's state, its last word, and how it came there."""

    score: float
    state: State
    word: str
    before: _Path | None

    def words(self) -> list[str]:
        path: _Path | None = self
        found = []
        while path is not None:
            found.append(path.word)
            path = path.before
        return found[::-1]


class Respeller:
    """Spells what was heard, by a language model and an index of its words by sound."""

    def __init__(self, model: LanguageModel, sounds: SoundIndex, vocabulary: Vocabulary) -> None:
        self._model = model.with_words(vocabulary.words)
        self._sounds = sounds.with_words(vocabulary.words)
        self._vocabulary = vocabulary

    def respell(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """The segments with better characters; each place keeps its time.

        A word that was changed says what it `was`. Latin words and marks stay as they are.
        """
        words = [word for segment in segments for word in segment.words]
        spelt = iter(self._spell(words))
        return tuple(Segment(tuple(next(spelt) for _ in segment.words)) for segment in segments)

    def _spell(self, words: Sequence[Word]) -> list[Word]:
        spelt = list(words)
        for start, end in _runs(words):
            places = [place(word, self._sounds) for word in words[start:end]]
            for index, character in enumerate(self._likeliest(places), start):
                spelt[index] = _changed(words[index], character)
        return spelt

    def _likeliest(self, places: Sequence[Place]) -> str:
        """The likeliest characters, one for each place."""
        paths: list[list[_Path]] = [[] for _ in range(len(places) + 1)]
        paths[0] = [_Path(0.0, self._model.begin(), "", None)]
        for at in range(len(places)):
            best = _distinct(paths[at])
            for word, evidence in self._candidates(places[at : at + _LONGEST]):
                paths[at + len(word)] += [self._step(path, word, evidence) for path in best]
            paths[at].clear()
        return "".join(max(paths[-1], key=lambda path: path.score).words())

    def _candidates(self, places: Sequence[Place]) -> list[tuple[str, float]]:
        """The best words of every length; what the recogniser chose is always among them."""
        found = [*words_at(places, self._sounds), *self._slips(places)]
        heard = places[0].heard
        if all(word != heard for word, _ in found):
            found.append((heard, places[0].evidence_of_heard()))
        by_length: dict[int, list[tuple[str, float]]] = {}
        for word, evidence in sorted(found, key=lambda pair: -pair[1]):
            by_length.setdefault(len(word), []).append((word, evidence))
        return [pair for words in by_length.values() for pair in words[:_WORDS]]

    def _slips(self, places: Sequence[Place]) -> Iterator[tuple[str, float]]:
        """Words for which just this was heard before, with the evidence of what was heard."""
        heard = "".join(place.heard for place in places)
        for slip, word in self._vocabulary.slips.items():
            if heard.startswith(slip):
                yield word, sum(place.evidence_of_heard() for place in places[: len(slip)])

    def _step(self, path: _Path, word: str, evidence: float) -> _Path:
        score, state = self._model.score(path.state, word)
        score += self._vocabulary.words.get(word, 0.0)
        return _Path(path.score + evidence + _CONTEXT * score, state, word, path)


def _distinct(paths: Iterable[_Path]) -> list[_Path]:
    """The best paths, one for each state of the model."""
    found: dict[State, _Path] = {}
    for path in sorted(paths, key=lambda path: -path.score):
        found.setdefault(path.state, path)
        if len(found) == _BEAM:
            break
    return list(found.values())


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where single Chinese characters follow each other without a mark or a Latin word."""
    start = 0
    for index, word in enumerate(words):
        text = word.text.strip()
        if not is_chinese(text):
            end = index + is_chinese(text[:1])  # a mark ends the run after its character
            if start < end:
                yield start, end
            start = index + 1
    if start < len(words):
        yield start, len(words)


def _changed(word: Word, character: str) -> Word:
    """The word with another character; spaces and marks around it stay."""
    heard = word.text.strip()[0]
    if character == heard:
        return word
    text = word.text.replace(heard, character, 1)
    return replace(word, text=text, was=heard, kind=ChangeKind.WORD)
