"""What two versions of a briefing say differently."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.web.signoff.differences import Difference, differences

BEFORE = (
    "一、会议概况",
    "会议地点：二楼",
    "三、决议",
    "（一）修好电梯",
    "责任主体：王强",
    "监督：居委会",
)
LINES = st.lists(st.text(alphabet="一、甲乙1. ", min_size=1, max_size=4), max_size=12)


def test_a_paragraph_that_changed_stands_under_its_heading() -> None:
    after = (*BEFORE[:4], "责任主体：李强", BEFORE[5])
    told = Difference("（一）修好电梯", "责任主体：王强", "责任主体：李强")
    assert differences(BEFORE, after) == (told,)


def test_what_is_gone_and_what_is_new() -> None:
    assert differences(BEFORE, BEFORE[:5]) == (Difference("（一）修好电梯", "监督：居委会", ""),)
    new = (*BEFORE[:2], "主持人：李主任", *BEFORE[2:])
    assert differences(BEFORE, new) == (Difference("一、会议概况", "", "主持人：李主任"),)


def test_what_stands_behind_the_sections_is_under_none_of_them() -> None:
    lines = ("一、会议概况", "会议地点：二楼", "", "发：各单位")
    assert differences(lines, (*lines[:3], "发：居民")) == (
        Difference("", "发：各单位", "发：居民"),
    )


def test_a_list_in_another_order_does_not_hide_what_changed() -> None:
    before = ("四、计划", "1. 修电梯；1月", "2. 修路灯；2月", "3. 修门；3月")
    after = ("四、计划", "1. 修路灯；2月", "2. 修门；3月", "3. 修电梯；4月")
    assert differences(before, after) == (
        Difference("四、计划", "1. 修电梯；1月", "3. 修电梯；4月"),
    )
    assert differences(before, (before[0], "1. 修路灯；2月", "2. 修电梯；1月", before[3]))


@given(LINES)
def test_the_same_is_no_difference(lines: list[str]) -> None:
    assert differences(lines, tuple(lines)) == ()


@given(LINES, LINES)
def test_nothing_that_differs_is_kept_silent(before: list[str], after: list[str]) -> None:
    """But for empty lines."""
    told = differences(before, after)
    words = [[line.strip() for line in lines if line.strip()] for lines in (before, after)]
    if words[0] != words[1]:
        assert told
