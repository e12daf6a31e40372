"""A recording is heard as it is searched: nobody waits for the end to see the first words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from mintobrief.domain import Source, SourceKind
from mintobrief.errors import NoSpeech
from mintobrief.progress import Stage
from mintobrief.transcribe import transcribe_audio
from mintobrief.transcribe.heard import (
    RATE,
    Hearing,
    Report,
    Samples,
    Segment,
    SpeakerTurn,
    Stretch,
    Voices,
)
from tests.recordings.speech import Recorded
from tests.transcribe.heard import ears, segment

SOURCE = Source("s", SourceKind.AUDIO, "会议.mp3", "0" * 64, Path("会议.mp3"))
SECONDS = 600
SPEECH = tuple(Stretch(start, start + 9.0) for start in range(0, SECONDS, 10))
SOUND: Samples = np.zeros(SECONDS * RATE, np.int16)


class Watched(Recorded):
    """Engines that write down what they do, in order."""

    def __init__(self, heard: Sequence[Segment]) -> None:
        voices = Voices(SPEECH, tuple(SpeakerTurn(s.start, s.end, 0) for s in SPEECH))
        super().__init__(voices, Hearing(tuple(heard)))
        self.done: list[str] = []

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        for stretch in super().find_speech(samples, report):
            self.done.append("speech")
            yield stretch

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        self.done.append("words")
        return super().hear(samples, window, speech, report)

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        self.done.append("voices")
        assert tuple(speech) == SPEECH
        return super().find_voices(samples, speech, report)


def test_the_first_window_is_heard_before_the_rest_is_searched() -> None:
    engine = Watched([segment("大家好现在开会", s.start + 1) for s in SPEECH])
    transcribe_audio(SOURCE, SOUND, ears(engine, engine))
    assert engine.done.index("words") <= 5
    assert engine.done[-1] == "voices"
    assert engine.done.count("voices") == 1


def test_the_words_of_every_window_are_told_as_it_is_heard() -> None:
    engine = Watched([segment("大家好现在开会", s.start + 1) for s in SPEECH])
    told: list[tuple[Stage, float, str]] = []

    def tell(stage: Stage, done: float, total: float, text: str = "") -> None:
        assert done <= total
        told.append((stage, done, text))

    transcribe_audio(SOURCE, SOUND, ears(engine, engine), tell)
    texts = [(stage, done, text) for stage, done, text in told if text]
    assert {stage for stage, *_ in texts} == {Stage.TRANSCRIBE}
    assert "".join(text for *_, text in texts) == "大家好现在开会" * len(SPEECH)
    assert texts[0][1] <= 31
    assert [done for _, done, _ in texts] == sorted(done for _, done, _ in texts)


def test_where_no_word_was_heard_voices_are_not_searched() -> None:
    engine = Watched([])
    with pytest.raises(NoSpeech):
        transcribe_audio(SOURCE, SOUND, ears(engine, engine))
    assert "voices" not in engine.done
