"""Record what the engines hear in a sample, for tests that must not run them:

    python tests/recordings/speech.py samples/spoken-meeting/input.opus

writes spoken-meeting.speech.json beside this file. `Recorded` plays it back by the same
seam as the engines.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mintobrief.config import read_settings
from mintobrief.domain import Option
from mintobrief.ingest import open_sound, open_source
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary
from mintobrief.transcribe import load_diarizer, load_engine
from mintobrief.transcribe.heard import (
    RATE,
    Hearing,
    Report,
    Samples,
    Segment,
    SpeakerTurn,
    Stretch,
    Voices,
    Word,
)
from mintobrief.transcribe.windows import windows

HERE = Path(__file__).parent


class Recorded:
    """A transcriber and a diarizer that repeat what the real ones once heard."""

    identity = "recorded"

    def __init__(self, voices: Voices, hearing: Hearing) -> None:
        self.voices = voices
        self.hearing = hearing
        self.expected = NO_WORDS

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        for stretch in self.voices.speech:
            report(stretch.end)
            yield stretch
        report(len(samples) / RATE)

    def expect(self, vocabulary: Vocabulary) -> None:
        self.expected = vocabulary

    def hear(
        self,
        samples: Samples,  # noqa: ARG002
        window: Stretch,
        speech: Sequence[Stretch],  # noqa: ARG002
        report: Report,
    ) -> tuple[Segment, ...]:
        report(window.end)
        segments = self.hearing.segments
        return tuple(s for s in segments if window.start <= s.start < window.end)

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:  # noqa: ARG002
        return self.hearing.language

    def find_voices(
        self,
        samples: Samples,
        speech: Sequence[Stretch],  # noqa: ARG002
        report: Report,
    ) -> Voices:
        report(len(samples) / RATE)
        return self.voices


def recorded(name: str) -> Recorded:
    """What was recorded of the sample `name`."""
    kept = json.loads((HERE / f"{name}.speech.json").read_text("utf-8"))
    voices = Voices(
        tuple(Stretch(*stretch) for stretch in kept["speech"]),
        tuple(SpeakerTurn(*turn) for turn in kept["turns"]),
        kept["unsure"],
    )
    segments = (Segment(tuple(map(_word, words))) for words in kept["segments"])
    return Recorded(voices, Hearing(tuple(segments), kept["language"]))


def _word(kept: Sequence[Any]) -> Word:
    text, start, end, probability, options = kept
    return Word(text, start, end, probability, tuple(Option(*option) for option in options))


def record(path: Path) -> dict[str, Any]:
    settings = read_settings(os.environ)
    source = open_source(path)
    with tempfile.TemporaryDirectory() as work:
        samples = open_sound(source, Path(work)).samples
        diarizer = load_diarizer("segmentation-3.0+cam++", settings)
        speech = tuple(diarizer.find_speech(samples, print))
        engine = load_engine("faster-whisper", settings)
        cut = windows(speech, len(samples) / RATE)
        segments = [s for window in cut for s in engine.hear(samples, *window, print)]
        hearing = Hearing(tuple(segments), engine.language(samples, speech))
        voices = diarizer.find_voices(samples, speech, print)
    return {
        "sample": path.parent.name,
        "sha256": source.sha256,
        "seconds": source.seconds,
        "model": settings.model,
        "unsure": voices.unsure,
        "language": hearing.language,
        "speech": [rounded(stretch) for stretch in voices.speech],
        "turns": [rounded(turn) for turn in voices.turns],
        "segments": [[_kept(word) for word in s.words] for s in hearing.segments],
    }


def _kept(word: Word) -> list[Any]:
    options = [[option.text, round(option.probability, 5)] for option in word.options]
    return [word.text, *(round(v, 3) for v in (word.start, word.end, word.probability)), options]


def rounded(item: Stretch | SpeakerTurn) -> list[Any]:
    return [round(v, 3) if isinstance(v, float) else v for v in asdict(item).values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    lines = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in record(path).items()
    ]
    target = HERE / f"{path.parent.name}.speech.json"
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
