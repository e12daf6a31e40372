"""Features agree with Kaldi's, which the voice model was trained on."""

from __future__ import annotations

import numpy as np

from mintobrief.transcribe.fbank import BANDS, RATE, fbank

KALDI = (-12.52, -15.74, -15.942, -12.346, -6.619, -7.805, -14.398, -15.942)


def tone(hertz: float, seconds: float = 1.5) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    time = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(0.1 * np.sin(2 * np.pi * hertz * time)[None], np.float32)


def test_a_second_and_a_half_is_148_frames_of_80_bands() -> None:
    assert fbank(tone(440)).shape == (1, 148, BANDS)


def test_the_values_are_kaldis() -> None:
    """Bands of a rising tone half a second in, as kaldi-native-fbank gives them undithered."""
    time = np.arange(24_000) / RATE
    rising = np.asarray(0.5 * np.sin(2 * np.pi * (200 + 2000 * time) * time)[None], np.float32)
    assert np.allclose(fbank(rising)[0, 50, ::10], KALDI, atol=0.02)


def test_a_higher_tone_lies_in_a_higher_band() -> None:
    peaks = [int(fbank(tone(hertz))[0].mean(axis=0).argmax()) for hertz in (200, 1000, 4000)]
    assert peaks == sorted(set(peaks))


def test_silence_has_a_floor() -> None:
    assert np.isfinite(fbank(np.zeros((1, 800), np.float32))).all()
