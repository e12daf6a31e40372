"""What was heard stands above what the network proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.transcribe.align import SENTENCE_MARKS, Clause
from mintobrief.transcribe.heard import Word
from mintobrief.transcribe.marks import (
    BETWEEN,
    COMMA,
    HINT,
    MARKS,
    NONE,
    QUESTION,
    TURN,
    Punctuator,
    Scores,
    likeliest,
    pause_class,
    places,
    punctuate,
    units,
)
from tests.transcribe.heard import network, words


@dataclass
class Says:
    """Proposes one mark everywhere, and another after some units; keeps what it was told."""

    mark: str = ""
    after: dict[str, str] = field(default_factory=dict)
    pauses: list[int] = field(default_factory=list)

    def judge(self, units: Sequence[str], pauses: Sequence[int]) -> Scores:
        self.pauses += pauses
        marks = [MARKS.index(self.after.get(unit, self.mark)) for unit in units]
        unlikely = np.array([0.02, 0.005, 0.005, 0.003, 0.002], np.float32)
        return (0.9 * np.eye(len(MARKS), dtype=np.float32) + unlikely)[marks]


def clause(text: str, start: float = 0.0, voice: int = 0, pause: float = 0.0) -> Clause:
    return Clause(tuple(words(text, start)), voice, pause)


def marked(punctuator: Punctuator, *clauses: Clause) -> str:
    said = places(clauses)
    marks = punctuate(said, punctuator)
    return "".join(place.text + mark for place, mark in zip(said, marks, strict=True))


def test_the_proposed_marks_are_set() -> None:
    proposed = Says(after={"灯": "，", "吗": "？"})
    assert marked(proposed, clause("先换灯然后修门好吗散会吧")) == "先换灯，然后修门好吗？散会吧。"


def test_another_voice_ends_a_sentence_whatever_is_proposed() -> None:
    found = marked(Says(after={"灯": "，"}), clause("先换灯", voice=0), clause("好的", voice=1))
    assert found == "先换灯。好的。"


def test_a_very_long_pause_ends_a_sentence_a_shorter_one_need_not() -> None:
    assert marked(Says(), clause("先换灯", pause=2.5), clause("再修大门")) == "先换灯。再修大门。"
    assert marked(Says(), clause("先换灯", pause=1.5), clause("再修大门")) == "先换灯再修大门。"


def test_no_mark_stands_inside_a_word() -> None:
    assert marked(Says(after={"电": "。", "维": "，"}), clause("电梯维修")) == "电梯维修。"


@pytest.mark.parametrize("text", ["三千六百二十", "百分之五", "二〇二五年"])
def test_no_sentence_ends_inside_a_number(text: str) -> None:
    assert marked(Says(after=dict.fromkeys("三千六百之二十〇", "。")), clause(text)) == f"{text}。"


def test_numbers_may_be_enumerated() -> None:
    assert marked(Says(after={"三": "、"}), clause("三四号楼")) == "三、四号楼。"


@pytest.mark.parametrize("text", ["今年还办吗", "十天之内换完行不行", "晚上要不要关"])
def test_a_question_by_its_words_is_one(text: str) -> None:
    assert marked(Says(), clause(text)) == f"{text}？"


def test_without_a_word_that_asks_nothing_is_asked() -> None:
    assert marked(Says(mark="？"), clause("注意安全")) == "注意安全。"
    assert marked(Says(after={"钱": "？"}), clause("一共多少钱")) == "一共多少钱？"


def test_an_answer_of_a_word_goes_with_what_follows_at_once() -> None:
    proposed = Says(after={"对": "。"})
    assert marked(proposed, clause("对我们已经换了")) == "对，我们已经换了。"
    assert marked(proposed, clause("对", pause=0.7), clause("我们换了")) == "对。我们换了。"


def test_the_recognisers_own_full_stop_stays() -> None:
    assert marked(Says(), clause("先换灯。"), clause("再修大门")) == "先换灯。再修大门。"
    assert marked(Says(), clause("先换灯!"), clause("再修大门")) == "先换灯！再修大门。"


def test_the_recognisers_own_comma_stays_unless_a_sentence_ends_there() -> None:
    assert marked(Says(), clause("先换灯,"), clause("再修大门")) == "先换灯，再修大门。"
    ended = marked(Says(after={"灯": "。"}), clause("先换掉灯,"), clause("再修大门"))
    assert ended == "先换掉灯。再修大门。"


def test_a_mark_that_is_a_word_of_its_own_belongs_to_the_word_before() -> None:
    found = Clause((*words("先换灯", 0), Word("。", 0.6, 0.6, 0.9), *words("再修大门", 1)), 0, 0)
    assert marked(Says(), found) == "先换灯。再修大门。"


def test_of_a_recogniser_that_punctuates_the_marks_are_kept() -> None:
    """The larger models set marks well; then nothing is proposed beside theirs."""
    text = "今天，我们先换三号楼的灯。然后，再修大门。好吗？"
    found = marked(Says(mark="、"), clause(text))
    assert found == text


def test_a_sentence_never_grows_longer_than_a_reviewer_would_listen() -> None:
    long = "我们今天把楼里的事情一件一件说清楚" * 20
    parts = marked(Says(), clause(long)).split("。")
    assert max(map(len, parts)) <= 61
    slow = Clause(tuple(words("我们今天把楼里的事情一件一件说清楚", 0, pace=2.0)), 0, 0)
    assert marked(Says(), slow).count("。") >= 2


def test_a_long_sentence_is_broken_where_a_comma_would_stand() -> None:
    long = "我们今天把楼里的事情一件一件说清楚" * 2 + "灯" + "然后再把院子里的事情也说清楚" * 3
    found = marked(Says(after={"灯": "，"}), clause(long))
    assert found.index("。") == long.index("灯") + 1


@dataclass
class Wavers:
    """Is certain of some places, and cannot tell a comma from a full stop at the others."""

    certain: dict[str, str]

    def judge(self, units: Sequence[str], pauses: Sequence[int]) -> Scores:
        wavering = np.array([0.01, 0.69, 0.01, 0.28, 0.01], np.float32)
        rows = [
            0.96 * np.eye(len(MARKS))[MARKS.index(self.certain[unit])] + 0.008
            if unit in self.certain
            else wavering
            if pause >= HINT
            else np.eye(len(MARKS))[NONE]
            for unit, pause in zip(units, pauses, strict=True)
        ]
        return np.array(rows, np.float32)


def test_in_doubt_a_voice_is_understood_by_its_other_pauses() -> None:
    """Half a second is long for one who hardly rests at a comma, and short for another."""

    def set_after_half_a_second(short: float, long: float) -> str:
        known = [clause("先换灯", pause=short), clause("再修门", pause=long)] * 4
        sure = Wavers({"灯": "，", "门": "。"})
        found = marked(sure, *known, clause("我们去了北京", pause=0.5), clause("好的"))
        return found[found.index("京") + 1]

    assert set_after_half_a_second(0.3, 0.5) == "。"
    assert set_after_half_a_second(0.5, 0.9) == "，"


def test_whether_a_sentence_ends_is_decided_before_which_mark_it_is() -> None:
    row = np.array([[0.3, 0.25, 0.15, 0.3, 0]], np.float32)
    assert likeliest(row).tolist() == [COMMA]
    assert likeliest(np.array([[0.1, 0.45, 0, 0.2, 0.3]], np.float32)).tolist() == [QUESTION]
    assert likeliest(np.array([[0.6, 0.4, 0, 0, 0]], np.float32)).tolist() == [NONE]


def test_pauses_are_told_by_class() -> None:
    heard = Says()
    punctuate(
        places([clause("换灯", pause=0.0), clause("修门", 9, pause=0.9), clause("好", voice=1)]),
        heard,
    )
    assert heard.pauses == [1, HINT, 1, TURN, TURN]


def test_pause_classes_part_at_their_edges() -> None:
    between = [pause_class(s, ends_clause=True) for s in (0, *BETWEEN, 99)]
    assert between == [HINT, 5, 6, 7, 8, 9, 10, 11, 12, 13, 13]
    assert TURN not in between
    assert [pause_class(s, ends_clause=False) for s in (0, 0.05, 0.15, 9)] == [1, 2, 3, 3]


def test_units_are_characters_words_and_numbers() -> None:
    assert units("三号楼 Wi-Fi 坏了3.5次，") == ["三", "号", "楼", "Wi-Fi", "坏", "了", "3.5", "次"]


texts = st.lists(
    st.tuples(st.text("好电梯修三百吗 ab5。，,?%", min_size=1), st.integers(0, 2), st.floats(0, 3)),
    max_size=20,
)


@given(texts)
def test_marks_are_all_that_is_added_and_every_turn_ends(
    drawn: list[tuple[str, int, float]],
) -> None:
    clauses = [
        clause(text, i * 2.0, voice, pause)
        for i, (text, voice, pause) in enumerate(drawn)
        if text.strip()
    ]
    said = places(clauses)
    marks = punctuate(said, network())
    assert all(mark in SENTENCE_MARKS for p, mark in zip(said, marks, strict=True) if p.ends_turn)
    assert all(mark for p, mark in zip(said, marks, strict=True) if p.ends_turn)
    letters = [c for text, _, _ in drawn for c in text if c not in " 。，,?"]
    assert [c for place in said for c in place.text.strip()] == letters
