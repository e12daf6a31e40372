"""A person who speaks in both parts of a meeting is one person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.domain import Source, SourceKind, Utterance
from mintobrief.transcribe.audio import transcribe_audio
from mintobrief.transcribe.heard import RATE, Hearing, Voices
from mintobrief.transcribe.known import KnownVoices
from tests.recordings.speech import Recorded
from tests.transcribe.heard import ears, segment, voices

WANG, LI, ZHAO = np.eye(3, 192, dtype=np.float32)


def sounding(given: Voices, *centroids: NDArray[np.float32]) -> Voices:
    return replace(given, centroids=np.stack(centroids))


def utterances(found: Voices, known: KnownVoices) -> tuple[Utterance, ...]:
    heard = Hearing((segment("大家好我先说", 1), segment("我说两句话", 6)))
    engine = Recorded(found, heard)
    source = Source("s", SourceKind.AUDIO, "会议.mp3", "0" * 64, Path("会议.mp3"))
    samples = np.zeros(20 * RATE, np.int16)
    return transcribe_audio(source, samples, ears(engine, engine), known=known).utterances


def numbers(found: Voices) -> list[int]:
    return [turn.voice for turn in found.turns]


TWO = voices((0, 5, 0), (6, 9, 1))


def test_the_first_part_is_as_it_was_heard() -> None:
    assert KnownVoices().join(sounding(TWO, WANG, LI)) == sounding(TWO, WANG, LI)


def test_who_speaks_again_keeps_the_number_whatever_the_order() -> None:
    known = KnownVoices()
    known.join(sounding(TWO, WANG, LI))
    assert numbers(known.join(sounding(TWO, LI, WANG))) == [1, 0]


def test_who_speaks_for_the_first_time_gets_a_number_of_his_own() -> None:
    known = KnownVoices()
    known.join(sounding(TWO, WANG, LI))
    assert numbers(known.join(sounding(TWO, ZHAO, WANG))) == [2, 0]
    assert numbers(known.join(sounding(TWO, ZHAO, LI))) == [2, 1]


def test_voices_that_are_merely_alike_are_not_taken_for_one() -> None:
    known = KnownVoices()
    known.join(sounding(TWO, WANG, LI))
    alike = (0.75 * WANG + 0.66 * ZHAO).astype(np.float32)
    assert numbers(known.join(sounding(TWO, alike, LI))) == [2, 1]


def test_two_voices_of_a_part_are_never_one_of_another() -> None:
    known = KnownVoices()
    known.join(sounding(TWO, WANG, LI))
    near = (0.98 * WANG + 0.19 * ZHAO).astype(np.float32)
    assert numbers(known.join(sounding(TWO, near, WANG))) == [2, 0]


def test_voices_nobody_can_compare_are_new_ones() -> None:
    """Better one person twice than two people under one label."""
    known = KnownVoices()
    known.join(TWO)
    assert numbers(known.join(TWO)) == [2, 3]
    assert numbers(known.join(Voices((), ()))) == []


def test_the_labels_of_a_meeting_go_on_in_its_second_part() -> None:
    known = KnownVoices()
    first = utterances(sounding(TWO, WANG, LI), known)
    second = utterances(sounding(TWO, ZHAO, WANG), known)
    assert list(dict.fromkeys(u.speaker for u in first)) == ["S1", "S2"]
    assert list(dict.fromkeys(u.speaker for u in second)) == ["S3", "S1"]
    assert {u.turn for u in second} == {0, 1}
