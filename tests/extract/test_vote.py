"""Votes in whatever words they are counted."""

from __future__ import annotations

import pytest

from mintobrief.domain import Flag, Vote
from mintobrief.extract.vote import count_votes, find_ballots, tells_count
from mintobrief.language.clauses import clauses_of
from tests.extract.meetings import found_in, notes, talk
from tests.extract.test_talk import OPENING


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("五票同意，一票反对，没有弃权，通过。", Vote(5, 1, 0)),
        ("应到7人，实到6人，同意5票，反对0票，弃权1票，表决通过。", Vote(5, 0, 1)),
        ("同意的举手，六个。反对的？没有。弃权的，两个。通过。", Vote(6, 0, 2)),
        ("举手吧，四比二，过了。", Vote(4, 2, 0)),
        ("举手，7:2，通过", Vote(7, 2, 0)),
        ("赞成的举手，一二三四，四个，反对的两个，一个弃权，过了。", Vote(4, 2, 1)),
    ],
)
def test_a_count_is_read(text: str, vote: Vote) -> None:
    field = count_votes([clauses_of(0, text)])
    assert field is not None
    assert field.value == vote
    assert field.quotes


@pytest.mark.parametrize("text", ["大家举手通过。", "下午三点到五点开门。", "一比一复制的钥匙。"])
def test_where_nobody_counted_there_is_no_count(text: str) -> None:
    assert count_votes([clauses_of(0, text)]) is None


@pytest.mark.parametrize(
    "text",
    [
        "同意8票，反对□票，弃权1票，通过。",
        "同意8票，反对1票，弃权票，通过。",
        "同意□票，反对1票，弃权0票，通过。",
        "同意1□票，反对1票，弃权0票，通过。",
        "□8票同意，1票反对，无弃权，通过。",
        "六票同意，反对的，弃权一票，通过。",
    ],
)
def test_a_side_without_its_number_leaves_the_count_unknown(text: str) -> None:
    assert count_votes([clauses_of(0, text)]) is None
    assert tells_count([clauses_of(0, text)])


@pytest.mark.parametrize("text", ["同意8票，通过。", "反对的？没有。全票同意，8票，通过。"])
def test_a_side_that_nobody_took_counts_none(text: str) -> None:
    field = count_votes([clauses_of(0, text)])
    assert field is not None
    assert field.value == Vote(8, 0, 0)


@pytest.mark.parametrize(
    "line",
    [
        "决定：同意8票，反对□票，弃权1票，通过北门安装路灯。",
        "1. 北门安装路灯。同意□票，反对1票，弃权0票，表决通过，由业委会组织实施。",
        "1. 北门安装路灯。同意8票，反对1票，弃权票，表决通过，由业委会组织实施。",
    ],
)
def test_a_resolution_with_an_unread_count_has_no_vote_and_is_flagged(line: str) -> None:
    (found,) = found_in(notes(line))
    assert found.vote is None
    assert Flag.UNSURE_WORDS in found.flags
    assert "北门安装路灯" in found.action.value
    assert "票" not in found.action.value


def test_a_motion_carried_is_a_resolution_with_its_vote() -> None:
    (found,) = found_in(
        talk(
            *OPENING,
            "黄秀梅：下面表决一下。同意公共收益每季度公示一次的，请举手。",
            "谭雨：五个。",
            "黄秀梅：反对的？没有。弃权一个。五票同意，通过。",
        )
    )
    assert found.vote is not None
    assert found.vote.value == Vote(5, 0, 1)
    assert "公共收益" in found.action.value


@pytest.mark.parametrize(
    "result",
    ["两票同意，六票反对，没通过。", "摸底而已，不算数的。", "三个，反对的七个，那就不改了。"],
)
def test_a_motion_lost_is_none(result: str) -> None:
    assert not found_in(talk(*OPENING, "黄秀梅：同意把草坪改成车位的举手。", f"黄秀梅：{result}"))


def test_without_a_call_nothing_was_voted_on() -> None:
    assert find_ballots([clauses_of(0, "三个人通过了北门。")]) == ()


@pytest.mark.parametrize("word", ["弃权", "气权", "弃全", "汽权"])
def test_abstentions_are_counted_however_they_were_heard(word: str) -> None:
    field = count_votes([clauses_of(0, f"五票同意，一票反对，一票{word}，通过。")])
    assert field is not None
    assert field.value == Vote(5, 1, 1)


def test_a_result_that_says_more_than_the_call_words_the_motion() -> None:
    (found,) = found_in(
        talk(
            *OPENING,
            "黄秀梅：那就两个方案表决，同意装在北门的请打一。",
            "谭雨：同意的五票，反对两票，没有弃权。",
            "黄秀梅：五比二，充电桩装在北门，场地费进公共收益，这一条通过。",
            "黄秀梅：蔡经理，合同你去跟充电桩公司谈，月底前签下来。",
            "蔡建平：好的。",
        )
    )[:1]
    assert found.action.value == "充电桩装在北门，场地费进公共收益"
    assert found.vote is not None
    assert found.vote.value == Vote(5, 2, 0)
