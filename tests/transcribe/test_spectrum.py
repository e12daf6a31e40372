"""Sound, its spectrum, and the sound again."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.transcribe.heard import RATE
from mintobrief.transcribe.spectrum import FRAME, HOP, sound_of, spectrum_of


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5 * FRAME), st.integers(0, 2**32 - 1))
def test_a_sound_comes_back_from_its_spectrum(length: int, seed: int) -> None:
    sound = np.random.default_rng(seed).normal(size=length).astype(np.float32)
    again = sound_of(spectrum_of(sound))
    assert len(sound) <= len(again) < len(sound) + HOP
    np.testing.assert_allclose(again[:length], sound, atol=1e-5)
    np.testing.assert_allclose(again[length:], 0, atol=1e-5)


def test_a_tone_stands_at_its_frequency_as_loud_as_it_is() -> None:
    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)
    loud = np.abs(spectrum_of(tone.astype(np.float32)))[:, 10]
    assert loud.argmax() * RATE / FRAME == 1000
    np.testing.assert_allclose(loud.max(), 0.25, rtol=1e-3)  # half is at the frequency below 0


def test_frames_stand_a_hop_apart() -> None:
    assert spectrum_of(np.zeros(10 * HOP, np.float32)).shape == (FRAME // 2 + 1, 11)
    assert spectrum_of(np.zeros(10 * HOP + 1, np.float32)).shape == (FRAME // 2 + 1, 12)
