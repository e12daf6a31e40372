"""Set words whose characters were taken for others are understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.language.lookalikes import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("负贵人：张三", "负责人：张三"),
        ("期眼：3月l5曰", "期限：3月15日"),
        ("2O26年3月l4日", "2026年3月14日"),
        ("会仪记录", "会议记录"),
        ("完戍时间：月底", "完成时间：月底"),
        ("亚委会末同意", "业委会未同意"),
        ("己经报送街道", "已经报送街道"),
        ("末同意。", "未同意。"),
        ("联糸消杀公司", "联系消杀公司"),
        ("l、修门", "1、修门"),
        ("—、修门", "一、修门"),
        ("8OO元", "800元"),
    ],
)
def test_a_slip_is_read_as_it_was_meant(read: str, meant: str) -> None:
    """In the words of minutes, in figures and in numbering."""
    assert mended(read) == meant


@pytest.mark.parametrize(
    "words",
    [
        "由物业负责入户宣传",
        "物业黄倩经理",
        "事项表：例会议定事项",
        "应自收到资料之日起",
        "自己经手的钱",
        "周末同意加班",
        "OK，都说好",
        "LED灯10盏",
        "A1、B2两栋",
    ],
)
def test_right_words_stay(words: str) -> None:
    """Names, and words that only look like ours."""
    assert mended(words) == words


@given(st.text("负贵责人期眼限曰日2Ol0、末未己已经同意 □会仪议记录"))
def test_no_character_is_added_or_lost(text: str) -> None:
    """Quotes count on it; what is put right stays right."""
    assert len(mended(text)) == len(text)
    assert mended(mended(text)) == mended(text)
