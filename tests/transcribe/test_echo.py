"""An echoing room is made drier; a dry one is left alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.transcribe.echo import without_echo
from mintobrief.transcribe.heard import RATE

Sound = NDArray[np.float32]


@pytest.fixture(scope="module")
def voice() -> Sound:
    """Something like syllables: noise in four bursts a second, whose colour wanders."""
    rng = np.random.default_rng(7)
    seconds = np.arange(20 * RATE) / RATE
    bursts = np.clip(np.sin(2 * np.pi * 4 * seconds + np.sin(seconds)), 0, None) ** 2
    tone = np.sin(2 * np.pi * np.cumsum(300 + 200 * np.sin(3 * seconds)) / RATE)
    sound = bursts * (tone + 0.3 * rng.standard_normal(len(seconds)))
    return np.asarray(0.1 * sound, np.float32)


def echoing(sound: Sound) -> Sound:
    """A room that takes half a second to fall silent."""
    rng = np.random.default_rng(8)
    length = RATE // 2
    room = rng.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    room[:160] = 0
    room *= 0.8 / np.sqrt((room**2).sum())
    room[0] = 1
    heard = np.convolve(sound, room)[: len(sound)]
    return np.asarray(heard, np.float32)


def unlike(one: Sound, other: Sound) -> float:
    return float(((one - other) ** 2).sum() / (other**2).sum())


def test_an_echo_becomes_less(voice: Sound) -> None:
    heard = echoing(voice)
    dry = without_echo(heard)
    assert len(dry) == len(heard)
    assert unlike(dry, voice) < 0.9 * unlike(heard, voice)


def test_a_dry_recording_is_left_as_it_is(voice: Sound) -> None:
    assert without_echo(voice) is voice


def test_a_moment_is_too_short_to_tell(voice: Sound) -> None:
    moment = echoing(voice)[: 2 * RATE]
    assert without_echo(moment) is moment


@pytest.mark.parametrize("seconds", [4, 31, 50])
def test_silence_stays_silence(seconds: int) -> None:
    silence = np.zeros(seconds * RATE, np.float32)
    assert not without_echo(silence).any()


def test_what_was_cut_off_hard_does_not_break_it(voice: Sound) -> None:
    clipped = np.clip(50 * echoing(voice), -1, 1)
    assert np.isfinite(without_echo(clipped)).all()
