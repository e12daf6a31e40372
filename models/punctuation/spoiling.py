"""What recognition does to a text: pauses for marks, wrong and missing characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pypinyin import Style, lazy_pinyin

from mintobrief.transcribe.marks import (
    COMMA,
    ENUMERATION,
    HINT,
    NONE,
    QUESTION,
    STOP,
    TURN,
    UNKNOWN,
)
from mintobrief.transcribe.punctuation import Vocabulary

_ALIKE = 8  # characters of the same syllable that one may turn into
_WRONG, _LOST = 0.7, 0.3  # of errors: heard as another character, not heard at all

Numbers = NDArray[np.int64]


def syllables(vocabulary: Vocabulary) -> tuple[Numbers, int]:
    """The number of each unit's toneless syllable, 0 where it has none, and how many there are."""
    said = lazy_pinyin(list(vocabulary.characters), style=Style.NORMAL)
    known = {syllable: i for i, syllable in enumerate(sorted(set(said)), 1)}
    first = len(vocabulary) - len(vocabulary.characters)
    return np.array([0] * first + [known[s] for s in said], np.int64), len(known) + 1


class Spoiler:
    """Makes of punctuated units what a recogniser would hear of them."""

    def __init__(self, vocabulary: Vocabulary, counts: Counter[int], seed: int = 1) -> None:
        self.random = np.random.default_rng(seed)
        self._alike = self._find_alike(syllables(vocabulary)[0], counts)

    def _find_alike(self, said: Numbers, counts: Counter[int]) -> Numbers:
        groups: dict[int, list[int]] = defaultdict(list)
        for unit, syllable in enumerate(said.tolist()):
            groups[syllable].append(unit)
        table = np.tile(np.arange(len(said))[:, None], (1, _ALIKE))
        for unit, syllable in enumerate(said.tolist()):
            others = [other for other in groups[syllable] if other != unit] if syllable else []
            if others:
                weights = np.sqrt([1 + counts[other] for other in others])
                table[unit] = self.random.choice(others, _ALIKE, p=weights / weights.sum())
        return table

    def mishear(
        self, units: Numbers, marks: Numbers, ends: NDArray[np.bool_], rate: float
    ) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
        """Some characters become others of the same sound, some are gone; the marks stay."""
        dice = self.random.random(len(units))
        wrong = dice < rate * _WRONG
        lost = (dice > 1 - rate * _LOST) & (marks == NONE)
        heard = self._alike[units, self.random.integers(0, _ALIKE, len(units))]
        units = np.where(wrong, heard, units)
        return units[~lost], marks[~lost], ends[~lost]

    def pauses(self, marks: Numbers, ends: NDArray[np.bool_]) -> Numbers:
        """Classes of pauses as a speaker of some random manner makes them."""
        uniform = self.random.uniform
        at_stop, at_comma = uniform(0.25, 1), uniform(0.05, 0.9)
        rates = np.zeros(5)
        rates[[NONE, ENUMERATION, COMMA]] = uniform(0, 0.02), at_comma / 3, at_comma
        rates[[STOP, QUESTION]] = at_stop
        hinting = uniform(0, 1)  # how often the recogniser ends a clause where it should
        hints = np.array([0.02, 0.9, 0.4, 1.0, 1.0]) * hinting
        count = len(marks)
        found = self.random.choice([1, 2, 3], count, p=[0.8, 0.12, 0.08])
        found = np.where(self.random.random(count) < hints[marks], HINT, found)
        pausing = self.random.random(count) < rates[marks]
        found = np.where(pausing, HINT + self._lengths(marks), found)
        changes = ends & (self.random.random(count) < 0.95)
        return np.where(changes, TURN, found)

    def _lengths(self, marks: Numbers) -> Numbers:
        """Pauses from .3 s on, log-normal: longer at the end of a sentence, longer for some."""
        centre = self.random.uniform(0.7, 1.4) * np.array([0.45, 0.5, 0.4, 0.75, 0.75])[marks]
        seconds = centre * np.exp(self.random.normal(0, 0.5, len(marks)))
        return 1 + np.searchsorted([0.5, 0.8, 1.2, 2.0], seconds, side="right")

    def unknown_pauses(self, ends: NDArray[np.bool_]) -> Numbers:
        """A text without times, of which only the turns are known."""
        return np.where(ends, TURN, UNKNOWN)


def as_rows(rows: Sequence[Numbers], length: int) -> Numbers:
    """Rows cut or padded to one length."""
    return np.stack([np.pad(r[:length], (0, max(0, length - len(r)))) for r in rows])
