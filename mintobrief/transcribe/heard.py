"""What the engines of this stage hear, before it becomes utterances. Times are seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Samples = NDArray[np.int16]
Report = Callable[[float], None]  # told how many seconds of sound are behind us


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the recording in which somebody speaks."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Word:
    """What the recogniser takes as one piece: a character, or a word in Latin letters."""

    text: str
    start: float
    end: float
    probability: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Segment:
    """Words the recogniser decoded in one go; never empty."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class Hearing:
    """All that was recognised, in order; `language` is set where it is surely not Chinese."""

    segments: tuple[Segment, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """One voice speaking; voices count from 0 in the order they are first heard."""

    start: float
    end: float
    voice: int


@dataclass(frozen=True, slots=True)
class Voices:
    """Where speech is, and whose voice it is; `unsure` where the voices may be mixed up."""

    speech: tuple[Stretch, ...]
    turns: tuple[SpeakerTurn, ...]
    unsure: bool = False


class Transcriber(Protocol):
    """Words from sound."""

    def hear(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Hearing:
        """Recognise what is said in 16 kHz mono `samples`; `speech` is where to expect it."""
        ...


class Diarizer(Protocol):
    """Who speaks when, by voice alone."""

    def find_voices(self, samples: Samples, report: Report) -> Voices:
        """Find the speech in 16 kHz mono `samples` and tell its voices apart."""
        ...
