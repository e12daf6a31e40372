"""Where somebody speaks: pyannote's segmentation-3.0, in windows of 10 s every 5 s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from mintobrief.transcribe.heard import RATE, Report, Samples, Stretch

_WINDOW = 10 * RATE
_FRAMES = 589  # that the network gives for a window
_HOP = 270  # samples from frame to frame
_CENTRE = 495  # of the first frame, in samples
_STEP_FRAMES = 296  # 4.995 s: a whole number of frames, so that windows add up frame by frame
_BATCH = 4
_SPEECH = 0.5  # probability
_PAUSE = 0.3  # shorter pauses do not end a stretch
_SHORTEST = 0.25
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
        starts = range(0, max(1, len(samples) - _WINDOW + _STEP_FRAMES * _HOP), _STEP_FRAMES * _HOP)
        total = np.zeros(_BATCH * _STEP_FRAMES + _FRAMES, np.float32)
        weight = np.full_like(total, 1e-6)
        taper = np.hamming(_FRAMES).astype(np.float32)  # a window knows its middle best
        for first in range(0, len(starts), _BATCH):
            batch = starts[first : first + _BATCH]
            scores = self._score(np.stack([_cut(samples, start) for start in batch]))
            for index, score in enumerate(scores):
                frames = slice(index * _STEP_FRAMES, index * _STEP_FRAMES + _FRAMES)
                total[frames] += taper * score
                weight[frames] += taper
            report(min(batch[-1] + _WINDOW, len(samples)) / RATE)
            final = len(batch) * _STEP_FRAMES
            if batch[-1] == starts[-1]:
                final += _FRAMES - _STEP_FRAMES
            yield total[:final] / weight[:final]
            total = np.concatenate([total[final:], np.zeros(final, np.float32)])
            weight = np.concatenate([weight[final:], np.full(final, 1e-6, np.float32)])

    def _score(self, windows: NDArray[np.int16]) -> NDArray[np.float32]:
        sound = windows[:, None].astype(np.float32) / 32768
        (output,) = self._session.run(None, {"input": sound})
        speech: NDArray[np.float32] = 1 - np.exp(output[:, :, 0])  # class 0: nobody
        speech[np.abs(windows.astype(np.int32)).max(axis=1) <= _SILENCE] = 0
        return speech


def open_session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )


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
                yield Stretch(_time(began), _time(edge))
                began = None
        seen += len(piece)
        if began is None:
            yield Stretch(_time(seen), _time(seen))
    if began is not None:
        yield Stretch(_time(began), _time(seen))


def _time(frame: int) -> float:
    """Where a frame begins, in seconds."""
    return (frame * _HOP + _CENTRE - _HOP // 2) / RATE
