"""A room's echo taken out of a recording, where there is any.

A telephone on a table hears every word again from the walls, for a second and more, and a
recogniser takes the one over the other. What a moment of sound owes to the moments before it
can be predicted from them, and be taken away: weighted prediction error (WPE; Nakatani et
al., Speech Dereverberation Based on Variance-Normalized Delayed Linear Prediction, IEEE TASLP
2010), for one microphone.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mintobrief.transcribe.heard import RATE
from mintobrief.transcribe.spectrum import HOP, Sound, Spectrum, sound_of, spectrum_of

_DELAY = 2  # frames that belong to the word itself
_TAPS = 8  # frames before them that are looked through: about .13 s, most of what can be mended
_ROUNDS = 3
_CHUNK = 30 * RATE // HOP  # frames in which nobody walks far
_ROWS = 32  # frequencies at a time, so that memory stays small
_SPOKEN = slice(6, 128)  # frequencies of 190 Hz to 4 kHz
_ECHOING = 0.075  # share of the energy: most rooms lose under .07, echoing ones from .085 on
_SHORTEST = 3 * RATE
_FLOOR = 1e-4  # of the mean energy, below which frames count alike


def without_echo(sound: Sound) -> Sound:
    """The same sound, 16 kHz mono, drier; the very same where the room hardly echoes."""
    if len(sound) < _SHORTEST:
        return sound
    heard = spectrum_of(sound)
    dry = np.concatenate([_dried(heard[row : row + _ROWS]) for row in range(0, len(heard), _ROWS)])
    before, after = _energy(heard[_SPOKEN]).sum(), _energy(dry[_SPOKEN]).sum()
    if before - after <= _ECHOING * before:
        return sound
    return sound_of(dry)[: len(sound)]


def _dried(heard: Spectrum) -> Spectrum:
    """Some frequencies, chunk by chunk; each chunk knows the frames before it."""
    past = np.zeros((len(heard), _TAPS, heard.shape[1]), np.complex64)
    for tap in range(_TAPS):
        lag = _DELAY + tap
        past[:, tap, lag:] = heard[:, :-lag]
    edges = range(0, max(1, heard.shape[1] - _CHUNK // 2), _CHUNK)
    chunks = (slice(start, end) for start, end in pairwise([*edges, heard.shape[1]]))
    return np.concatenate([_predicted_away(heard[:, c], past[:, :, c]) for c in chunks], axis=1)


def _predicted_away(heard: Spectrum, past: Spectrum) -> Spectrum:
    dry = heard
    # what comes before and what comes of it, in one product: a product with a mere vector is
    # shared out among threads, which takes a hundred times as long as the vector is worth
    known = np.concatenate([past, heard[:, None]], axis=1).conj().transpose(0, 2, 1)
    for _ in range(_ROUNDS):
        weighted = past / _smooth(_energy(dry))[:, None]
        product = weighted @ known
        echo, shared = product[:, :, :_TAPS], product[:, :, _TAPS:]
        size = np.trace(echo, axis1=1, axis2=2).real / _TAPS
        echo += np.eye(_TAPS, dtype=np.float32) * (1e-6 * size + 1e-12)[:, None, None]
        filters = np.linalg.solve(echo, shared)[:, :, 0]
        dry = heard - np.einsum("ft,fts->fs", filters.conj(), past)
    return dry


def _energy(spectrum: Spectrum) -> NDArray[np.float32]:
    return np.asarray(np.abs(spectrum) ** 2, np.float32)


def _smooth(energy: NDArray[np.float32]) -> NDArray[np.float32]:
    """Over three frames, and never nothing."""
    padded = np.pad(energy, ((0, 0), (1, 1)))
    mean = (padded[:, :-2] + energy + padded[:, 2:]) / 3
    floor = _FLOOR * mean.mean(axis=1, keepdims=True) + 1e-12
    return np.asarray(np.maximum(mean, floor), np.float32)
