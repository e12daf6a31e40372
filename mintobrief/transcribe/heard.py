"""What the engines of this stage hear, before it becomes utterances. Times are seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mintobrief.domain import ChangeKind, Option
from mintobrief.language.vocabulary import Vocabulary

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
    """A character, or a word in Latin letters.

    `options` is what the recogniser weighed there, its own choice included, where it can tell.
    `was` is what it chose, where something that sounds like it was put in its place.
    """

    text: str
    start: float
    end: float
    probability: float
    options: tuple[Option, ...] = ()
    was: str | None = None
    kind: ChangeKind | None = None

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
    """Where speech is, and whose voice it is; `unsure` where the voices may be mixed up.

    Row n of `centroids` is what voice n sounds like, as a vector of unit length; None where
    the engine does not say.
    """

    speech: tuple[Stretch, ...]
    turns: tuple[SpeakerTurn, ...]
    unsure: bool = False
    centroids: NDArray[np.float32] | None = field(default=None, compare=False)


class Transcriber(Protocol):
    """Words from sound."""

    @property
    def identity(self) -> str:
        """Which model this is: another one may hear the same sound otherwise."""
        ...

    def expect(self, vocabulary: Vocabulary) -> None:
        """What will likely be spoken of; models that bear to be told listen for it."""
        ...

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        """Recognise what is said in one window of 16 kHz mono `samples`, in order.

        Called for one window after the other; `speech` is where in it to expect words.
        """
        ...

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:
        """The language that is spoken, where it is surely not Chinese."""
        ...


class Speller(Protocol):
    """The right words for what was heard."""

    def respell(self, segments: Sequence[Segment], vocabulary: Vocabulary) -> tuple[Segment, ...]:
        """The segments with better characters, each at its time, and without `options`.

        A word that was changed says what it `was`, and of which `kind` the change is.
        """
        ...


class Diarizer(Protocol):
    """Who speaks when, by voice alone."""

    @property
    def identity(self) -> str:
        """Which models these are: others may tell the same voices apart otherwise."""
        ...

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        """The speech in 16 kHz mono `samples`, in order, each stretch as soon as it is final."""
        ...

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        """Tell the voices of all the speech apart."""
        ...
