"""Who speaks when: speech by segmentation-3.0, voices by CAM++, grouped by likeness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.config import Settings
from mintobrief.transcribe.clusters import Labels, Vectors, cluster, distance_for
from mintobrief.transcribe.fbank import fbank
from mintobrief.transcribe.heard import RATE, Report, Samples, SpeakerTurn, Stretch, Voices
from mintobrief.transcribe.speech import SpeechFinder, open_session
from mintobrief.weights import assemble

_WINDOW = 1.5  # seconds of speech that make a voice vector
_STEP = 0.75
_BATCH = 32
_LITTLE = 120.0  # seconds of speech below which the number of voices is a guess


@dataclass(frozen=True, slots=True)
class _Window:
    """A piece of speech whose voice is measured; `stretch` is the index of where it lies."""

    stretch: int
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class VoiceDiarizer:
    """Tells voices apart within one recording; it keeps nothing of them afterwards."""

    identity = "segmentation-3.0 cam++"

    def __init__(self, settings: Settings) -> None:
        folder = assemble("speaker-turns", settings)
        self._speech = SpeechFinder(folder / "segmentation.onnx", settings.threads)
        self._voice = VoiceMeter(folder / "embedding.onnx", settings.threads)

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        return self._speech.find(samples, report)

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        windows = [window for i, part in enumerate(speech) for window in _windows(i, part)]
        vectors = self._voice.measure(samples, windows, report)
        labels = cluster(vectors, _distance(windows, vectors))
        return Voices(tuple(speech), turns(speech, windows, labels), _is_unsure(speech, labels))


class VoiceMeter:
    """Voice vectors of unit length, by CAM++."""

    def __init__(self, model: Path, threads: int) -> None:
        self._session = open_session(model, threads)

    def measure(self, samples: Samples, windows: Sequence[_Window], report: Report) -> Vectors:
        vectors = np.zeros((len(windows), 192), np.float32)
        for first in range(0, len(windows), _BATCH):
            batch = windows[first : first + _BATCH]
            sound = np.stack([_cut(samples, window) for window in batch])
            features = fbank(sound)
            features -= features.mean(axis=1, keepdims=True)
            (found,) = self._session.run(None, {"input": features})
            found = found.reshape(len(batch), -1)
            vectors[first : first + len(batch)] = found / np.linalg.norm(
                found, axis=1, keepdims=True
            )
            report(batch[-1].end)
        return vectors


def _windows(index: int, stretch: Stretch) -> Iterator[_Window]:
    """Windows across a stretch, the last one flush with its end; a short stretch is one."""
    start = stretch.start
    while start + _WINDOW < stretch.end:
        yield _Window(index, start, start + _WINDOW)
        start += _STEP
    yield _Window(index, max(stretch.start, stretch.end - _WINDOW), stretch.end)


def _distance(windows: Sequence[_Window], vectors: Vectors) -> float:
    """Judged by windows of one stretch that follow each other and share little sound."""
    pairs = zip(windows, windows[2:], strict=False)
    follows = [a.stretch == b.stretch and b.start > a.end - _STEP / 2 for a, b in pairs]
    first = np.flatnonzero(follows)
    return distance_for(vectors[first], vectors[first + 2])


def _cut(samples: Samples, window: _Window) -> NDArray[np.float32]:
    """The window's sound, repeated where it is short: the network wants equal lengths."""
    piece = samples[int(window.start * RATE) : int(window.end * RATE)]
    return np.resize(piece.astype(np.float32) / 32768, int(_WINDOW * RATE))


def turns(
    speech: Sequence[Stretch], windows: Sequence[_Window], labels: Labels
) -> tuple[SpeakerTurn, ...]:
    """Speech cut halfway between windows of different voices; neighbours of one voice joined."""
    found: list[SpeakerTurn] = []
    labelled = zip(windows, labels.tolist(), strict=True)
    for index, group in groupby(labelled, key=lambda pair: pair[0].stretch):
        mine = list(group)
        cuts = [(a.middle + b.middle) / 2 for (a, _), (b, _) in pairwise(mine)]
        edges = pairwise([speech[index].start, *cuts, speech[index].end])
        for (start, end), (_, voice) in zip(edges, mine, strict=True):
            found.append(SpeakerTurn(start, end, voice))
    return _join(found)


def _join(pieces: Sequence[SpeakerTurn]) -> tuple[SpeakerTurn, ...]:
    joined: list[SpeakerTurn] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.voice == piece.voice and piece.start == last.end:
            joined[-1] = SpeakerTurn(last.start, piece.end, piece.voice)
        else:
            joined.append(piece)
    return tuple(joined)


def _is_unsure(speech: Sequence[Stretch], labels: Labels) -> bool:
    """Several voices in little speech: the clustering has too little to go by."""
    heard = sum(stretch.seconds for stretch in speech)
    return heard < _LITTLE and len(set(labels.tolist())) > 1
