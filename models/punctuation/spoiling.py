"""What recognition does to a text: pauses for marks, wrong and missing characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pypinyin import Style, lazy_pinyin

from mintobrief.transcribe.marks import BETWEEN, HINT, NONE, TURN, UNKNOWN, WITHIN
from mintobrief.transcribe.punctuation import Alphabet

_ALIKE = 8  # characters of the same syllable that one may turn into
_WRONG, _LOST = 0.7, 0.3  # of errors: heard as another character, not heard at all
_SPEAKERS = 3  # that share a passage
_CLEAR = 0.4  # of speakers
_CLAUSE = 0.3  # seconds of silence that end a clause
_NOTICED = 0.95  # of changes of voice
_DRAWLS = (0.0, 0.1, 0.2)  # seconds between words that are not meant

Numbers = NDArray[np.int64]


def syllables(alphabet: Alphabet) -> tuple[Numbers, int]:
    """The number of each unit's toneless syllable, 0 where it has none, and how many there are."""
    said = lazy_pinyin(list(alphabet.characters), style=Style.NORMAL)
    known = {syllable: i for i, syllable in enumerate(sorted(set(said)), 1)}
    first = len(alphabet) - len(alphabet.characters)
    return np.array([0] * first + [known[s] for s in said], np.int64), len(known) + 1


@dataclass(frozen=True, slots=True)
class Manner:
    """How one speaker pauses, by mark: how often, how long, and how evenly."""

    rates: NDArray[np.float64]
    lengths: NDArray[np.float64]  # seconds, the median
    spread: float  # of the logarithm of the length


@dataclass(frozen=True, slots=True)
class Rests:
    """What follows each unit: how long a silence, what ends there, and who was speaking."""

    seconds: NDArray[np.float64]
    ends_clause: NDArray[np.bool_]
    turned: NDArray[np.bool_]
    speakers: Numbers


class Spoiler:
    """Makes of punctuated units what a recogniser would hear of them."""

    def __init__(self, alphabet: Alphabet, counts: Counter[int], seed: int = 1) -> None:
        self.random = np.random.default_rng(seed)
        self._alike = self._find_alike(syllables(alphabet)[0], counts)

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
        """Classes of pauses as a few speakers make them, each in a manner of their own."""
        rests = self.rests(marks, ends)
        within = 1 + np.searchsorted(WITHIN, rests.seconds, side="right")
        between = HINT + np.searchsorted(BETWEEN, rests.seconds, side="right")
        return np.where(rests.turned, TURN, np.where(rests.ends_clause, between, within))

    def rests(self, marks: Numbers, ends: NDArray[np.bool_]) -> Rests:
        """All that is heard after each unit."""
        turns: Numbers = np.cumsum(ends) - ends
        speakers = self.random.integers(0, _SPEAKERS, turns[-1] + 1)[turns]
        seconds = self.silences(marks, speakers)
        hinted = self.random.random(len(marks)) < self._hints()[marks]
        turned = ends & (self.random.random(len(marks)) < _NOTICED)
        return Rests(seconds, hinted | turned | (seconds >= _CLAUSE), turned, speakers)

    def silences(self, marks: Numbers, speakers: Numbers) -> NDArray[np.float64]:
        """Seconds of silence after each unit; `speakers` tells whose it is, from 0 on."""
        manners = [self._manner() for _ in range(int(speakers.max()) + 1)]
        rates = np.stack([manner.rates for manner in manners])[speakers, marks]
        lengths = np.stack([manner.lengths for manner in manners])[speakers, marks]
        spread = np.array([manner.spread for manner in manners])[speakers]
        count = len(marks)
        meant = lengths * np.exp(spread * self.random.normal(0, 1, count))
        drawl = self.random.choice(_DRAWLS, count, p=[0.8, 0.12, 0.08])
        return np.where(self.random.random(count) < rates, meant, drawl)

    def _manner(self) -> Manner:
        """Readers and those who speak clearly pause at every mark, and longer at a full stop."""
        uniform = self.random.uniform
        clear = self.random.random() < _CLEAR
        stop, comma = (uniform(0.8, 1), uniform(0.4, 1)) if clear else (uniform(0.2, 1), uniform())
        none = uniform(0, 0.004) if clear else uniform(0, 0.02)
        at_comma = 0.42 * np.exp(self.random.normal(0, 0.3))
        at_stop = at_comma * (uniform(1.25, 2.2) if clear else uniform(1, 2))
        return Manner(
            np.array([none, comma / 3, comma, stop, stop]),
            np.array([at_comma, at_comma, at_comma, at_stop, at_stop]),
            uniform(0.06, 0.3) if clear else uniform(0.2, 0.65),
        )

    def _hints(self) -> NDArray[np.float64]:
        """How often the recogniser ends a clause by itself, by the mark that belongs there."""
        none, stop = 0.02 * self.random.random() ** 2, self.random.uniform(0.2, 1)
        comma = stop * self.random.uniform(0.4, 1)
        return np.array([none, comma, comma, stop, stop])

    def unknown_pauses(self, ends: NDArray[np.bool_]) -> Numbers:
        """A text without times, of which only the turns are known."""
        return np.where(ends, TURN, UNKNOWN)


def as_rows(rows: Sequence[Numbers], length: int) -> Numbers:
    """Rows cut or padded to one length."""
    return np.stack([np.pad(r[:length], (0, max(0, length - len(r)))) for r in rows])
