"""What may have been said in each place: characters and syllables with their evidence.

The recogniser is nearly always right about the syllable and often wrong about the character.
So the evidence for a character is taken apart: what the recogniser gave the character
itself, and what it gave all characters that sound like it. The weights are those that served
best over read speech, telephones, echoing rooms and noise alike (tests/benchmarks/README.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log

from mintobrief.language.number_words import NUMERALS
from mintobrief.language.sounds import SoundIndex, near
from mintobrief.transcribe.heard import Word

_OWN = 0.2  # weight of the character's own evidence
_SOUND = 0.6  # weight of its sound's
_STAYS = 1.0  # for what the recogniser chose, were it quite sure
_UNWEIGHED = 0.02  # of its sound's evidence, for a character that the recogniser did not weigh
_NEAR = 0.02  # of a syllable's evidence, for those easily taken for it
_SECOND = 0.1  # of a character's evidence, for its less common reading
_POSSIBLE = 2e-3  # evidence below which a syllable is left out
_BESIDE = 0.05  # the same, where another syllable was surely heard
_ALONE = 0.3  # against a word of one character in place of another: it has least to go by
_LEAST = 1e-5  # evidence of anything
_NUMBER_HEARD = 0.3  # evidence of a number that then stays
_NUMBER_WEIGHED = 0.1  # evidence that a number needs to take the place of another character


@dataclass(frozen=True, slots=True)
class Slot:
    """One character's place in what was said.

    `heard` is what the recogniser chose, `characters` and `syllables` are the evidence (0 to 1).
    """

    heard: str
    characters: Mapping[str, float]
    syllables: Mapping[str, float]

    @property
    def sureness(self) -> float:
        """How sure the recogniser was, from 0 to 1."""
        return self.characters[self.heard]

    @property
    def _stays(self) -> float:
        """What speaks for leaving the recogniser's choice as it is."""
        return _STAYS * self.sureness**2

    def evidence(self, character: str, syllable: str) -> float:
        """The weighted logarithm of the evidence for a character said that way."""
        if not self._may_be(character):
            return -inf
        sound = max(self.syllables.get(syllable, 0.0), _LEAST)
        guess = sound * _UNWEIGHED * (1.0 - self.sureness) ** 0.5
        own = max(self.characters.get(character, 0.0), guess, _LEAST)
        stays = self._stays if character == self.heard else 0.0
        return _OWN * log(own) + _SOUND * log(sound) + stays

    def evidence_of_heard(self) -> float:
        """The evidence for what the recogniser chose, however it is said."""
        return (_OWN + _SOUND) * log(max(self.sureness, _LEAST)) + self._stays

    def _may_be(self, character: str) -> bool:
        """Numbers are never guessed: neither from nor to one that was not heard as such."""
        if character == self.heard:
            return True
        if self.heard in NUMERALS and self.sureness > _NUMBER_HEARD:
            return False
        return character not in NUMERALS or self.characters.get(character, 0.0) > _NUMBER_WEIGHED


def slot(word: Word, sounds: SoundIndex) -> Slot:
    """The slot for a word that is a single Chinese character, perhaps with a mark."""
    heard = word.text.strip()[0]
    characters = {option.text: option.probability for option in word.options}
    characters.setdefault(heard, word.probability)
    return Slot(heard, characters, _syllables(characters, sounds))


def _syllables(characters: Mapping[str, float], sounds: SoundIndex) -> dict[str, float]:
    said: dict[str, float] = {}
    for character, probability in characters.items():
        for rank, syllable in enumerate(sounds.readings(character)):
            share = probability * (_SECOND if rank else 1.0)
            said[syllable] = said.get(syllable, 0.0) + share
    likely = dict(said)
    for syllable, probability in said.items():
        for other in near(syllable):
            likely[other] = max(likely.get(other, 0.0), _NEAR * probability)
    least = max(_POSSIBLE, _BESIDE * min(1.0, max(likely.values(), default=0.0)) ** 4)
    return {s: min(1.0, p) for s, p in sorted(likely.items()) if p >= least}


def words_at(slots: Sequence[Slot], sounds: SoundIndex) -> list[tuple[str, float]]:
    """The words that may begin at the first of these slots, with their evidence."""
    found: dict[str, float] = {}
    for word, syllables in sounds.spoken([slot.syllables for slot in slots]):
        pairs = zip(slots, word, syllables, strict=False)
        evidence = sum(slot.evidence(character, syllable) for slot, character, syllable in pairs)
        if len(word) == 1 and word != slots[0].heard:
            evidence -= _ALONE
        if evidence > found.get(word, -inf):
            found[word] = evidence
    return list(found.items())
