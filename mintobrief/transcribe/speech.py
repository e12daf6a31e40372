"""Where somebody speaks, and how many: pyannote's segmentation-3.0, 10 s every 5 s."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.transcribe.heard import RATE, Report, Samples, Stretch
from mintobrief.weights.session import open_session

FRAMES = 589  # that the network gives for a window
STEP_FRAMES = 296  # 4.995 s: a whole number of frames, so that windows add up frame by frame
_WINDOW = 10 * RATE
_HOP = 270  # samples from frame to frame
_CENTRE = 495  # of the first frame, in samples
_BATCH = 4
_SPEECH = 0.5  # probability
_PAUSE = 0.3  # shorter pauses do not end a stretch
_SHORTEST = 0.25
# the network tells sets of voices: nobody, one of three, or two of them
_SETS = np.array(
    [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], np.float32
)
_SILENCE = 8  # peak of 16-bit samples that are digital silence, which confuses the network


class SpeechFinder:
    """Finds the stretches of a recording in which anybody speaks, one after the other."""

    def __init__(self, model: Path, threads: int) -> None:
        self._session = open_session(model, threads)

    def find(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        return stretches(self._probabilities(samples, report), len(samples) / RATE)

    def _probabilities(self, samples: Samples, report: Report) -> Iterator[NDArray[np.float32]]:
        """The probability of speech frame by frame; overlapping windows are averaged.

        Each piece that comes is final: no later window reaches back to it.
        """
        starts = _starts(samples)
        total = np.zeros(_BATCH * STEP_FRAMES + FRAMES, np.float32)
        weight = np.full_like(total, 1e-6)
        taper = np.hamming(FRAMES).astype(np.float32)  # a window knows its middle best
        for first in range(0, len(starts), _BATCH):
            batch = starts[first : first + _BATCH]
            for index, sets in enumerate(self._score(samples, batch)):
                frames = slice(index * STEP_FRAMES, index * STEP_FRAMES + FRAMES)
                total[frames] += taper * (1 - sets[:, 0])
                weight[frames] += taper
            report(min(batch[-1] + _WINDOW, len(samples)) / RATE)
            final = len(batch) * STEP_FRAMES
            if batch[-1] == starts[-1]:
                final += FRAMES - STEP_FRAMES
            yield total[:final] / weight[:final]
            total = np.concatenate([total[final:], np.zeros(final, np.float32)])
            weight = np.concatenate([weight[final:], np.full(final, 1e-6, np.float32)])

    def activities(
        self, samples: Samples, speech: Sequence[Stretch]
    ) -> Iterator[NDArray[np.float32]]:
        """For each window how likely each of up to three voices speaks: (frames, 3).

        Which of the three a voice is, is another matter in every window. Windows in which
        nobody speaks according to `speech` are not listened to.
        """
        starts = _starts(samples)
        for first in range(0, len(starts), _BATCH):
            batch = starts[first : first + _BATCH]
            busy = [start for start in batch if _speaks(start, speech)]
            heard = dict(zip(busy, self._score(samples, busy) if busy else (), strict=True))
            for start in batch:
                yield heard[start] @ _SETS if start in heard else np.zeros((FRAMES, 3), np.float32)

    def _score(self, samples: Samples, starts: Sequence[int]) -> NDArray[np.float32]:
        """The probability of each set of voices: (windows, frames, 7)."""
        windows = np.stack([_cut(samples, start) for start in starts])
        sound = windows[:, None].astype(np.float32) / 32768
        (output,) = self._session.run(None, {"input": sound})
        sets: NDArray[np.float32] = np.exp(output)
        sets[np.abs(windows.astype(np.int32)).max(axis=1) <= _SILENCE] = np.eye(7)[0]
        return sets


def _starts(samples: Samples) -> range:
    step = STEP_FRAMES * _HOP
    return range(0, max(1, len(samples) - _WINDOW + step), step)


def _speaks(start: int, speech: Sequence[Stretch]) -> bool:
    """Whether anybody speaks in the window that starts with that sample."""
    at = bisect_right(speech, start / RATE, key=lambda stretch: stretch.end)
    return at < len(speech) and speech[at].start < (start + _WINDOW) / RATE


def _cut(samples: Samples, start: int) -> Samples:
    window = samples[start : start + _WINDOW]
    return np.pad(window, (0, _WINDOW - len(window)))


def stretches(pieces: Iterable[NDArray[np.float32]], seconds: float) -> Iterator[Stretch]:
    """The runs of likely frames, short pauses bridged and clicks dropped.

    The probabilities come piece by piece; a stretch is given out as soon as no later frame
    can change it.
    """
    for found in _joined(_runs(pieces)):
        stretch = Stretch(max(0.0, found.start), min(found.end, seconds))
        if stretch.seconds >= _SHORTEST:
            yield stretch


def _joined(runs: Iterable[Stretch]) -> Iterator[Stretch]:
    held: Stretch | None = None  # the last one, for as long as it may go on
    for run in runs:
        if held and run.start - held.end >= _PAUSE:
            yield held
            held = None
        if run.seconds > 0:
            held = Stretch(held.start if held else run.start, run.end)
    if held:
        yield held


def _runs(pieces: Iterable[NDArray[np.float32]]) -> Iterator[Stretch]:
    """The runs of likely frames; after a piece an empty one, which tells how far we are."""
    began: int | None = None
    seen = 0
    for piece in pieces:
        edges = np.flatnonzero(np.diff(piece > _SPEECH, prepend=began is not None)) + seen
        for edge in edges.tolist():
            if began is None:
                began = edge
            else:
                yield Stretch(time_of(began), time_of(edge))
                began = None
        seen += len(piece)
        if began is None:
            yield Stretch(time_of(seen), time_of(seen))
    if began is not None:
        yield Stretch(time_of(began), time_of(seen))


def time_of(frame: int) -> float:
    """Where a frame begins, in seconds."""
    return (frame * _HOP + _CENTRE - _HOP // 2) / RATE
