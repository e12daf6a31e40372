"""One meeting in several recordings: who was heard in one part keeps the label in the next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mintobrief.transcribe.heard import Voices

# Cosine of what voices sound like in two parts: .88 and more for one person, at most .76 for
# two. To take two people for one is worse than the other way round.
_SAME = 0.82


class KnownVoices:
    """The voices of a meeting's recordings so far, and the labels they were given."""

    def __init__(self) -> None:
        self.labels: dict[int, str] = {}
        self._count = 0
        self._known: dict[int, NDArray[np.float32]] = {}

    def join(self, voices: Voices) -> Voices:
        """The same voices, numbered as in the parts before; the others are new."""
        numbers = self._numbers(voices)
        turns = tuple(replace(turn, voice=numbers[turn.voice]) for turn in voices.turns)
        self._count = max(self._count, *(number + 1 for number in numbers.values()), 0)
        if voices.centroids is not None:
            for voice, centroid in enumerate(voices.centroids):
                self._known.setdefault(numbers[voice], centroid)
        return replace(voices, turns=turns)

    def _numbers(self, voices: Voices) -> dict[int, int]:
        rows = 0 if voices.centroids is None else len(voices.centroids)
        met = {} if voices.centroids is None else self._met(voices.centroids)
        fresh = iter(range(self._count, self._count + rows + len(voices.turns)))
        mine = sorted({*range(rows), *(turn.voice for turn in voices.turns)})
        return {voice: met[voice] if voice in met else next(fresh) for voice in mine}

    def _met(self, centroids: NDArray[np.float32]) -> dict[int, int]:
        """Which voices were heard before: the likest pairs first, none taken twice."""
        if not self._known or not len(centroids):
            return {}
        likeness = centroids @ np.stack(list(self._known.values())).T
        met: dict[int, int] = {}
        while likeness.max() >= _SAME:
            voice, known = divmod(int(likeness.argmax()), likeness.shape[1])
            met[voice] = list(self._known)[known]
            likeness[voice] = likeness[:, known] = -1.0
        return met
