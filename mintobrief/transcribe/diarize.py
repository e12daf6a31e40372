"""Who speaks when: voices followed by segmentation-3.0, measured by CAM++, grouped by likeness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.config import Settings
from mintobrief.transcribe.clusters import (
    ALIKE,
    USUAL,
    Labels,
    Numbers,
    Sums,
    Vectors,
    count_voices,
    group,
    in_order,
    settle,
    sums,
)
from mintobrief.transcribe.fbank import fbank
from mintobrief.transcribe.heard import RATE, Report, Samples, SpeakerTurn, Stretch, Voices
from mintobrief.transcribe.speech import SpeechFinder
from mintobrief.transcribe.tracks import Spurt, spurts
from mintobrief.weights import assemble
from mintobrief.weights.session import open_session

_WINDOW = 1.5  # seconds of speech that make a voice vector
_STEP = 1.0  # at most
_SHORTEST = 0.4  # seconds of one voice alone that are measured
_GROUPED = 1.2  # seconds alone from which a spurt helps to find the voices
_BATCH = 16
_PAIRS = 8  # of windows to judge by how like itself a voice is
_BRIDGED = 0.5  # a pause within one turn
_LITTLE = 60.0  # seconds of speech below which the number of voices is a guess
_NARROW = 0.03  # the number of voices must not hang on so little of the likeness
_FOUND_SHARE = 0.3  # of the work is following the voices, as measured


@dataclass(frozen=True, slots=True)
class _Window:
    """Speech of one voice whose vector is measured; `spurt` is the index of where it lies."""

    spurt: int
    start: float
    end: float


class VoiceDiarizer:
    """Tells voices apart within one recording; it keeps nothing of them afterwards."""

    identity = "segmentation-3.0 cam++ 2"

    def __init__(self, settings: Settings) -> None:
        folder = assemble("speaker-turns", settings)
        self._speech = SpeechFinder(folder / "segmentation.onnx", settings.threads)
        self._voice = VoiceMeter(folder / "embedding.onnx", settings.threads)

    def find_speech(self, samples: Samples, report: Report) -> Iterator[Stretch]:
        return self._speech.find(samples, report)

    def find_voices(self, samples: Samples, speech: Sequence[Stretch], report: Report) -> Voices:
        seconds = len(samples) / RATE
        found = spurts(self._speech.activities(samples, speech), seconds)
        report(seconds * _FOUND_SHARE)
        windows = [window for i, spurt in enumerate(found) for window in _windows(i, spurt)]
        if not windows:
            return Voices(tuple(speech), (), unsure=bool(speech))
        vectors = self._voice.measure(
            samples, windows, lambda end: report(end + (seconds - end) * _FOUND_SHARE)
        )
        return _told_apart(speech, found, windows, vectors)


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


def _windows(index: int, spurt: Spurt) -> Iterator[_Window]:
    """Windows across what the spurt's voice says alone; the last one is flush with the end."""
    for start, end in spurt.alone:
        if end - start < _SHORTEST:
            continue
        last = max(start, end - _WINDOW)
        for begin in np.linspace(start, last, 1 + round(np.ceil((last - start) / _STEP))).tolist():
            yield _Window(index, begin, min(end, begin + _WINDOW))


def _cut(samples: Samples, window: _Window) -> NDArray[np.float32]:
    """The window's sound, repeated where it is short: the network wants equal lengths."""
    piece = samples[int(window.start * RATE) : int(window.end * RATE)]
    return np.resize(piece.astype(np.float32) / 32768, int(_WINDOW * RATE))


def _told_apart(
    speech: Sequence[Stretch],
    found: Sequence[Spurt],
    windows: Sequence[_Window],
    vectors: Vectors,
) -> Voices:
    seconds = np.array([window.end - window.start for window in windows])
    index = np.array([window.spurt for window in windows], np.intp)
    parts = sums(vectors, seconds / _WINDOW, index, len(found))
    alone = np.bincount(index, seconds, len(found))
    chosen = np.flatnonzero(alone >= min(_GROUPED, alone.max()))
    grouped, usual = parts.take(chosen), _usual_likeness(windows, vectors)
    labels = np.full(len(found), -1, np.intp)
    labels[chosen] = group(grouped, usual)
    tracks = np.array([spurt.track for spurt in found], np.intp)
    voices, directions = settle(parts, labels, tracks, _pauses(found))
    voices = _distinct(found, parts, voices, directions)
    known = np.flatnonzero(voices >= 0)
    order = in_order(voices[known])
    names = voices[known][np.unique(order, return_index=True)[1]]
    return Voices(
        tuple(speech),
        turns([found[i] for i in known.tolist()], order),
        _is_unsure(float(alone.sum()), grouped, usual),
        directions[names].astype(np.float32),
    )


def _usual_likeness(windows: Sequence[_Window], vectors: Vectors) -> float:
    """How like a voice is to itself from one moment to the next in this recording."""
    pairs = [
        (at, at + ahead)
        for at, window in enumerate(windows)
        for ahead in (1, 2)
        for after in windows[at + ahead : at + ahead + 1]
        if after.spurt == window.spurt and after.start >= window.end - 0.05
    ]
    if len(pairs) < _PAIRS:
        return USUAL
    first, second = np.array(pairs).T
    return float(np.median((vectors[first] * vectors[second]).sum(axis=1)))


def _pauses(found: Sequence[Spurt]) -> Numbers:
    """Seconds since the spurt before on the same track."""
    ends: dict[int, float] = {}
    pauses = np.zeros(len(found))
    for index, spurt in enumerate(found):
        pauses[index] = spurt.start - ends.get(spurt.track, spurt.start)
        ends[spurt.track] = spurt.end
    return pauses


def _distinct(found: Sequence[Spurt], parts: Sums, voices: Labels, directions: Numbers) -> Labels:
    """Two that speak at once are two voices: who is heard less alone gets the next likest."""
    distinct = voices.copy()
    for i, j in _at_once(found):
        if distinct[i] != distinct[j] or distinct[i] < 0 or len(directions) < 2:
            continue
        weaker, other = (i, j) if parts.weights[i] < parts.weights[j] else (j, i)
        likeness = directions @ parts.vectors[weaker]
        likeness[distinct[other]] = -np.inf
        distinct[weaker] = likeness.argmax() if parts.weights[weaker] else -1
    return distinct


def _at_once(found: Sequence[Spurt]) -> Iterator[tuple[int, int]]:
    """Pieces of two tracks that share more than half of the shorter one."""
    for i, spurt in enumerate(found):
        for j in range(i + 1, len(found)):
            other = found[j]
            if other.start >= spurt.end:
                break
            shared = min(spurt.end, other.end) - other.start
            shorter = min(spurt.end - spurt.start, other.end - other.start)
            if spurt.track != other.track and shared > shorter / 2:
                yield i, j


def turns(found: Sequence[Spurt], voices: Labels) -> tuple[SpeakerTurn, ...]:
    """The spurts of each voice joined over short pauses in which nobody else speaks."""
    joined: list[SpeakerTurn] = []
    last: dict[int, int] = {}
    for spurt, voice in zip(found, voices.tolist(), strict=True):
        at = last.get(voice, len(joined))
        if at < len(joined) and _goes_on(joined[at], joined[at + 1 :], spurt):
            end = max(joined[at].end, spurt.end)
            joined[at] = SpeakerTurn(joined[at].start, end, voice)
        else:
            last[voice] = len(joined)
            joined.append(SpeakerTurn(spurt.start, spurt.end, voice))
    return tuple(joined)


def _goes_on(turn: SpeakerTurn, since: Sequence[SpeakerTurn], spurt: Spurt) -> bool:
    if spurt.start <= turn.end:
        return True
    return spurt.start - turn.end < _BRIDGED and all(other.end <= turn.end for other in since)


def _is_unsure(seconds: float, parts: Sums, usual: float) -> bool:
    """Whether a little more or less tolerance would give another number of voices."""
    strict, lenient = (
        count_voices(parts.by(group(parts, usual, ALIKE + by))) for by in (_NARROW, -_NARROW)
    )
    return strict != lenient or (seconds < _LITTLE and strict > 1)
