"""The real engines on the spoken sample: slow, and the last word."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mintobrief.config import Settings, read_settings
from mintobrief.domain import AudioSpan, Reading
from mintobrief.errors import NoSpeech
from mintobrief.ingest import open_sound, open_source
from mintobrief.transcribe import load_diarizer, load_engine, transcribe_audio
from mintobrief.transcribe.heard import RATE, Samples, Segment, Stretch, Word
from mintobrief.transcribe.whisper import simplified
from tests.transcribe.heard import ears

SAMPLE = Path(__file__).parents[2] / "samples" / "spoken-meeting"
SECONDS = 42.0  # of the sample: the first six turns, three voices and more

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings({"HOME": str(tmp_path_factory.mktemp("home"))})


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    sound = open_sound(open_source(SAMPLE / "input.opus"), tmp_path_factory.mktemp("work"))
    return sound.samples[: round(SECONDS * RATE)]


@pytest.fixture(scope="module")
def reading(settings: Settings, samples: Samples) -> Reading:
    engine = load_engine("faster-whisper", settings)
    diarizer = load_diarizer("segmentation-3.0+cam++", settings)
    return transcribe_audio(open_source(SAMPLE / "input.opus"), samples, ears(engine, diarizer))


def spoken() -> str:
    turns = json.loads((SAMPLE / "script.json").read_text("utf-8"))["turns"]
    return "".join(turn["text"] for turn in turns if turn["end"] < SECONDS)


def letters(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text) if (a + b).isalnum()}


def test_most_of_what_is_said_is_recognised(reading: Reading) -> None:
    said = "".join(utterance.text for utterance in reading.utterances)
    wanted = letters(spoken())
    assert len(wanted & letters(said)) > 0.6 * len(wanted)


def test_numbers_are_heard_as_characters_and_written_in_figures(reading: Reading) -> None:
    digits = set("0123456789")
    assert not any(digits & set(utterance.raw) for utterance in reading.utterances)
    assert any(digits & set(utterance.text) for utterance in reading.utterances)


def test_the_voices_are_told_apart(reading: Reading) -> None:
    assert 3 <= len({utterance.speaker for utterance in reading.utterances}) <= 4


def test_words_have_their_true_seconds(reading: Reading) -> None:
    """The word 地下车库 is said in the third turn, which the script times."""
    turns = json.loads((SAMPLE / "script.json").read_text("utf-8"))["turns"]
    turn = next(turn for turn in turns if "地下车库" in turn["text"])
    span = next(u.evidence for u in reading.utterances if "车库" in u.text and "地下" in u.text)
    assert isinstance(span, AudioSpan)
    assert span.start == pytest.approx(turn["start"], abs=1.0)


def test_noise_is_no_speech(settings: Settings) -> None:
    hiss = (np.random.default_rng(0).normal(size=20 * RATE) * 500).astype(np.int16)
    engine = load_engine("faster-whisper", settings)
    diarizer = load_diarizer("segmentation-3.0+cam++", settings)
    with pytest.raises(NoSpeech):
        transcribe_audio(open_source(SAMPLE / "input.opus"), hiss, ears(engine, diarizer))


def test_where_speech_was_wrongly_suspected_nothing_is_invented(settings: Settings) -> None:
    """Even told that somebody speaks, the recogniser must not make up subtitles of silence."""
    engine = load_engine("faster-whisper", settings)
    silence = np.zeros(6 * RATE, np.int16)
    assert engine.hear(silence, Stretch(0, 6), [Stretch(1, 5)], lambda _: None) == ()


def test_characters_are_simplified_in_their_context() -> None:
    words = [Word(c, i, i + 1, 1.0) for i, c in enumerate("看著電梯維修著名")]
    assert Segment(simplified(words)).text == "看着电梯维修著名"
