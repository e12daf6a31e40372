"""What the pauses of a voice tell depends on how that voice pauses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.transcribe.manner import telling

SHORT, LONG = [0.32, 0.38, 0.42, 0.35, 0.4] * 2, [0.58, 0.61, 0.64, 0.57, 0.6] * 2
DOUBTFUL = [1.0] * 20
CERTAIN = [1.0] * 20


@pytest.mark.parametrize("tempo", [0.7, 1.0, 1.6])
def test_who_rests_longer_after_sentences_is_understood_at_any_tempo(tempo: float) -> None:
    words = [0.7] * 10 + [1.5] * 10
    found = telling([tempo * pause for pause in SHORT + LONG], words, CERTAIN)
    assert found[:10].max() < -0.5
    assert found[10:].min() > 0.5


def test_where_the_words_know_that_all_pauses_are_alike_little_is_learnt() -> None:
    pauses = [0.3, 0.5, 0.4, 0.7] * 10
    words = ([20.0] * 4 + [0.05] * 4) * 5
    assert np.abs(telling(pauses, words, [1.0] * 40)).max() < 0.3


def test_pauses_that_are_shorter_after_sentences_tell_nothing() -> None:
    words = [50.0] * 10 + [0.02] * 10
    assert not telling(SHORT + LONG, words, CERTAIN).any()


def test_where_no_mark_stands_a_pause_is_no_example() -> None:
    stray = telling([*SHORT, *LONG, 2.5, 2.5], [*DOUBTFUL, 0.1, 0.1], [*CERTAIN, 0.0, 0.0])
    assert stray[:20] == pytest.approx(telling(SHORT + LONG, DOUBTFUL, CERTAIN))


def test_the_recognisers_own_ends_without_silence_tell_nothing() -> None:
    found = telling([*SHORT, *LONG, 0.0, 0.1], [*DOUBTFUL, 9.0, 0.1], [*CERTAIN, 1.0, 1.0])
    assert found[20:].tolist() == [0, 0]


@given(
    st.lists(st.tuples(st.floats(0), st.floats(0, 1e9), st.floats(0, 1)), max_size=30),
)
def test_no_pause_ever_decides_alone(heard: list[tuple[float, float, float]]) -> None:
    pauses, odds, marked = ([row[i] for row in heard] for i in range(3))
    found = telling(pauses, odds, marked)
    assert found.shape == (len(heard),)
    assert (np.abs(found) <= 3).all()
