"""A voice is measured where one speaks long enough, and known again where it stands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mintobrief.domain import Consent, Likeness, VoicePrint
from mintobrief.errors import LittleSpeech, SeveralVoices
from mintobrief.transcribe.heard import RATE, Report, Samples, SpeakerTurn, Stretch, Voices
from mintobrief.transcribe.prints import likenesses, measure_voice

CONSENT = Consent("同意书.jpg", "0" * 64, Path("gone"))
SOUND = np.zeros(60 * RATE, np.int16)


class Playback:
    """A teller of voices that says what it was made to, and keeps what it was given."""

    identity = "playback"

    def __init__(self, *spoken: float) -> None:
        edges = np.cumsum([0.0, *spoken]).tolist()
        turns = enumerate(pairwise(edges))
        self._turns = tuple(SpeakerTurn(a, b, n) for n, (a, b) in turns)
        self.seconds = 0.0

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        report(0.0)
        self.seconds = len(samples) / RATE
        return iter([Stretch(0.0, self.seconds)])

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        report(len(samples) / RATE)
        return Voices(tuple(speech), self._turns, centroids=np.eye(3, dtype=np.float32))


def kept(name: str, *vector: float) -> VoicePrint:
    return VoicePrint(name, vector, date(2026, 3, 1), date(2026, 11, 30), CONSENT)


def voices(*rows: tuple[float, ...], seconds: float = 12.0) -> Voices:
    turns = [SpeakerTurn(20.0 * n, 20.0 * n + seconds, n) for n in range(len(rows))]
    return Voices((), tuple(turns), centroids=np.array(rows, np.float32))


def found(heard: Voices, *prints: VoicePrint) -> list[Likeness]:
    return list(likenesses("a", heard, {0: "S1", 1: "S2"}, prints))


def test_the_one_voice_of_a_stretch_is_measured() -> None:
    playback = Playback(11.0, 0.5)
    measured = measure_voice("a.m4a", SOUND, playback, start=12.5, end=40)
    assert playback.seconds == 27.5
    assert measured.vector == (1.0, 0.0, 0.0)
    assert measured.seconds == pytest.approx(11.0)


def test_less_than_ten_seconds_of_speech_are_too_little() -> None:
    with pytest.raises(LittleSpeech, match=r"9\.5 秒.*10 秒"):
        measure_voice("a.m4a", SOUND, Playback(9.5))


def test_silence_is_too_little() -> None:
    with pytest.raises(LittleSpeech):
        measure_voice("a.m4a", SOUND, Playback())


def test_where_two_speak_nobody_is_measured() -> None:
    with pytest.raises(SeveralVoices, match="--from"):
        measure_voice("a.m4a", SOUND, Playback(14.0, 6.0))


def test_a_voice_like_a_print_is_suggested() -> None:
    heard = voices((0.8, 0.6, 0.0), (0.0, 0.0, 1.0))
    assert found(heard, kept("李强", 1.0, 0.0, 0.0)) == [Likeness("S1", "a", "李强", 0.8)]


def test_a_voice_unlike_any_print_stays_unknown() -> None:
    assert found(voices((0.6, 0.8, 0.0)), kept("李强", 1.0, 0.0, 0.0)) == []


def test_a_voice_like_two_prints_stays_unknown() -> None:
    both = kept("李强", 1.0, 0.0, 0.0), kept("王兰", 0.0, 1.0, 0.0)
    assert found(voices((0.72, 0.69, 0.0)), *both) == []
    assert found(voices((0.78, 0.62, 0.0)), *both) == [Likeness("S1", "a", "李强", 0.78)]


def test_a_voice_heard_for_seconds_only_is_compared_with_none() -> None:
    heard = voices((1.0, 0.0, 0.0), seconds=9.0)
    assert found(heard, kept("李强", 1.0, 0.0, 0.0)) == []


def test_without_prints_nothing_is_compared() -> None:
    assert found(voices((1.0, 0.0, 0.0))) == []
