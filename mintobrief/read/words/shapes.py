"""What may be written in each place: the characters that the recogniser weighed, as words.

It is right about most characters and, of the others, has the right one among its next five in
three cases of five. Numerals, letters and marks are never weighed against anything: a wrong
figure makes as good a sentence as the right one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, log

from mintobrief.domain import Glyph
from mintobrief.language.beam import LONGEST, Candidate
from mintobrief.language.characters import is_chinese
from mintobrief.language.names import names_at
from mintobrief.language.number_words import NUMERALS, ONE
from mintobrief.language.vocabulary import Vocabulary

_OWN = 0.9  # weight of the recogniser's probability
_STAYS = 0.5  # for what it chose, were it quite sure
_LEAST = 1e-4  # evidence of anything
_SURE = 0.97  # what is as sure as that stays
_UNSEEN = 1e-4  # evidence of a roster's character that it did not weigh
_OPEN = 0.9  # it is as sure as that: only what it weighed may stand there
_FIXED = frozenset(NUMERALS + ONE)


@dataclass(frozen=True, slots=True)
class Slot:
    """One character's place: what was read, and the evidence for what may stand there."""

    read: str
    sureness: float
    evidence: Mapping[str, float]

    @property
    def is_open(self) -> bool:
        """Whether a name or term may put a character here that the recogniser did not weigh."""
        return self.sureness < _OPEN and self.read not in _FIXED


def slot(character: str, glyph: Glyph | None) -> Slot:
    """The slot of a Chinese character; without a glyph it is what it is."""
    if glyph is None:
        return Slot(character, 1.0, {character: 0.0})
    sureness = glyph.probability
    evidence = {character: _weight(sureness) + _STAYS * sureness**2}
    if character not in _FIXED and sureness < _SURE:
        for other in glyph.others:
            if is_chinese(other.text) and other.text not in _FIXED:
                evidence[other.text] = _weight(other.probability)
    return Slot(character, sureness, evidence)


def _weight(probability: float) -> float:
    return _OWN * log(max(probability, _LEAST))


@dataclass(frozen=True)
class Words:
    """The words that may be written, in forms that are quick to search."""

    known: Collection[str]
    beginnings: Collection[str]
    vocabulary: Vocabulary

    def at(self, slots: Sequence[Slot]) -> list[Candidate]:
        """The words that may begin at the first of these slots; what was read is among them."""
        found: dict[str, float] = {}
        for word, evidence in self._all(slots[:LONGEST]):
            found[word] = max(evidence, found.get(word, -inf))
        found.setdefault(slots[0].read, slots[0].evidence[slots[0].read])
        return list(found.items())

    def _all(self, slots: Sequence[Slot]) -> Iterator[Candidate]:
        yield from self._seen(slots)
        yield from self._slips(slots)
        yield from self._nearly_seen(slots)
        for name in names_at([slot.evidence for slot in slots]):
            yield name, _evidence(name, slots)

    def _seen(self, slots: Sequence[Slot]) -> Iterator[Candidate]:
        """Words all of whose characters were weighed."""
        parts: list[Candidate] = [("", 0.0)]
        for slot in slots:
            parts = [
                (part + character, so_far + evidence)
                for part, so_far in parts
                if not part or part in self.beginnings
                for character, evidence in slot.evidence.items()
            ]
            for part, evidence in parts:
                if part in self.known:
                    yield part, evidence

    def _slips(self, slots: Sequence[Slot]) -> Iterator[Candidate]:
        """Words for which just this was read before, with the evidence of what was read."""
        read = "".join(slot.read for slot in slots)
        for slip, word in self.vocabulary.slips.items():
            if read.startswith(slip):
                yield word, _evidence(slip, slots)

    def _nearly_seen(self, slots: Sequence[Slot]) -> Iterator[Candidate]:
        """Names and terms of this meeting but one of whose characters were weighed."""
        for word in self._long_words(slots):
            pairs = list(zip(word, slots, strict=False))
            unseen = [(c, slot) for c, slot in pairs if c not in slot.evidence]
            if len(pairs) == len(word) and len(unseen) == 1:
                character, slot = unseen[0]
                if slot.is_open and character not in _FIXED:
                    yield word, _evidence(word, slots)

    def _long_words(self, slots: Sequence[Slot]) -> set[str]:
        first = (self._by_place.get((0, c), ()) for c in slots[0].evidence)
        second = (self._by_place.get((1, c), ()) for s in slots[1:2] for c in s.evidence)
        return {word for words in (*first, *second) for word in words}

    @cached_property
    def _by_place(self) -> dict[tuple[int, str], list[str]]:
        """The vocabulary's words of three characters and more by their first two."""
        found: dict[tuple[int, str], list[str]] = {}
        for word in self.vocabulary.words:
            for place in (0, 1) if len(word) > 2 else ():
                found.setdefault((place, word[place]), []).append(word)
        return found


def _evidence(word: str, slots: Sequence[Slot]) -> float:
    unseen = _OWN * log(_UNSEEN)
    return sum(slot.evidence.get(c, unseen) for c, slot in zip(word, slots, strict=False))


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """All that words begin with, themselves left out."""
    return frozenset(word[:end] for word in words for end in range(1, len(word)))
