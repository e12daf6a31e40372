"""Engines that say again what they said before: hours of sound and hundreds of pages are
measured in the time of a few. Each answer counts what it cost when it was worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from math import ceil

import numpy as np
from numpy.typing import NDArray

from mintobrief.errors import EngineFailed
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.read import Line, Reader
from mintobrief.transcribe import Diarizer, Transcriber
from mintobrief.transcribe.heard import RATE, Report, Samples, Segment, Stretch, Voices, Word
from tests.benchmarks.flow_clock import Clock


class Rereading:
    """A reader that reads each picture once."""

    def __init__(self, reader: Reader, clock: Clock) -> None:
        self._reader, self._clock = reader, clock
        self._known: dict[bytes, tuple[tuple[Line, ...], float]] = {}

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        with self._clock.at("measuring"):
            name = sha256(image.tobytes()).digest() + repr(image.shape).encode()
        if name not in self._known:
            self._known[name] = self._read(image)
        else:
            self._clock.spent["pages"] += self._known[name][1]
        return self._known[name][0]

    def _read(self, image: NDArray[np.uint8]) -> tuple[tuple[Line, ...], float]:
        before = self._clock.spent["pages"]
        with self._clock.at("pages"):
            lines = self._lines(image)
        return lines, self._clock.spent["pages"] - before

    def _lines(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        try:
            return self._reader.read_page(image)
        except EngineFailed:
            return ()


class Rehearing:
    """A transcriber for a recording that repeats itself every so many seconds: what it heard in
    the first round it says again in the others."""

    def __init__(self, transcriber: Transcriber, clock: Clock, seconds: float) -> None:
        self._transcriber, self._clock, self._seconds = transcriber, clock, seconds
        self._heard: list[Segment] = []
        self._cost = 0.0

    @property
    def identity(self) -> str:
        return self._transcriber.identity

    def expect(self, vocabulary: Vocabulary) -> None:
        self._transcriber.expect(vocabulary)

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        if window.start < self._seconds:
            before = self._clock.stopped()["words"]
            segments = self._transcriber.hear(samples, window, speech, report)
            self._cost += self._clock.stopped()["words"] - before
            self._heard += segments
            return segments
        self._clock.spent["words"] += self._cost * window.seconds / self._seconds
        with self._clock.at("measuring"):
            return tuple(self._again(window))

    def _again(self, window: Stretch) -> Iterator[Segment]:
        for turn in range(int(window.start // self._seconds), int(window.end // self._seconds) + 1):
            later = (_later(segment, turn * self._seconds) for segment in self._heard)
            for segment in later:
                words = tuple(word for word in segment.words if _is_within(word, window))
                if words:
                    yield Segment(words)

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:
        return self._transcriber.language(samples, speech)


def _later(segment: Segment, seconds: float) -> Segment:
    return Segment(
        tuple(replace(w, start=w.start + seconds, end=w.end + seconds) for w in segment.words)
    )


def _is_within(word: Word, window: Stretch) -> bool:
    return window.start <= word.start and word.end <= window.end


class Revoicing:
    """A diarizer for such a recording: the voices of the first round speak in all of them."""

    def __init__(self, diarizer: Diarizer, clock: Clock, seconds: float) -> None:
        self._diarizer, self._clock, self._seconds = diarizer, clock, seconds
        self.identity = diarizer.identity

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        first = samples[: int(self._seconds * RATE)]
        before = self._clock.stopped()["voices"]
        self._speech = tuple(self._diarizer.find_speech(first, report))
        self._voices = self._diarizer.find_voices(first, self._speech, report)
        cost = self._clock.stopped()["voices"] - before
        self._clock.spent["voices"] += cost * (len(samples) / len(first) - 1)
        for shift in self._rounds(samples):
            later = (Stretch(s.start + shift, s.end + shift) for s in self._speech)
            yield from (stretch for stretch in later if stretch.end * RATE <= len(samples))

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        del report
        turns = tuple(
            replace(one, start=one.start + shift, end=one.end + shift)
            for shift in self._rounds(samples)
            for one in self._voices.turns
            if (one.end + shift) * RATE <= len(samples)
        )
        return replace(self._voices, speech=tuple(speech), turns=turns)

    def _rounds(self, samples: Samples) -> Sequence[float]:
        """When each begins."""
        return [n * self._seconds for n in range(ceil(len(samples) / RATE / self._seconds))]
