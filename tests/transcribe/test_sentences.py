"""Clauses become sentences with the marks that pauses stand for, and nothing is added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import AudioSpan, Utterance
from mintobrief.transcribe.align import Clause
from mintobrief.transcribe.sentences import utterances
from tests.transcribe.heard import network, words


def clause(text: str, start: float = 0.0, voice: int = 0, pause: float = 0.0) -> Clause:
    return Clause(tuple(words(text, start)), voice, pause)


def said(*clauses: Clause) -> list[str]:
    return [u.text for u in utterances(clauses, "s", 1000, network())]


def span(utterance: Utterance) -> AudioSpan:
    assert isinstance(utterance.evidence, AudioSpan)
    return utterance.evidence


def test_where_a_clause_ends_a_comma_and_where_nobody_speaks_a_full_stop() -> None:
    found = said(
        clause("我们先把三号楼的灯换好", pause=0.3),
        clause("然后再修大门", pause=2.5),
        clause("今天就到这里散会"),
    )
    assert found[0] == "我们先把3号楼的灯换好，然后再修大门。"
    assert found[-1][-3:] == "散会。"


def test_another_voice_begins_another_utterance() -> None:
    assert said(clause("修好了", voice=0), clause("谢谢", voice=1)) == ["修好了。", "谢谢。"]


def test_a_question_word_asks() -> None:
    assert said(clause("今年还办吗")) == ["今年还办吗？"]


def test_the_recognisers_own_marks_stay_in_full_width() -> None:
    assert said(clause("好的,"), clause("散会!")) == ["好的，散会！"]
    assert said(clause("先换灯。"), clause("再修门。")) == ["先换灯。", "再修门。"]


def test_a_comma_at_the_end_becomes_a_full_stop() -> None:
    assert said(clause("先换灯，", pause=2), clause("散会")) == ["先换灯。", "散会。"]


def test_speakers_are_numbered_in_the_order_they_first_speak() -> None:
    found = utterances(
        [clause("一", voice=3), clause("二", voice=1), clause("三", voice=3)], "s", 9, network()
    )
    assert [(u.speaker, u.turn) for u in found] == [("S1", 0), ("S2", 1), ("S1", 2)]


def test_sentences_of_one_voice_in_a_row_are_one_turn() -> None:
    found = utterances([clause("一", pause=3), clause("二", pause=3)], "s", 9, network())
    assert [(u.speaker, u.turn) for u in found] == [("S1", 0), ("S1", 0)]


def test_the_confidence_is_the_mean_of_the_words() -> None:
    sure, unsure = words("好的", 0, probability=1.0), words("散会", 1, probability=0.5)
    (found,) = utterances([Clause((*sure, *unsure), 0, 0)], "s", 9, network())
    assert found.confidence == pytest.approx(0.75)


def test_the_evidence_ends_with_the_recording() -> None:
    (found,) = utterances([clause("散会了", start=9.5)], "s", 9.8, network())
    assert span(found) == AudioSpan("s", 9.5, 9.8)


def test_words_beyond_the_end_are_still_somewhere() -> None:
    (found,) = utterances([clause("散会", start=30)], "s", 10, network())
    assert span(found).end <= 10


pieces = st.lists(
    st.tuples(st.text("好的电梯修12 ab。，,?", min_size=1), st.integers(0, 3), st.floats(0, 3)),
    max_size=30,
)


@given(pieces, st.floats(0.5, 40))
def test_evidence_lies_within_the_recording_and_every_utterance_has_words(
    drawn: list[tuple[str, int, float]], seconds: float
) -> None:
    made = [
        clause(text, start=i * 1.5, voice=voice, pause=pause)
        for i, (text, voice, pause) in enumerate(drawn)
        if text.strip()
    ]
    for found in utterances(made, "s", seconds, network()):
        assert 0 <= span(found).start < span(found).end <= seconds + 0.001
        assert found.text.strip()
