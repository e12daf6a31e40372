"""Kaldi's log mel filter bank in numpy, with the settings CAM++ was trained on."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
BANDS = 80
FRAME = 400  # samples: 25 ms
HOP = 160  # samples: 10 ms
_FFT = 512
_PREEMPHASIS = 0.97
_LOWEST = 20.0  # Hz


def fbank(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features of a batch of windows of equal length: (windows, frames, bands)."""
    frames = np.lib.stride_tricks.sliding_window_view(windows, FRAME, axis=1)[:, ::HOP]
    frames = frames - frames.mean(axis=2, keepdims=True)
    previous = np.concatenate([frames[..., :1], frames[..., :-1]], axis=2)
    spectrum = np.fft.rfft((frames - _PREEMPHASIS * previous) * _povey(), _FFT)
    energy = (np.abs(spectrum) ** 2).astype(np.float32) @ _bank()
    features: NDArray[np.float32] = np.log(np.maximum(energy, np.finfo(np.float32).eps))
    return features


@cache
def _povey() -> NDArray[np.float32]:
    return (np.hanning(FRAME) ** 0.85).astype(np.float32)


@cache
def _bank() -> NDArray[np.float32]:
    """Triangles of equal width in mel, from 20 Hz to half the rate: (bins, bands)."""
    corners = np.linspace(_mel(_LOWEST), _mel(RATE / 2), BANDS + 2)
    left, centre, right = corners[:-2], corners[1:-1], corners[2:]
    bins = _mel(np.arange(_FFT // 2 + 1) * RATE / _FFT)[:, None]
    rising, falling = (bins - left) / (centre - left), (right - bins) / (right - centre)
    bank: NDArray[np.float32] = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    bank[-1] = 0  # Kaldi leaves the last bin out
    return bank


def _mel(hertz: float | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(np.asarray(hertz, np.float64) / 700.0))
