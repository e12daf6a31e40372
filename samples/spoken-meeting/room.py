"""A room around clean speech: seats, echo and the hum of the house."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

Sound = NDArray[np.float32]

_ECHO_SECONDS = 0.3  # until the echo has fallen by 60 dB: a furnished meeting room
_DIRECT_OVER_ECHO_DB = 9.0


def place(sound: Sound, loudness_db: float) -> Sound:
    """`sound` at the level it has on the recorder's seat, in dB of full scale (RMS)."""
    return (sound * (_amplitude(loudness_db) / _rms(sound))).astype(np.float32)


def echo(sound: Sound, rate: int, chance: np.random.Generator) -> Sound:
    """`sound` with the room's echo mixed in; as long as before."""
    time = np.arange(int(_ECHO_SECONDS * rate)) / rate
    tail = chance.standard_normal(time.size) * 10 ** (-3 * time / _ECHO_SECONDS)
    tail *= _amplitude(-_DIRECT_OVER_ECHO_DB) / np.linalg.norm(tail)
    tail[0] += 1.0
    return np.asarray(fftconvolve(sound, tail)[: sound.size], dtype=np.float32)


def pink_noise(size: int, loudness_db: float, chance: np.random.Generator) -> Sound:
    """`size` samples of noise that loses 3 dB an octave, like ventilation far away."""
    spectrum = np.fft.rfft(chance.standard_normal(size))
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(spectrum.size))), size)
    return place(pink.astype(np.float32), loudness_db)


def _rms(sound: Sound) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


def _amplitude(decibels: float) -> float:
    return float(10 ** (decibels / 20))
