"""What a reviewer is shown: every figure, name and vote, and what the recogniser wavered on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Attendee, DoubtKind
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary, likely_words
from mintobrief.read.trust.doubts import UNSURE, doubts_of, limit_of
from tests.read.written import written


def flagged(text: str, kind: DoubtKind, vocabulary: Vocabulary = NO_WORDS) -> list[str]:
    return [text[d.start : d.end] for d in doubts_of(text, (), vocabulary) if d.kind is kind]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2025年12月3日星期三晚上7:00", ["2025年12月3日", "7:00"]),
        ("下午3:OO开会", ["3:OO"]),
        ("预算48,500元，比l2月多", ["48,500", "l2月"]),
        ("三号楼二单元", ["三号", "二单元"]),
        ("十二月底前完成百分之二十", ["十二月", "百分之二十"]),
        ("共收的0元", ["的0"]),
        ("大家一起商量，统一安排", []),
        ("一、电瓶车进楼道", []),
    ],
)
def test_every_number_is_a_figure_to_look_at(text: str, figures: list[str]) -> None:
    assert flagged(text, DoubtKind.FIGURE) == figures


@given(st.text("物业0123456789０９.:/年月日元 ，第楼Ol", max_size=30))
def test_every_digit_is_flagged(text: str) -> None:
    inside = {
        at
        for doubt in doubts_of(text, (), NO_WORDS)
        if doubt.kind is DoubtKind.FIGURE
        for at in range(doubt.start, doubt.end)
    }
    assert {at for at, character in enumerate(text) if character.isdigit()} <= inside


def test_names_of_the_roster_and_what_looks_like_one_are_shown() -> None:
    roster = likely_words([Attendee("冷霞", "客服主管", "物业")])
    assert flagged("由冷霞和冷主管去办", DoubtKind.NAME, roster) == ["冷霞", "冷主管"]
    text = "参加：赵国华、王明，王经理主持"
    assert flagged(text, DoubtKind.NAME) == ["赵国华", "王明", "王经理"]
    assert flagged("安全通道要清理", DoubtKind.NAME) == []


def test_tallies_are_votes() -> None:
    text = "同意7票，反对1票，全票通过"
    assert flagged(text, DoubtKind.VOTE) == ["同意7票", "反对1票", "全票"]
    assert flagged("楼组长6人到会", DoubtKind.VOTE) == []


def test_only_what_the_recogniser_wavered_on_is_unsure_and_marks_never_are() -> None:
    line = written("电瓶车，进楼道", wavering=0.3, 瓶="", 车="", 道="", figures={"，": ""})
    unsure = doubts_of(line.text, line.glyphs, NO_WORDS)
    assert [line.text[d.start : d.end] for d in unsure] == ["瓶车", "道"]
    assert {d.kind for d in unsure} == {DoubtKind.UNSURE}


def test_on_a_clear_page_the_worst_twentieth_is_doubtful() -> None:
    """Half of what is wrong there is surer than what is doubtful anywhere."""
    line = written("物" * 57 + "业公司", 0.9999, wavering=0.99, 业="", 公="")
    doubts = doubts_of(line.text, line.glyphs, NO_WORDS, limit_of([line]))
    assert [(doubt.start, doubt.end) for doubt in doubts] == [(57, 59)]


def test_no_more_than_a_twentieth_is_doubtful_for_being_the_worst_of_its_page() -> None:
    line = written("物" * 56 + "业公司尽", 0.9999, wavering=0.99, 业="", 公="", 司="", 尽="")
    assert limit_of([line]) == 0.99
    assert doubts_of(line.text, line.glyphs, NO_WORDS, limit_of([line])) == ()


@pytest.mark.parametrize(("text", "likely"), [("物" * 100, 0.5), ("物" * 9, 0.99)])
def test_a_bad_page_or_a_few_characters_have_the_limit_that_all_have(
    text: str, likely: float
) -> None:
    assert limit_of([written(text, likely)]) == UNSURE


def test_nothing_is_doubtful_on_a_page_that_is_quite_sure() -> None:
    line = written("物" * 100, 0.9995)
    assert doubts_of(line.text, line.glyphs, NO_WORDS, limit_of([line])) == ()


def test_a_figure_is_unsure_too_only_where_it_is() -> None:
    line = written("共38元", wavering=0.3, figures={"8": ""})
    found = [
        (line.text[d.start : d.end], d.kind) for d in doubts_of(line.text, line.glyphs, NO_WORDS)
    ]
    assert found == [("38", DoubtKind.FIGURE), ("8", DoubtKind.UNSURE)]
