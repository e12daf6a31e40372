"""How well recordings are understood: python tests/benchmarks/speech.py FOLDER [NAME ...]

FOLDER holds manifest.jsonl: one line a recording with path, seconds, text (empty where no
words may be found) and segments (start, end, speaker, text). Prints for each the character
error rate, the diarization error rate at a collar of .25 s with overlap scored, the voices
found of those there are, and the time taken. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import tempfile
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from mintobrief.config import read_settings
from mintobrief.domain import Reading, Source, SourceKind, Utterance
from mintobrief.errors import NoSpeech
from mintobrief.ingest.audio import open_sound, probe_seconds
from mintobrief.transcribe import load_diarizer, load_engine, transcribe_audio
from mintobrief.transcribe.heard import Diarizer, Samples, Transcriber, Voices

COLLAR = 0.25
FRAME = 0.01
DIGITS = str.maketrans("0123456789两", "零一二三四五六七八九二")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="stems of the recordings; all without")
    parser.add_argument("--voices-only", action="store_true")
    parser.add_argument("--model", default="base")
    parser.add_argument("--out", type=Path, help="keep what was recognised here")
    options = parser.parse_intermixed_args()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores, model {options.model}")
    settings = read_settings(os.environ, model=options.model)
    diarizer = _Remembering(load_diarizer("segmentation-3.0+cam++", settings))
    transcriber = None if options.voices_only else load_engine("faster-whisper", settings)
    rows = (options.folder / "manifest.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        if not options.names or Path(row["path"]).stem in options.names:
            score = measure(options.folder, row, diarizer, transcriber)
            print(score.line(row["path"]), flush=True)
            if options.out:
                keep(options.out / f"{Path(row['path']).stem}.txt", score.reading)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


@dataclass
class Score:
    seconds: float
    reading: Reading
    cer: float | None
    der: float | None
    voices: str
    took: float
    cpu: float

    def line(self, name: str) -> str:
        found = "".join(u.text for u in self.reading.utterances)
        codes = [str(notice.code) for notice in self.reading.notices]
        notices = {code: codes.count(code) for code in codes}
        return (
            f"{name:24} {self.seconds:6.0f} s  CER {percent(self.cer)}  DER {percent(self.der)}  "
            f"voices {self.voices:6} real time x {self.took / self.seconds:.3f}  "
            f"CPU s/s {self.cpu / self.seconds:.3f}  {len(found)} characters  {notices or ''}"
        )


class _Remembering:
    """A diarizer that keeps its last answer, to be scored on its own."""

    def __init__(self, diarizer: Diarizer) -> None:
        self.diarizer = diarizer
        self.last = Voices((), ())

    def find_voices(self, samples: Samples, report: Any) -> Voices:
        self.last = self.diarizer.find_voices(samples, report)
        return self.last


def measure(
    folder: Path, row: dict[str, Any], diarizer: _Remembering, transcriber: Transcriber | None
) -> Score:
    path = folder / row["path"]
    digest = sha256(path.read_bytes()).hexdigest()
    seconds = probe_seconds(path, path.name)
    source = Source(digest[:8], SourceKind.AUDIO, path.name, digest, path, seconds=seconds)
    with tempfile.TemporaryDirectory() as work:
        samples = open_sound(source, Path(work)).samples
        started, cpu = time.perf_counter(), time.process_time()
        reading = Reading(())
        if transcriber is None:
            diarizer.find_voices(samples, lambda _: None)
        else:
            reading = transcribe(source, samples, transcriber, diarizer)
    took, cpu = time.perf_counter() - started, time.process_time() - cpu
    known = [(s["start"], s["end"], s["speaker"]) for s in row.get("segments") or []]
    found = [(t.start, t.end, str(t.voice)) for t in diarizer.last.turns]
    voices = f"{len({v for *_, v in found})}/{len({v for *_, v in known})}"
    der = diarization_error(known, found, seconds) if known else None
    cer = character_error(row["text"], reading.utterances) if row.get("text") else None
    return Score(seconds, reading, cer, der, voices, took, cpu)


def transcribe(
    source: Source, samples: Samples, transcriber: Transcriber, diarizer: Diarizer
) -> Reading:
    try:
        return transcribe_audio(source, samples, transcriber, diarizer)
    except NoSpeech:
        return Reading(())


def keep(path: Path, reading: Reading) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{spoken(u)}\n" for u in reading.utterances), "utf-8")


def spoken(utterance: Utterance) -> str:
    span = utterance.evidence
    return f"{span} {utterance.turn} {utterance.speaker} {utterance.confidence} {utterance.text}"


def percent(share: float | None) -> str:
    return "   -  " if share is None else f"{100 * share:5.1f}%"


def normal(text: str) -> str:
    """Simplified characters and letters alone, digits as they are spoken one by one."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(DIGITS)
    return re.sub(r"[\W_]", "", plain)


def character_error(expected: str, utterances: Sequence[Utterance]) -> float:
    wanted, got = normal(expected), normal("".join(u.text for u in utterances))
    return distance(wanted, got) / len(wanted)


def distance(a: str, b: str) -> int:
    """Levenshtein's, a row at a time."""
    letters = np.array([ord(c) for c in b])
    places = np.arange(len(b) + 1)
    row = places.copy()
    for i, letter in enumerate(map(ord, a), 1):
        step = np.minimum(row[1:] + 1, row[:-1] + (letters != letter))
        row = np.minimum.accumulate(np.concatenate([[i], step]) - places) + places
    return int(row[-1])


Spans = Sequence[tuple[float, float, str]]


def diarization_error(known: Spans, found: Spans, seconds: float) -> float:
    """Missed, false and confused speech over all speech, voices paired as well as can be."""
    truth, guess = activity(known, seconds), activity(found, seconds)
    scored = np.ones(truth.shape[1], bool)
    for edge in {edge for start, end, _ in known for edge in (start, end)}:
        scored[round(max(0, edge - COLLAR) / FRAME) : round((edge + COLLAR) / FRAME)] = False
    truth, guess = truth[:, scored], guess[:, scored]
    rows, columns = linear_sum_assignment(-(truth.astype(float) @ guess.T.astype(float)))
    right = sum(int((truth[r] & guess[c]).sum()) for r, c in zip(rows, columns, strict=True))
    most = np.maximum(truth.sum(axis=0), guess.sum(axis=0))
    return float((most.sum() - right) / truth.sum())


def activity(spans: Spans, seconds: float) -> NDArray[np.bool_]:
    names = sorted({name for *_, name in spans})
    active = np.zeros((max(1, len(names)), round(seconds / FRAME) + 1), bool)
    for start, end, name in spans:
        active[names.index(name), round(start / FRAME) : round(end / FRAME)] = True
    return active


if __name__ == "__main__":
    main()
