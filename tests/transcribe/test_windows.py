"""The sound is cut where nobody speaks, and lost speech is found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.transcribe.heard import Segment, Stretch, Word
from mintobrief.transcribe.windows import unheard, windows
from tests.transcribe.heard import segment


def test_a_short_recording_is_one_window() -> None:
    speech = (Stretch(1, 5), Stretch(6, 9))
    assert list(windows(speech, 10)) == [(Stretch(0.4, 9.6), speech)]


def test_the_first_window_is_short() -> None:
    """The first words are to be seen within seconds."""
    speech = [Stretch(i * 5, i * 5 + 4.5) for i in range(60)]
    found = [window for window, _ in windows(speech, 300)]
    assert found[0].seconds <= 31
    assert found[1].seconds > 60


def test_a_window_is_known_as_soon_as_the_speech_after_it() -> None:
    def endless() -> Iterator[Stretch]:
        yield from (Stretch(i * 5, i * 5 + 4.5) for i in range(8))
        raise AssertionError("listened further than needed")

    first, _ = next(windows(endless(), 3600))
    assert first.end < 31


def test_a_long_recording_is_cut_in_a_pause() -> None:
    speech = [Stretch(i * 50, i * 50 + 48) for i in range(8)]
    found = [window for window, _ in windows(speech, 400)]
    assert len(found) > 1
    cuts = [window.end for window in found[:-1]]
    assert all(any(s.end <= cut <= s.end + 2 for s in speech) for cut in cuts)


def test_dead_silence_is_skipped() -> None:
    found = [window for window, _ in windows([Stretch(10, 20), Stretch(100, 110)], 200)]
    assert found == [Stretch(9.4, 20.6), Stretch(99.4, 110.6)]


def test_no_speech_is_no_window() -> None:
    assert not list(windows([], 3600))


speeches = st.lists(st.tuples(st.floats(0.01, 30), st.floats(0.3, 500)), min_size=1, max_size=30)


@given(speeches)
def test_every_second_of_speech_lies_in_one_window_and_none_is_too_long(
    drawn: list[tuple[float, float]],
) -> None:
    speech, at = [], 0.0
    for pause, length in drawn:
        speech.append(Stretch(at + pause, at + pause + length))
        at = speech[-1].end
    cut = list(windows(speech, at + 1))
    found = [window for window, _ in cut]
    covered = sum(part.seconds for _, parts in cut for part in parts)
    assert all(w.start <= p.start and p.end <= w.end for w, parts in cut for p in parts)
    assert covered == pytest.approx(sum(part.seconds for part in speech))
    assert all(window.seconds < 250 for window in found)
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(found))


def test_speech_without_words_is_found() -> None:
    heard = [segment("电梯坏了", 0), segment("散会", 9)]
    (gap,) = unheard([Stretch(0, 10)], heard, 0.8)
    assert gap.start == pytest.approx(0.8)
    assert gap.end == pytest.approx(9)


def test_a_character_drawn_out_over_seconds_does_not_hide_lost_speech() -> None:
    drawn_out = Segment((Word("好", 0, 12, 0.3),))
    (gap,) = unheard([Stretch(0, 12)], [drawn_out], 0.8)
    assert gap.start < 1
    assert gap.end == 12


def test_a_breath_between_words_is_not_lost_speech() -> None:
    assert unheard([Stretch(0, 1.6)], [segment("电梯", 0), segment("坏了快修", 0.8)], 0.3) == []


def test_all_speech_is_lost_where_nothing_was_recognised() -> None:
    assert unheard([Stretch(0, 4), Stretch(5, 5.5)], [], 0.8) == [Stretch(0, 4)]


@given(
    st.lists(st.tuples(st.floats(0.1, 5), st.floats(0.3, 20)), min_size=1, max_size=12),
    st.lists(st.floats(0, 150), max_size=40),
)
def test_speech_is_either_heard_or_lost(
    drawn: list[tuple[float, float]], starts: list[float]
) -> None:
    """Every moment of speech without a word near it is in a gap, and no gap has words in it."""
    speech, at = [], 0.0
    for pause, length in drawn:
        speech.append(Stretch(at + pause, at + pause + length))
        at = speech[-1].end
    heard = [segment("好的", start) for start in starts]
    gaps = unheard(speech, heard, 0.0)
    words = [word for s in heard for word in s.words]
    assert not any(g.start < word.middle < g.end for g in gaps for word in words)
    for part in speech:
        for moment in (part.start + 0.01, (part.start + part.end) / 2):
            if not any(word.start - 1 < moment < word.end + 1 for word in words):
                assert any(gap.start <= moment <= gap.end for gap in gaps)
