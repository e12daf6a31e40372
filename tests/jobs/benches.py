"""Engines for jobs that repeat what was recorded, and misbehave where a file asks for it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mintobrief.config import Settings
from mintobrief.domain import Box
from mintobrief.extract import load_finder
from mintobrief.jobs.bench import Bench
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.pipeline import shipped_engines
from mintobrief.read import Line, OneDesk
from mintobrief.segment import load_splitter
from mintobrief.transcribe import with_checkpoints
from mintobrief.transcribe.heard import (
    RATE,
    Hearing,
    Report,
    Samples,
    Segment,
    Stretch,
    Voices,
    Word,
)
from mintobrief.transcribe.marks import MARKS, Scores
from tests.ingest.sounds import write_sound
from tests.recordings.speech import Recorded
from tests.transcribe.heard import segment, voices

SAID = "电梯下周要换由李明负责"
WRITTEN = "会议决定由李明于6月30日前完成电梯维修。"
DEADLY, SLOW = 7, 10  # seconds of sound that end the child, or keep it busy
SPOKEN = 15  # seconds of sound in which one voice speaks for long enough to be known by it
VOICE = (1.0, 0.0)  # what it sounds like
_NAPS, _NAP = 100, 0.1
PACE = "MINTOBRIEF_DRILL_PACE"  # the variable that says how many seconds a recording takes


class Moody(Recorded):
    """Hears the same in every recording; one of a certain length kills, another takes long."""

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        seconds = round(len(samples) / RATE)
        if seconds == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        for _ in range(_NAPS if seconds == SLOW else 1):
            time.sleep(_NAP if seconds == SLOW else float(os.environ.get(PACE, "0")))
            report(window.end)
        return super().hear(samples, window, speech, report)

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        if round(len(samples) / RATE) != SPOKEN:
            return super().find_voices(samples, speech, report)
        return replace(voices((0, 12, 0)), centroids=np.array([VOICE], np.float32))


class AsHeard:
    """Neither spells nor sets marks, and is there at once."""

    def respell(self, segments: Sequence[Segment], _: Vocabulary) -> tuple[Segment, ...]:
        return tuple(replace(s, words=tuple(_plain(w) for w in s.words)) for s in segments)

    def judge(self, units: Sequence[str], _: Sequence[int]) -> Scores:
        scores = np.zeros((len(units), len(MARKS)), np.float32)
        scores[:, 0] = 1.0
        return scores

    def correct(self, lines: Sequence[Line], _: Vocabulary) -> tuple[Line, ...]:
        return tuple(lines)


def _plain(word: Word) -> Word:
    return replace(word, options=())


@dataclass(frozen=True)
class OneLine:
    """A reader that finds the same line on every page."""

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:  # noqa: ARG002
        time.sleep(float(os.environ.get(PACE, "0")))
        return (Line(Box(10, 10, 190, 40), WRITTEN, 0.9),)


def recorded_bench(settings: Settings) -> Bench:
    """As shipped, but for what takes long."""
    heard = Moody(voices((0, 3, 0)), Hearing((segment(SAID, 1),)))
    return Bench.with_engines(
        replace(
            shipped_engines(settings),
            transcriber=lambda: with_checkpoints(heard, settings.cache / "heard"),
            diarizer=lambda: heard,
            speller=AsHeard,
            punctuator=AsHeard,
            desk=lambda: OneDesk(OneLine()),
            corrector=AsHeard,
            splitter=lambda: load_splitter("rules", settings),
            finder=lambda: load_finder("rules", settings),
        )
    )


def write_notes(folder: Path, number: int) -> Path:
    """Notes like no others."""
    path = folder / f"笔记{number}.txt"
    path.write_text(f"业主委员会会议纪要\n\n一、{number}号楼电梯\n{WRITTEN}\n", encoding="utf-8")
    return path


def write_transcript(folder: Path, number: int) -> Path:
    path = folder / f"转写{number}.srt"
    path.write_text(
        f"1\n00:00:01,000 --> 00:00:04,000\n{number}号楼的电梯坏了\n\n"
        f"2\n00:00:04,000 --> 00:00:09,000\n{WRITTEN}\n",
        encoding="utf-8",
    )
    return path


def write_scan(folder: Path, number: int) -> Path:
    path = folder / f"扫描 {number}.png"
    Image.new("L", (200 + number, 200), 255).save(path)
    return path


def write_recording(folder: Path, number: int, seconds: float = 4.0) -> Path:
    """Noise of that length; its number is heard first, so that nothing known is heard in it."""
    path = write_sound(folder / f"录音🎙{number}.wav", "pcm_s16le", seconds=seconds)
    content = bytearray(path.read_bytes())
    first = content.index(b"data") + 8
    content[first : first + 2] = number.to_bytes(2, "little")
    path.write_bytes(content)
    return path


KINDS = (write_notes, write_transcript, write_scan, write_recording)


def mixed(folder: Path, count: int) -> list[Path]:
    """So many inputs of every kind, all different."""
    folder.mkdir(parents=True, exist_ok=True)
    return [KINDS[number % len(KINDS)](folder, number) for number in range(count)]
