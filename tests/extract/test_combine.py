"""What was read and what the rules found become one list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mintobrief.domain import Deadline, DeadlineKind, Field, Means, Quote, Resolution
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


def read(*lines: str) -> list[Resolution]:
    utterances, marked = marked_talk(*lines, probability=0.9)
    return [c.resolution for c in candidates_of(marked, scene_of(utterances, (), header()))]


def test_what_both_found_is_one_and_surer() -> None:
    marks = read("蔡建平：我[a1 更换三号楼电梯钢丝绳]{T1}。")
    (both,) = combined(marks, [LIFT])
    (read_alone,) = combined(marks, [])
    (ruled_alone,) = combined([], [LIFT])
    assert both.confidence > max(read_alone.confidence, ruled_alone.confidence)


def test_who_and_when_are_as_the_rules_have_them() -> None:
    marks = read("蔡建平：[o1 我][d1 周六前][a1 更换三号楼电梯钢丝绳]{T1}。")
    (found,) = combined(marks, [LIFT])
    assert [owner.value for owner in found.owners] == ["谭雨"]
    assert found.deadline is not None
    assert LIFT.deadline is not None
    assert found.deadline.value == LIFT.deadline.value
    assert found.deadline.found_by == (Means.RULES,)


def test_a_gap_that_the_rules_left_is_not_filled_by_marks() -> None:
    marks = read("蔡建平：[o1 我][d1 周六前][a1 更换三号楼电梯钢丝绳]{T1}。")
    (found,) = combined(marks, [replace(LIFT, owners=(), deadline=None)])
    assert found.owners == ()
    assert found.deadline is None


def test_what_the_rules_alone_found_is_kept_less_sure() -> None:
    elsewhere = replace(LIFT, evidence=(5,))
    found = combined(read("蔡建平：我[a1 张贴停水通知]{T1}。"), [elsewhere])
    assert [r.action.value for r in found] == ["张贴停水通知", "更换三号楼电梯钢丝绳"]
    assert found[1].confidence < LIFT.confidence
    assert found[1].because


def test_how_a_task_is_watched_is_no_task_beside_it() -> None:
    marks = read("蔡建平：我[a1 更换三号楼电梯钢丝绳]{T1}，[s1 谭雨每周检查]。")
    watched = marks[0].supervision
    assert watched is not None
    check = replace(LIFT, action=Field("每周检查", watched.quotes))
    assert len(combined(marks, [check])) == 1
