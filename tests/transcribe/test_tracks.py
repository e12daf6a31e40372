"""Voices are followed from window to window, whatever number the network gives them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mintobrief.transcribe.heard import RATE
from mintobrief.transcribe.speech import FRAMES, STEP_FRAMES
from mintobrief.transcribe.tracks import Spurt, spurts

FRAME = 270 / RATE
Spoken = list[tuple[float, float]]


def windows(
    voices: list[Spoken], seconds: float, orders: Sequence[tuple[int, ...]] | None = None
) -> list[NDArray[np.float32]]:
    """What the network would say: voice n of window w in column orders[w][n]."""
    count = max(1, 1 + round(np.ceil((seconds / FRAME - FRAMES) / STEP_FRAMES)))
    whole = np.zeros(((count - 1) * STEP_FRAMES + FRAMES, 3), np.float32)
    for voice, spoken in enumerate(voices):
        for start, end in spoken:
            whole[round(start / FRAME) : round(end / FRAME), voice] = 1
    found = []
    for number in range(count):
        order = orders[number % len(orders)] if orders else (0, 1, 2)
        first = number * STEP_FRAMES
        found.append(whole[first : first + FRAMES][:, list(order)])
    return found


def heard(found: tuple[Spurt, ...]) -> dict[int, float]:
    """Seconds of each track."""
    return {
        track: sum(p.end - p.start for p in found if p.track == track)
        for track in sorted({p.track for p in found})
    }


TALK: list[Spoken] = [[(0, 8), (14, 18)], [(8.5, 13.5), (18.5, 24)]]


def test_each_voice_is_one_track_whatever_its_number_in_a_window() -> None:
    swapped = [(0, 1, 2), (1, 0, 2), (2, 1, 0)]
    found = spurts(windows(TALK, 30, swapped), 30)
    assert sorted(heard(found).values()) == pytest.approx([10.5, 12], abs=0.2)


def test_a_voice_that_comes_back_after_long_is_another_track() -> None:
    found = spurts(windows([[(0, 5), (40, 45)]], 50), 50)
    assert len(heard(found)) == 2


def test_long_speech_is_cut_and_short_pauses_are_not() -> None:
    found = spurts(windows([[(0, 3), (3.1, 9)]], 10), 10)
    assert len(found) == 3
    assert all(spurt.end - spurt.start <= 4.1 for spurt in found)
    assert [a.end for a in found[:-1]] == [b.start for b in found[1:]]


def test_a_pause_ends_a_spurt() -> None:
    found = spurts(windows([[(0, 3), (3.3, 6)]], 10), 10)
    assert [spurt.end for spurt in found] == pytest.approx([3, 6], abs=0.05)


def test_where_two_speak_at_once_neither_is_alone() -> None:
    first, second = spurts(windows([[(0, 4)], [(3, 6)]], 10), 10)
    assert first.end > second.start
    assert first.alone == ((first.start, second.start),)
    assert second.alone == ((first.end, second.end),)


def test_what_lies_after_the_end_of_the_recording_is_left_out() -> None:
    found = spurts(windows([[(0, 4)], [(9.5, 9.9)]], 10), 3.5)
    assert [spurt.end for spurt in found] == [3.5]
    assert found[0].alone == ((found[0].start, 3.5),)


def test_silence_has_no_spurts() -> None:
    assert spurts(windows([], 30), 30) == ()


@given(
    st.lists(st.tuples(st.integers(0, 2), st.floats(0.5, 6)), min_size=1, max_size=12),
    st.lists(st.permutations([0, 1, 2]).map(tuple), min_size=1, max_size=5),
)
def test_no_speech_is_lost_or_invented(
    turns: list[tuple[int, float]], orders: list[tuple[int, ...]]
) -> None:
    voices: list[Spoken] = [[], [], []]
    end = 0.0
    for voice, seconds in turns:
        voices[voice].append((end, end + seconds))
        end += seconds + 0.2
    found = spurts(windows(voices, end, orders), end)
    told = sum(spurt.end - spurt.start for spurt in found)
    assert told == pytest.approx(sum(s for _, s in turns), abs=0.05 * len(turns) + 0.1)
