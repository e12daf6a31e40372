"""What was read and what the rules found become one list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mintobrief.domain import Deadline, DeadlineKind, Field, Quote, Resolution
from mintobrief.extract.assemble import Candidate, candidates_of, scene_of
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


def read(*lines: str, probability: float = 0.6) -> tuple[Candidate, ...]:
    utterances, marked = marked_talk(*lines, probability=probability)
    return candidates_of(marked, scene_of(utterances, (), header()))


def test_what_both_found_is_one_and_surer() -> None:
    (candidate,) = read("蔡建平：我[a1 更换三号楼电梯钢丝绳]{T1}。")
    (found,) = combined([candidate], [LIFT])
    assert found.confidence > candidate.resolution.confidence


def test_unsure_marks_leave_who_and_when_to_the_rules() -> None:
    lines = ("蔡建平：[o1 我][d1 周六前][a1 更换三号楼电梯钢丝绳]{T1}。",)
    (found,) = combined(read(*lines, probability=0.6), [LIFT])
    assert [owner.value for owner in found.owners] == ["谭雨"]
    assert found.deadline == LIFT.deadline


def test_sure_marks_go_before_the_rules() -> None:
    lines = ("蔡建平：[o1 我][d1 周六前][a1 更换三号楼电梯钢丝绳]{T1}。",)
    (found,) = combined(read(*lines, probability=0.95), [LIFT])
    assert [owner.value for owner in found.owners] == ["蔡建平"]
    assert found.deadline is not None
    assert found.deadline.value.day == date(2026, 4, 4)


def test_what_the_rules_alone_found_is_kept_less_sure() -> None:
    elsewhere = replace(LIFT, evidence=(5,))
    found = combined(read("蔡建平：我[a1 张贴停水通知]{T1}。"), [elsewhere])
    assert [r.action.value for r in found] == ["张贴停水通知", "更换三号楼电梯钢丝绳"]
    assert found[1].confidence < LIFT.confidence
    assert found[1].because


def test_how_a_task_is_watched_is_no_task_beside_it() -> None:
    marks = read("蔡建平：我[a1 更换三号楼电梯钢丝绳]{T1}，[s1 谭雨每周检查]。")
    watched = marks[0].resolution.supervision
    assert watched is not None
    check = replace(LIFT, action=Field("每周检查", watched.quotes))
    assert len(combined(marks, [check])) == 1
