"""Where somebody speaks: pyannote's segmentation-3.0, in windows of 10 s every 5 s."""

from __future__ import annotations

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
    """Finds the stretches of a recording in which anybody speaks."""

    def __init__(self, model: Path, threads: int) -> None:
        self._session = open_session(model, threads)

    def find(self, samples: Samples, report: Report) -> tuple[Stretch, ...]:
        return stretches(self._probabilities(samples, report), len(samples) / RATE)

    def _probabilities(self, samples: Samples, report: Report) -> NDArray[np.float32]:
        """The probability of speech for every frame; overlapping windows are averaged."""
        starts = range(0, max(1, len(samples) - _WINDOW + _STEP_FRAMES * _HOP), _STEP_FRAMES * _HOP)
        total = np.zeros((len(starts) - 1) * _STEP_FRAMES + _FRAMES, np.float32)
        weight = np.full_like(total, 1e-6)
        taper = np.hamming(_FRAMES).astype(np.float32)  # a window knows its middle best
        for first in range(0, len(starts), _BATCH):
            batch = starts[first : first + _BATCH]
            scores = self._score(np.stack([_cut(samples, start) for start in batch]))
            for start, score in zip(batch, scores, strict=True):
                frames = slice(start // _HOP, start // _HOP + _FRAMES)
                total[frames] += taper * score
                weight[frames] += taper
            report(min(batch[-1] + _WINDOW, len(samples)) / RATE)
        return total / weight

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


def stretches(probabilities: NDArray[np.float32], seconds: float) -> tuple[Stretch, ...]:
    """The runs of likely frames, short pauses bridged and clicks dropped."""
    likely = np.concatenate([[False], probabilities > _SPEECH, [False]])
    edges = np.flatnonzero(likely[1:] != likely[:-1]).reshape(-1, 2)
    joined: list[list[float]] = []
    for start, end in ((edges * _HOP + _CENTRE - _HOP // 2) / RATE).tolist():
        if joined and start - joined[-1][1] < _PAUSE:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    found = (Stretch(max(0.0, start), min(end, seconds)) for start, end in joined)
    return tuple(stretch for stretch in found if stretch.seconds >= _SHORTEST)
