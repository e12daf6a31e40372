"""The right words: what was heard is spelt again, as an input method would.

Most wrong characters of a small recogniser are right syllables (叶伟会 for 业委会). Over the
characters it weighed, and all words that sound alike, a language model in context finds the
likeliest sentence. What the recogniser was sure of weighs most, so that it seldom changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from mintobrief.config import Settings
from mintobrief.domain import ChangeKind
from mintobrief.language.beam import LONGEST, Beam, Candidate
from mintobrief.language.characters import is_chinese
from mintobrief.language.names import GIVEN, names_at
from mintobrief.language.ngrams import NgramModel, load_model
from mintobrief.language.sounds import SoundIndex, load_sounds
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.transcribe.heard import Segment, Word
from mintobrief.transcribe.lattice import Slot, slot, words_at
from mintobrief.weights import assemble

_CONTEXT = 0.55 * log(10)  # weight of the language model, which answers in log10


class Respeller:
    """Spells what was heard, by the language model that comes along."""

    def __init__(self, settings: Settings) -> None:
        folder = assemble("ngrams", settings)
        self._model = load_model(folder)
        self._sounds = load_sounds(folder)
        self._last: _Search | None = None

    def respell(self, segments: Sequence[Segment], vocabulary: Vocabulary) -> tuple[Segment, ...]:
        words = [word for segment in segments for word in segment.words]
        spelt = iter(self._search(vocabulary).spell(words))
        return tuple(Segment(tuple(next(spelt) for _ in segment.words)) for segment in segments)

    def _search(self, vocabulary: Vocabulary) -> _Search:
        """Made once for all windows of a meeting: adding its words takes half a second."""
        if self._last is None or self._last.vocabulary != vocabulary:
            self._last = _Search(
                self._model.with_words(vocabulary.words),
                self._sounds.with_words(vocabulary.words),
                vocabulary,
            )
        return self._last


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for the likeliest sentence, place by place, the best few kept at each."""

    model: NgramModel
    sounds: SoundIndex
    vocabulary: Vocabulary

    def spell(self, words: Sequence[Word]) -> list[Word]:
        """The words with the likeliest characters."""
        spelt = [replace(word, options=()) for word in words]
        for start, end in _runs(words):
            slots = [slot(word, self.sounds) for word in words[start:end]]
            at = start
            for likely in self._likeliest(slots):
                kind = ChangeKind.TERM if likely in self.vocabulary.words else ChangeKind.WORD
                for character in likely:
                    spelt[at] = _changed(spelt[at], character, kind)
                    at += 1
        return spelt

    def _likeliest(self, slots: Sequence[Slot]) -> list[str]:
        """The words of the likeliest sentence, a character for each place."""
        beam = Beam(self.model, self.vocabulary, _CONTEXT)
        return beam.likeliest(len(slots), lambda at: self._candidates(slots[at : at + LONGEST]))[0]

    def _candidates(self, slots: Sequence[Slot]) -> list[Candidate]:
        """What may have been said; what the recogniser chose is always among it."""
        found = [*words_at(slots, self.sounds), *self._slips(slots), *self._names(slots)]
        heard = slots[0].heard
        if all(word != heard for word, _ in found):
            found.append((heard, slots[0].evidence_of_heard()))
        return found

    def _names(self, slots: Sequence[Slot]) -> Iterator[Candidate]:
        """People's names; the surname is as it was heard."""
        given = (
            sorted(place.characters, key=place.characters.__getitem__, reverse=True)
            for place in slots[1 : 1 + GIVEN]
        )
        for name in names_at([slots[0].heard, *given]):
            evidence = slots[0].evidence_of_heard()
            for character, place in zip(name[1:], slots[1:], strict=False):
                said = self.sounds.readings(character)
                evidence += max(place.evidence(character, syllable) for syllable in said)
            yield name, evidence

    def _slips(self, slots: Sequence[Slot]) -> Iterator[Candidate]:
        """Words for which just this was heard before, with the evidence of what was heard."""
        heard = "".join(slot.heard for slot in slots)
        for slip, word in self.vocabulary.slips.items():
            if heard.startswith(slip):
                yield word, sum(slot.evidence_of_heard() for slot in slots[: len(slip)])


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


def _changed(word: Word, character: str, kind: ChangeKind) -> Word:
    """The word with another character; spaces and marks around it stay."""
    heard = word.text.strip()[0]
    if character == heard:
        return word
    return replace(word, text=word.text.replace(heard, character, 1), was=heard, kind=kind)
