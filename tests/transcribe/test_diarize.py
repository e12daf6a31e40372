"""Voices of the sample meeting are told apart by the shipped networks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from mintobrief.config import read_settings
from mintobrief.domain import Source, SourceKind
from mintobrief.ingest.audio import open_sound
from mintobrief.transcribe.diarize import VoiceDiarizer, turns
from mintobrief.transcribe.heard import SpeakerTurn, Stretch
from mintobrief.transcribe.tracks import Spurt

SAMPLE = Path(__file__).resolve().parents[2] / "samples/spoken-meeting"


def spurt(track: int, start: float, end: float) -> Spurt:
    return Spurt(track, start, end, ((start, end),))


def joined(*spoken: tuple[float, float, int]) -> list[SpeakerTurn]:
    found = [spurt(voice, start, end) for start, end, voice in spoken]
    return list(turns(found, np.array([voice for *_, voice in spoken])))


def test_a_turn_goes_on_over_a_breath_and_not_over_a_long_pause() -> None:
    assert joined((0, 2, 0), (2.3, 4, 0), (5, 6, 0)) == [
        SpeakerTurn(0, 4, 0),
        SpeakerTurn(5, 6, 0),
    ]


def test_a_turn_is_over_when_another_answers_in_the_pause() -> None:
    assert joined((0, 2, 0), (1.9, 2.4, 1), (2.4, 4, 0)) == [
        SpeakerTurn(0, 2, 0),
        SpeakerTurn(1.9, 2.4, 1),
        SpeakerTurn(2.4, 4, 0),
    ]


def test_a_turn_goes_on_under_who_nods() -> None:
    assert joined((0, 4, 0), (1, 1.5, 1), (4, 8, 0)) == [
        SpeakerTurn(0, 8, 0),
        SpeakerTurn(1, 1.5, 1),
    ]


@pytest.mark.slow
def test_the_sample_meetings_turns_are_its_scripts(tmp_path: Path) -> None:
    """Nearly every hundredth of a second belongs to who speaks then, under one label."""
    path = SAMPLE / "input.opus"
    source = Source("s", SourceKind.AUDIO, path.name, "0", path, seconds=147.4)
    samples = open_sound(source, tmp_path).samples
    diarizer = VoiceDiarizer(read_settings({"HOME": str(tmp_path)}))
    speech = list(diarizer.find_speech(samples, lambda *_: None))
    voices = diarizer.find_voices(samples, speech, lambda *_: None)
    assert voices.centroids is not None
    assert np.linalg.norm(voices.centroids, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-3)
    assert not voices.unsure
    spoken = json.loads((SAMPLE / "script.json").read_text("utf-8"))["turns"]
    seen = Counter(
        (turn["speaker"], heard.voice)
        for turn in spoken
        for heard in voices.turns
        for _ in range(round(100 * _shared(turn, heard)))
    )
    right = sum(max(n for (who, _), n in seen.items() if who == name) for name in _names(spoken))
    assert right >= 0.98 * sum(seen.values())
    assert sum(seen.values()) >= 96 * sum(turn["end"] - turn["start"] for turn in spoken)


def _names(spoken: list[dict[str, str]]) -> set[str]:
    return {turn["speaker"] for turn in spoken}


def _shared(turn: dict[str, float], heard: SpeakerTurn) -> float:
    return max(0.0, min(turn["end"], heard.end) - max(turn["start"], heard.start))


@pytest.mark.slow
@pytest.mark.parametrize("speech", [[], [Stretch(0, 0.3)]])
def test_too_little_to_tell_voices_by_is_no_turn(speech: list[Stretch], tmp_path: Path) -> None:
    diarizer = VoiceDiarizer(read_settings({"HOME": str(tmp_path)}))
    voices = diarizer.find_voices(np.zeros(8000, np.int16), speech, lambda *_: None)
    assert voices.turns == ()
    assert voices.unsure == bool(speech)
