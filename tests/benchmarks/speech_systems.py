"""What is measured: the program, and faster-whisper as it comes; each in a process of its own.

Only so is the peak of memory its own.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from mintobrief.config import read_settings
from mintobrief.domain import AudioSpan, Reading, Source, SourceKind, Utterance
from mintobrief.errors import NoSpeech
from mintobrief.ingest.audio import open_sound, probe
from mintobrief.language.vocabulary import likely_words
from mintobrief.progress import Stage
from mintobrief.transcribe import (
    Ears,
    load_diarizer,
    load_engine,
    load_punctuator,
    load_speller,
    transcribe_audio,
)
from mintobrief.transcribe.heard import Diarizer, Report, Samples, Stretch, Voices
from mintobrief.transcribe.models import find_model, load_model
from tests.benchmarks.speech_scores import Heard, Said

System = Callable[[Path, str], Heard]


class Systems:
    """Runs each system in a process that stays, so that its models are loaded once."""

    def __init__(self, systems: Sequence[tuple[str, System]]) -> None:
        self._pools = [
            (name, system, ProcessPoolExecutor(1, get_context("spawn"))) for name, system in systems
        ]

    def hear(self, path: Path, model: str) -> Iterator[tuple[str, Heard]]:
        for name, system, pool in self._pools:
            yield name, pool.submit(system, path, model).result()

    def close(self) -> None:
        for *_, pool in self._pools:
            pool.shutdown()


@dataclass
class _Watch:
    """Wall and processor time since it was made, and when the first words came."""

    def __post_init__(self) -> None:
        self.began, self.cpu = time.perf_counter(), time.process_time()
        self.first: float | None = None

    def words(self) -> None:
        if self.first is None:
            self.first = time.perf_counter() - self.began

    def report(self, stage: Stage, done: float, total: float, text: str = "") -> None:
        del stage, done, total
        if text:
            self.words()

    def heard(
        self,
        said: tuple[Said, ...],
        seconds: float,
        voices: Voices | None = None,
        notices: tuple[str, ...] = (),
    ) -> Heard:
        turns = voices.turns if voices else ()
        return Heard(
            said,
            tuple((turn.start, turn.end, str(turn.voice)) for turn in turns),
            notices,
            seconds,
            took=time.perf_counter() - self.began,
            cpu=time.process_time() - self.cpu,
            first=self.first,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


def mintobrief(path: Path, model: str) -> Heard:
    """The program's own way from the file to utterances."""
    ears, diarizer = _ears(model), _diarizer(model)
    source = _source(path)
    watch = _Watch()
    with tempfile.TemporaryDirectory() as work:
        samples = open_sound(source, Path(work)).samples
        try:
            reading = transcribe_audio(
                source, samples, ears, watch.report, vocabulary=likely_words()
            )
        except NoSpeech:
            reading = Reading(())
    said = tuple(map(_said, reading.utterances))
    notices = tuple(str(notice.code) for notice in reading.notices)
    return watch.heard(said, source.seconds or 0.0, diarizer.last, notices)


def mintobrief_voices(path: Path, model: str) -> Heard:
    """The telling apart of voices alone."""
    diarizer = _diarizer(model)
    source = _source(path)
    watch = _Watch()
    with tempfile.TemporaryDirectory() as work:
        samples = open_sound(source, Path(work)).samples
        speech = tuple(diarizer.find_speech(samples, lambda _: None))
        voices = diarizer.find_voices(samples, speech, lambda _: None)
    return watch.heard((), source.seconds or 0.0, voices)


def faster_whisper(path: Path, model: str, beam: int = 5) -> Heard:
    """faster-whisper's `transcribe` with its defaults, told only that it is Chinese."""
    whisper = _plain_model(model)
    watch = _Watch()
    segments, info = whisper.transcribe(str(path), language="zh", beam_size=beam)
    said = []
    for segment in segments:
        watch.words()
        said.append(Said(segment.start, segment.end, "", segment.text, segment.text))
    return watch.heard(tuple(said), info.duration)


class _Remembering:
    """A diarizer that keeps its last answer, to be scored on its own."""

    def __init__(self, diarizer: Diarizer) -> None:
        self._diarizer = diarizer
        self.identity = diarizer.identity
        self.last = Voices((), ())

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        self.last = Voices((), ())
        return self._diarizer.find_speech(samples, report)

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        self.last = self._diarizer.find_voices(samples, speech, report)
        return self.last


@cache
def _diarizer(model: str) -> _Remembering:
    settings = read_settings(os.environ, model=model)
    return _Remembering(load_diarizer("segmentation-3.0+cam++", settings))


@cache
def _ears(model: str) -> Ears:
    settings = read_settings(os.environ, model=model)
    return Ears(
        load_engine("faster-whisper", settings),
        _diarizer(model),
        load_speller("trigrams", settings),
        load_punctuator("network", settings),
    )


@cache
def _plain_model(model: str) -> Any:
    settings = read_settings(os.environ, model=model)
    return load_model(find_model(settings), settings)


def _source(path: Path) -> Source:
    digest = sha256(path.read_bytes()).hexdigest()
    seconds = probe(path, path.name).seconds
    return Source(digest[:8], SourceKind.AUDIO, path.name, digest, path, seconds=seconds)


def _said(utterance: Utterance) -> Said:
    span = utterance.evidence
    assert isinstance(span, AudioSpan)
    return Said(span.start, span.end, utterance.speaker or "", utterance.text, utterance.raw)
