"""A wording is borne out by the words it rests on, or it is told what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.language.support import held, unsaid

SAID = "水泵房去年漏过水，泵可能老化了，换一台要三万二，余大江说月底前不一定弄得完。"


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (
            "水泵房去年漏水，泵可能老化，更换一台需3.2万。",
            "水泵房去年漏过水，泵可能老化了，换一台要三万二。",
        ),
        ("认为报价偏高。", "我觉得报价偏高。"),
        ("三号楼有渗水情况。", "三号楼那边渗水。"),
        ("不同意动用维修资金。", "动维修资金我不同意。"),
    ],
)
def test_what_was_said_may_be_worded_otherwise(wording: str, said: str) -> None:
    assert unsaid(wording, said) == ()


@pytest.mark.parametrize(
    ("wording", "said", "missed"),
    [
        ("换一台要2.3万。", "换一台要三万二。", "2.3"),
        ("余大江负责更换电梯。", "余大江说换泵。", "电梯"),
        ("同意动用维修资金。", "动维修资金我不同意。", "同意"),
        ("泵已老化。", "泵可能老化了。", "可能"),
        ("王建国要求换泵。", "要换泵。", "王建国"),
        ("不能按期完成。", "能按期完成。", "不"),
    ],
)
def test_what_was_not_said_is_named(wording: str, said: str, missed: str) -> None:
    assert missed in unsaid(wording, said)


@given(st.text("水泵不没三万号楼去年可能换渗漏，。0123456789", max_size=40))
def test_words_bear_themselves_out(said: str) -> None:
    assert unsaid(said, said) == ()


def test_a_number_is_held_however_it_is_written() -> None:
    assert {"3", "32"} <= held("三号楼32户")
