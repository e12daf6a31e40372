"""Words go to the voice of their own time, and stray words tear nothing apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.transcribe.align import Clause, clauses, crowded, one_at_a_time, voice_at
from mintobrief.transcribe.heard import Segment, SpeakerTurn, Stretch, Voices, Word
from tests.transcribe.heard import segment, voices


def text(clause: Clause) -> str:
    return "".join(word.text for word in clause.words)


def test_each_segment_goes_to_the_voice_that_speaks_then() -> None:
    found = clauses(
        [segment("电梯坏了", 0), segment("什么时候修", 2)], voices((0, 1, 0), (2, 3, 1))
    )
    assert [(text(c), c.voice) for c in found] == [("电梯坏了", 0), ("什么时候修", 1)]


def test_a_segment_across_two_voices_is_split_where_they_change() -> None:
    found = clauses([segment("电梯坏了快去修吧", 0)], voices((0, 0.8, 0), (0.8, 1.6, 1)))
    assert [(text(c), c.voice) for c in found] == [("电梯坏了", 0), ("快去修吧", 1)]


def test_a_stray_word_does_not_split_a_clause() -> None:
    turns = voices((0, 1.0, 0), (1.0, 1.2, 1), (1.2, 3.0, 0))
    found = clauses([segment("物业公司下周五之前修好", 0)], turns)
    assert [(text(c), c.voice) for c in found] == [("物业公司下周五之前修好", 0)]


def test_stray_words_between_two_voices_stay_with_the_first() -> None:
    turns = voices((0, 1.0, 0), (1.0, 1.2, 2), (1.2, 2.4, 1))
    found = clauses([segment("我们来修好吗可以的没问题", 0)], turns)
    assert [(len(c.words), c.voice) for c in found] == [(6, 0), (6, 1)]


def test_a_space_of_the_recogniser_ends_a_clause() -> None:
    found = clauses([segment("先换灯 再修门", 0)], voices((0, 5, 0)))
    assert [text(c).strip() for c in found] == ["先换灯", "再修门"]


def test_a_space_between_latin_words_does_not() -> None:
    latin = Segment((Word("Wi", 0, 0.2, 1), Word(" Fi", 0.2, 0.4, 1), Word("坏", 0.4, 0.6, 1)))
    assert len(clauses([latin], voices((0, 1, 0)))) == 1


def test_a_word_stretched_over_silence_gives_it_back() -> None:
    """Evidence begins where the speech begins, not in the silence before it."""
    stretched = Segment((*segment("好的", 0).words, Word("那", 0.4, 5.2, 0.9)))
    found = clauses([stretched], voices((0, 0.5, 0), (5.0, 6.0, 0)))
    assert [text(c) for c in found] == ["好的", "那"]
    assert found[0].pause == pytest.approx(4.5)
    assert found[1].start == pytest.approx(5.0)


def test_a_word_outside_every_turn_goes_to_the_nearest() -> None:
    turns = (SpeakerTurn(0, 1, 0), SpeakerTurn(4, 5, 1))
    assert [voice_at(time, turns) for time in (0.5, 2.0, 3.0, 9.0)] == [0, 0, 1, 1]


OVER = replace(
    voices((0, 4, 0), (1, 2, 1), (3, 6, 1), (6, 8, 0)),
    speech=(Stretch(0, 8),),
)


def test_where_two_speak_at_once_is_known() -> None:
    assert [(s.start, s.end) for s in crowded(OVER.turns)] == [(1, 2), (3, 4)]
    assert crowded(OVER.turns[3:]) == ()


def test_who_spoke_first_goes_on_to_the_end() -> None:
    alone = one_at_a_time(OVER.turns)
    assert [(t.start, t.end, t.voice) for t in alone] == [(0, 4, 0), (4, 6, 1), (6, 8, 0)]


def test_words_said_over_each_other_are_believed_less() -> None:
    (said,) = clauses([segment("水管漏水了快关", 0, pace=0.5)], OVER)
    assert [w.probability < 0.9 for w in said.words] == [False] * 2 + [True] * 2 + [
        False,
        False,
        True,
    ]
    assert said.voice == 0


@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0.1, 9), st.integers(0, 3)), max_size=12))
def test_turns_one_at_a_time_and_crowds_cover_what_was_spoken(
    spoken: list[tuple[float, float, int]],
) -> None:
    turns = tuple(SpeakerTurn(a, a + b, v) for a, b, v in sorted(spoken))
    alone = one_at_a_time(turns)
    assert all(a.end <= b.start for a, b in pairwise(alone))
    for time in (0.05 + 0.1 * n for n in range(290)):
        count = sum(turn.start <= time < turn.end for turn in turns)
        assert any(t.start <= time < t.end for t in alone) == (count > 0)
        assert any(s.start <= time < s.end for s in crowded(turns)) == (count > 1)


def test_without_turns_there_is_one_voice() -> None:
    assert [c.voice for c in clauses([segment("散会", 0)], Voices((), ()))] == [0]


def test_nothing_heard_is_no_clause() -> None:
    assert clauses([], voices((0, 5, 0))) == []


spans = st.lists(st.floats(0.05, 4), min_size=1, max_size=12)


@given(spans, st.lists(st.integers(0, 3), min_size=12, max_size=12), st.integers(1, 60))
def test_no_word_is_lost_doubled_or_moved(
    lengths: list[float], labels: list[int], count: int
) -> None:
    edges = [sum(lengths[:i]) for i in range(len(lengths) + 1)]
    turns = zip(edges, edges[1:], labels, strict=False)
    heard = [segment("一二三四五六七八九十" * 6, 0.1, 0.11)]
    heard = [Segment(heard[0].words[:count])]
    found = clauses(heard, voices(*turns))
    assert [w.text for c in found for w in c.words] == [w.text for w in heard[0].words]
    assert all(c.start <= c.end for c in found)
