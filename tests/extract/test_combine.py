"""What was read and what the rules found become one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from mintobrief.domain import Deadline, DeadlineKind, Field, Means, Quote, Resolution, Vote
from mintobrief.extract.agreed import common_words
from mintobrief.extract.assemble import candidates_of, scene_of
from mintobrief.extract.combine import combined
from tests.extract.marked import marked_talk
from tests.extract.meetings import header

LIFT = Resolution(
    "-",
    Field("更换三号楼电梯钢丝绳", (Quote(0, 0, 4),)),
    (0,),
    owners=(Field("谭雨"),),
    deadline=Field(Deadline("周五前", DeadlineKind.DATE, date(2026, 4, 3))),
    confidence=0.8,
)


LINE = "蔡建平：我[a1 更换三号楼电梯钢丝绳]{T1}。"


def put_together(
    ruled: Sequence[Resolution], *lines: str
) -> tuple[tuple[Resolution, ...], list[Resolution]]:
    """What the rules found and what marks in the lines say, as one list; and the latter alone."""
    utterances, marked = marked_talk(*lines, probability=0.9)
    read = [c.resolution for c in candidates_of(marked, scene_of(utterances, (), header()))]
    return combined(read, ruled, utterances), read


def test_what_both_found_is_one_and_surer() -> None:
    (both,), _ = put_together([LIFT], LINE)
    (read_alone,), _ = put_together([], LINE)
    (ruled_alone,) = combined([], [LIFT], marked_talk(LINE)[0])
    assert both.confidence > max(read_alone.confidence, ruled_alone.confidence)


def test_what_only_rules_heard_is_less_sure_than_what_was_voted_on_or_written() -> None:
    spoken, written = marked_talk(LINE)[0], [replace(u, speaker=None) for u in marked_talk(LINE)[0]]
    voted = replace(LIFT, vote=Field(Vote(5, 0, 0)))
    (heard,) = combined([], [LIFT], spoken)
    assert all(
        heard.confidence < other.confidence
        for other in (*combined([], [voted], spoken), *combined([], [LIFT], written))
    )


def test_what_a_sentence_gives_to_two_stays_two_where_marks_read_one() -> None:
    other = replace(LIFT, owners=(Field("龚卫国"),))
    found, _ = put_together([LIFT, other], LINE)
    assert [[owner.value for owner in r.owners] for r in found] == [["谭雨"], ["龚卫国"]]
    assert len(put_together([LIFT, LIFT], LINE)[0]) == 1


def test_who_and_when_are_as_the_rules_have_them() -> None:
    line = "蔡建平：[o1 我][d1 周六前][a1 更换三号楼电梯钢丝绳]{T1}。"
    (found,), _ = put_together([LIFT], line)
    assert [owner.value for owner in found.owners] == ["谭雨"]
    assert found.deadline is not None
    assert LIFT.deadline is not None
    assert found.deadline.value == LIFT.deadline.value
    assert found.deadline.found_by == (Means.RULES,)


def test_a_gap_that_the_rules_left_is_not_filled_by_marks_that_name_nobody() -> None:
    line = "蔡建平：[o1 我][d1 周六前][a1 更换三号楼电梯钢丝绳]{T1}。"
    (found,), _ = put_together([replace(LIFT, owners=(), deadline=None)], line)
    assert found.owners == ()
    assert found.deadline is None


def test_a_doer_whom_the_task_names_is_told_by_marks_where_the_rules_have_none() -> None:
    line = "蔡建平：由[o1 工程部][a1 更换三号楼电梯钢丝绳]{D1}。"
    (found,), _ = put_together([replace(LIFT, owners=())], line)
    assert [owner.value for owner in found.owners] == ["工程部"]
    assert found.owners[0].found_by == (Means.NETWORK,)


def test_nobody_is_made_to_carry_out_a_vote() -> None:
    line = "蔡建平：由[o1 工程部][a1 更换三号楼电梯钢丝绳]{D1}。"
    voted = replace(LIFT, owners=(), vote=Field(Vote(5, 0, 0)))
    (found,), _ = put_together([voted], line)
    assert found.owners == ()


def test_who_is_named_beside_the_task_goes_before_who_merely_spoke() -> None:
    line = "蔡建平：由[o1 工程部][a1 更换三号楼电梯钢丝绳]{D1}。"
    spoken = replace(LIFT, owners=(Field("蔡建平", (Quote(0, 0, 14),)),))
    (found,), _ = put_together([spoken], line)
    assert [owner.value for owner in found.owners] == ["工程部"]
    (named,), _ = put_together([replace(LIFT, owners=(Field("工程部", (Quote(0, 1, 4),)),))], line)
    assert named.owners[0].found_by == (Means.RULES,)


def test_of_spoken_words_those_are_the_task_that_both_took_for_it() -> None:
    wordy = replace(LIFT.action, value="再说吧，更换三号楼电梯钢丝绳，不急")
    (found,), _ = put_together([replace(LIFT, action=wordy)], LINE)
    assert found.action.value == "更换三号楼电梯钢丝绳"


@pytest.mark.parametrize(
    ("ruled", "read", "kept"),
    [
        ("密码锁：买，装齐", "七把都换密码锁，装齐", "密码锁：装齐"),  # what it is about stays
        ("修好", "修好断腿的桌子", "修好"),
        ("贴公告，不急", "电梯钢丝绳", "贴公告，不急"),  # nothing shared: as it was
        # too little would be left
        ("白糖，一次，买好，记下，贴小票", "贴小票", "白糖，一次，买好，记下，贴小票"),
    ],
)
def test_the_words_of_two_wordings_in_common(ruled: str, read: str, kept: str) -> None:
    assert common_words(ruled, read) == kept


def test_what_the_rules_alone_found_is_kept_less_sure() -> None:
    elsewhere = replace(LIFT, evidence=(5,))
    found, _ = put_together([elsewhere], "蔡建平：我[a1 张贴停水通知]{T1}。")
    assert [r.action.value for r in found] == ["张贴停水通知", "更换三号楼电梯钢丝绳"]
    assert found[1].confidence < LIFT.confidence
    assert found[1].because


def test_how_a_task_is_watched_is_no_task_beside_it() -> None:
    line = "蔡建平：我[a1 更换三号楼电梯钢丝绳]{T1}，[s1 谭雨每周检查]。"
    _, (watched,) = put_together([], line)
    assert watched.supervision is not None
    check = replace(LIFT, action=Field("每周检查", watched.supervision.quotes))
    found, _ = put_together([check], line)
    assert len(found) == 1
