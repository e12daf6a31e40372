"""Sound as frequencies over time and back again, by halves that overlap (a Hann window)."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Sound = NDArray[np.float32]
Spectrum = NDArray[np.complex64]  # frequencies x frames

FRAME, HOP = 512, 256  # samples
_WINDOW = np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME), np.float32)


def spectrum_of(sound: Sound) -> Spectrum:
    """The first frame stands half before the sound, the last at or behind its end."""
    behind = -len(sound) % HOP
    padded = np.pad(sound, (HOP, HOP + behind))
    frames = sliding_window_view(padded, FRAME)[::HOP] * _WINDOW
    return np.asarray(np.fft.rfft(frames).T / _WINDOW.sum(), np.complex64)


def sound_of(spectrum: Spectrum) -> Sound:
    """The sound with that spectrum; behind its end silence may follow, up to a hop."""
    frames = np.asarray(np.fft.irfft(spectrum.T, FRAME), np.float32) * (_WINDOW * _WINDOW.sum())
    joined = frames[:-1, HOP:] + frames[1:, :HOP]
    weight = _WINDOW[HOP:] ** 2 + _WINDOW[:HOP] ** 2
    return np.asarray(joined / weight, np.float32).reshape(-1)
