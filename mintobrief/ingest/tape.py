"""The tape a recording is decoded onto: 16 kHz mono, on the clock of a player, loud enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

RATE = 16_000
LONGEST = 24 * 3600.0

_GAP = 0.1  # a jump in the recording's clock that is silence and no rounding, in seconds
_ALIKE = 0.02  # correlation of two channels that says which way round they are
_BLOCK = 2**20  # samples
_FULL = 32767
_LOUDEST = 8.0  # times full scale: what a file of floating point may say and still mean
_DITHER = 4  # amplitude of what is no sound at all
_QUIET = 1000  # amplitude (-30 dBFS) up to which recognition suffers, as measured
_LOUD = 10_000
_OFTEN = 1e-4  # of the samples may be louder: a knock on the table is not how loud people speak


class Tape:
    """Writes frames as mono where their time stamps say; `written` counts samples."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._mixer = Mixer()
        self._resampler: AudioResampler | None = None
        self._shape: tuple[str, str, int] | None = None
        self._given = 0.0  # seconds, some of which the resampler still holds
        self.written = 0

    @property
    def seconds(self) -> float:
        return self.written / RATE

    def write(self, frame: AudioFrame, zero: float) -> None:
        """Add a frame; `zero` is the time stamp that a player shows as 0:00."""
        start = self._given if frame.time is None else frame.time - zero
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if not self._resampler or shape != self._shape or self._given + _GAP < start <= LONGEST:
            self.finish()  # the recorder changed its settings, or paused
            self._skip_to(start)
            self._resampler = AudioResampler("flt", frame.layout, RATE, frame_size=RATE)
            self._shape = shape
        self._given += frame.samples / frame.sample_rate
        frame.pts = None  # the tape keeps the time; the resampler must not mend it as well
        self._store(self._resampler.resample(frame))

    def finish(self) -> None:
        """Write what the resampler still holds; what follows begins afresh. Raises FFmpegError
        where it can do nothing with what it was given."""
        resampler, self._resampler, self._shape = self._resampler, None, None
        if resampler:
            self._store(resampler.resample(None))
        self._given = self.seconds

    def _skip_to(self, seconds: float) -> None:
        """Leave silence where the recording's clock jumped ahead; the file stays sparse."""
        if self.seconds + _GAP < seconds <= LONGEST:
            gap = round(seconds * RATE) - self.written
            self._file.seek(2 * gap, 1)
            self._file.truncate()
            self.written += gap
            self._given = self.seconds

    def _store(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            packed = _numbers(frame.to_ndarray().astype(np.float32, copy=False))
            sound = self._mixer.mix(packed.reshape(-1, frame.layout.nb_channels).T)
            samples = np.clip(np.rint(sound * (_FULL + 1)), -_FULL - 1, _FULL).astype(np.int16)
            self._file.write(samples.tobytes())
            self.written += len(samples)


def _numbers(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The samples with silence for what is no number, and no louder than sound can be."""
    return np.clip(np.nan_to_num(samples, nan=0.0), -_LOUDEST, _LOUDEST)


class Mixer:
    """Channels into one, none against another.

    A channel wired the wrong way round would cancel the others out, so it is turned; which
    ones are is learned from how alike they were up to now.
    """

    def __init__(self) -> None:
        self._likeness = np.zeros((0, 0))
        self._signs = np.zeros(0)

    def mix(self, channels: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean of the channels (one a row), those turned that are the wrong way round."""
        if len(channels) == 1:
            alone: NDArray[np.float32] = channels[0]
            return alone
        if len(channels) != len(self._signs):
            self._likeness = np.zeros((len(channels), len(channels)))
            self._signs = np.ones(len(channels))
        self._likeness += channels.astype(np.float64) @ channels.T
        power = self._likeness.diagonal()
        like = self._likeness[np.argmax(power)]
        sure = np.abs(like) > _ALIKE * np.sqrt(power * power.max())
        self._signs[sure] = np.sign(like[sure])
        mixed: NDArray[np.float32] = (self._signs / len(channels)).astype(np.float32) @ channels
        return mixed


def is_audible(file: BinaryIO) -> bool:
    """Whether the tape holds anything but silence."""
    return _loudness(file) > _DITHER


def make_audible(file: BinaryIO) -> None:
    """Bring what was recorded far too quietly up to where it can be recognised, in place."""
    loudness = _loudness(file)
    if not _DITHER < loudness < _QUIET:
        return
    gain = _LOUD / loudness
    for block in _blocks(file):
        if block.any():  # silence stays a hole in the file
            louder = np.clip(np.rint(block * gain), -_FULL - 1, _FULL).astype(np.int16)
            file.seek(-block.nbytes, 1)
            file.write(louder.tobytes())


def _loudness(file: BinaryIO) -> int:
    """The amplitude that all but a few samples of the sound stay below."""
    counts = np.zeros(_FULL + 2, np.int64)
    for block in _blocks(file):
        counts += np.bincount(np.abs(block.astype(np.int32)), minlength=len(counts))
    counts[0] = 0
    return int(np.searchsorted(np.cumsum(counts), counts.sum() * (1 - _OFTEN)))


def _blocks(file: BinaryIO) -> Iterator[NDArray[np.int16]]:
    file.seek(0)
    while content := file.read(2 * _BLOCK):
        yield np.frombuffer(content, np.int16)
