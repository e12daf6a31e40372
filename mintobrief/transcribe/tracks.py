"""Voices followed from one window of the segmentation to the next.

In every window the network calls the voices first, second and third anew. Windows overlap by
half, so a voice is found again as the one that speaks at the same moments. What is followed
without a break is a track; the voices of two tracks may well turn out to be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mintobrief.pairing import best_pairs
from mintobrief.transcribe.speech import FRAMES, STEP_FRAMES, time_of

Activity = NDArray[np.float32]

_SPEAKS = 0.5  # probability
_FEWEST = 3  # frames of a window that make a voice
_SHARED = 10.0  # frames at which a voice must be heard in both windows
_APART = 0.3  # what a frame counts, at which it is heard in only one of them
_PAUSE = 8  # frames, .135 s: shorter pauses do not end a spurt
_SHORTEST = 8
_LONGEST = 237  # frames, 4 s: longer spurts are cut, as the voice may change unnoticed
_TAPER = np.hamming(FRAMES).astype(np.float32)  # a window knows its middle best


@dataclass(frozen=True, slots=True)
class Spurt:
    """Speech of one voice without a pause, or a part of it; `alone` is where nobody else speaks."""

    track: int
    start: float
    end: float
    alone: tuple[tuple[float, float], ...]


@dataclass(slots=True, eq=False)
class _Track:
    """A voice being followed; what lies before the current window is settled."""

    first: int  # frame
    total: Activity
    weight: Activity
    settled: list[NDArray[np.bool_]] = field(default_factory=list)
    ends: int = FRAMES  # frames from here on that a window could still change

    @property
    def likely(self) -> Activity:
        return np.asarray(self.total / np.maximum(self.weight, 1e-6), np.float32)

    def add(self, activity: Activity) -> None:
        self.total += _TAPER * activity
        self.weight += _TAPER
        self.ends = FRAMES

    def step(self) -> None:
        """Settle what no later window reaches, and go on to the next one."""
        self.settled.append(self.likely[:STEP_FRAMES] > _SPEAKS)
        self.total = _moved(self.total)
        self.weight = _moved(self.weight)
        self.ends -= STEP_FRAMES

    @property
    def active(self) -> NDArray[np.bool_]:
        """For every frame from the first whether the voice speaks."""
        return np.concatenate([*self.settled, self.likely[: max(0, self.ends)] > _SPEAKS])


def spurts(windows: Iterable[Activity], seconds: float) -> tuple[Spurt, ...]:
    """What each voice says between its pauses in that many seconds, in order of time."""
    tracks = list(_follow(windows))
    found = [
        (number, first + track.first, last + track.first)
        for number, track in enumerate(tracks)
        for first, last in _runs(track.active)
    ]
    speaking = np.zeros(max((last for *_, last in found), default=0), np.int8)
    for _, first, last in found:
        speaking[first:last] += 1
    cut = [(t, *part) for t, first, last in found for part in _cut(first, last)]
    cut.sort(key=lambda spurt: spurt[1:])
    spoken = (
        Spurt(
            track,
            time_of(first),
            min(time_of(last), seconds),
            tuple(_alone(speaking, first, last, seconds)),
        )
        for track, first, last in cut
    )
    return tuple(spurt for spurt in spoken if spurt.start < seconds)


def _follow(windows: Iterable[Activity]) -> Iterator[_Track]:
    """The tracks in order of their end."""
    live: list[_Track] = []
    for number, window in enumerate(windows):
        voices = [voice for voice in window.T if np.count_nonzero(voice > _SPEAKS) >= _FEWEST]
        again = _found_again(live, voices)
        for index, voice in enumerate(voices):
            if index not in again:
                empty = np.zeros(FRAMES, np.float32)
                live.append(_Track(number * STEP_FRAMES, empty, empty.copy()))
                again[index] = live[-1]
            again[index].add(voice)
        heard = set(map(id, again.values()))
        for track in live:
            if id(track) not in heard:
                track.weight += _TAPER  # its silence counts as well
            track.step()
        yield from (track for track in live if track.ends <= 0)
        live = [track for track in live if track.ends > 0]
    yield from live


def _found_again(tracks: list[_Track], voices: list[Activity]) -> dict[int, _Track]:
    """Which voices of a window are which tracks: those that speak at the same moments."""
    score = [[_sameness(track, voice) for voice in voices] for track in tracks]
    pairs = best_pairs(score)
    return {column: tracks[row] for row, column in pairs if score[row][column] > 0}


def _sameness(track: _Track, voice: Activity) -> float:
    before, now = track.likely[: track.ends], voice[: track.ends]
    both = float(np.minimum(before, now).sum())
    if both < _SHARED:
        return -1.0
    return both - _APART * (float(np.maximum(before, now).sum()) - both)


def _moved(frames: Activity) -> Activity:
    return np.concatenate([frames[STEP_FRAMES:], np.zeros(STEP_FRAMES, np.float32)])


def _runs(active: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First frame and the one after the last of each run, short pauses bridged."""
    joined: list[tuple[int, int]] = []
    for first, last in _edges(active):
        if joined and first - joined[-1][1] < _PAUSE:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return (run for run in joined if run[1] - run[0] >= _SHORTEST)


def _edges(active: NDArray[np.bool_]) -> list[tuple[int, int]]:
    framed = np.concatenate([[False], active, [False]])
    return [(a, b) for a, b in np.flatnonzero(framed[1:] != framed[:-1]).reshape(-1, 2).tolist()]


def _cut(first: int, last: int) -> Iterator[tuple[int, int]]:
    count = -(-(last - first) // _LONGEST)
    cuts = np.linspace(first, last, count + 1).round().astype(int).tolist()
    return pairwise(cuts)


def _alone(
    speaking: NDArray[np.int8], first: int, last: int, seconds: float
) -> Iterator[tuple[float, float]]:
    for a, b in _edges(speaking[first:last] == 1):
        yield time_of(first + a), min(time_of(first + b), seconds)
