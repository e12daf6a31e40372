"""A long meeting goes to the model in windows that leave nothing out."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Topic
from mintobrief.extract.llm.windows import Window, windows_of
from tests.extract.meetings import talk


def meeting(turns: int) -> tuple[str, ...]:
    return tuple(f"{'甲乙丙'[i % 3]}某：" + "这件事再想一想。" * 3 for i in range(turns))


def test_a_short_meeting_is_one_window() -> None:
    said = talk(*meeting(4))
    assert list(windows_of(said, (), 6_000)) == [Window(0, len(said))]
    assert list(windows_of((), (), 6_000)) == []


@given(st.integers(1, 60), st.integers(1, 2_000))
def test_every_utterance_is_in_a_window_that_is_not_too_long(turns: int, size: int) -> None:
    said = talk(*meeting(turns))
    windows = list(windows_of(said, (), size))
    assert {i for w in windows for i in range(w.first, w.end)} == set(range(len(said)))
    for window in windows:
        length = sum(len(u.text) + 8 for u in said[window.first : window.end])
        assert length <= size or window.end == window.first + 1
    for one, other in itertools.pairwise(windows):
        assert one.first < other.first <= one.end < other.end


def test_a_window_ends_before_a_topic_and_the_next_says_its_last_turns_again() -> None:
    said = talk(*meeting(40))
    topics = (Topic("一", 0, 53), Topic("二", 54, 119))
    first, second, *_ = windows_of(said, topics, 1_000)
    assert first == Window(0, 54)
    assert 48 <= second.first < 54
    assert said[second.first].turn != said[second.first - 1].turn


def test_without_a_topic_nearby_a_window_ends_with_a_turn() -> None:
    said = talk(*meeting(40))
    first, *_ = windows_of(said, (), 1_000)
    assert said[first.end].turn != said[first.end - 1].turn
