"""The engines of the flow, each timed by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from mintobrief import read, transcribe
from mintobrief.config import Settings
from mintobrief.pipeline import Engines, shipped_engines, shipped_reader
from mintobrief.transcribe import Transcriber, whisper
from tests.benchmarks.flow_clock import Clock
from tests.benchmarks.flow_replay import Rehearing, Rereading, Revoicing

T = TypeVar("T")


class Clocked:
    """An engine whose every answer is timed, one that comes bit by bit too."""

    def __init__(self, engine: Any, clock: Clock, part: str) -> None:
        self._engine, self._clock, self._part = engine, clock, part

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._engine, name)
        return self._timed(found) if callable(found) else found

    def __call__(self, *given: Any) -> Any:
        return self._timed(self._engine)(*given)

    def _timed(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            with self._clock.at(self._part):
                answer = ask(*given, **named)
            return self._each(answer) if isinstance(answer, Iterator) else answer

        return timed

    def _each(self, answers: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while True:
            with self._clock.at(self._part):
                one = next(answers, end)
            if one is end:
                return
            yield one


def clocked(settings: Settings, clock: Clock, kept: Path, round_: float | None) -> Engines:
    """The engines that come with the program, each timed under its name, made once. What is
    heard is kept under `kept`, as the program does: the keeping is no engine's. Of a recording
    that repeats itself every `round_` seconds the first round alone is heard."""

    def one(make: Callable[[], T], part: str) -> Callable[[], T]:
        return cache(lambda: cast(T, Clocked(make(), clock, part)))

    shipped = shipped_engines(settings)
    voices = one(shipped.diarizer, "voices")
    words = one(lambda: transcribe.load_engine("faster-whisper", settings), "words")

    parts = vars(whisper)
    parts["without_echo"] = Clocked(parts["without_echo"], clock, "echo")

    def ears() -> Transcriber:
        found = Rehearing(words(), clock, round_) if round_ else words()
        return transcribe.with_checkpoints(found, kept)

    return replace(
        shipped,
        transcriber=ears,
        diarizer=lambda: Revoicing(voices(), clock, round_) if round_ else voices(),
        speller=one(shipped.speller, "spelling"),
        punctuator=one(shipped.punctuator, "marks"),
        desk=cache(lambda: read.OneDesk(Rereading(shipped_reader(settings), clock))),
        corrector=one(shipped.corrector, "correction"),
        splitter=one(shipped.splitter, "topics"),
        finder=one(shipped.finder, "resolutions"),
    )
