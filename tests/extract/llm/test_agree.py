"""What two readings have in common is surer; where they differ a person is told of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    Flag,
    Means,
    Quote,
    Resolution,
    Vote,
    found_by,
)
from mintobrief.extract.llm.agree import near_misses, together
from mintobrief.extract.llm.answer import Why

HERE = (Quote(0, 0, 2),)


def limit(text: str, day: int) -> Field[Deadline]:
    return Field(Deadline(text, DeadlineKind.DATE, date(2026, 4, day)), HERE)


OURS = found_by(
    Resolution(
        "-",
        Field("更换三号楼电梯钢丝绳", HERE),
        (0, 1),
        owners=(Field("谭雨", HERE),),
        deadline=limit("周五前", 3),
        confidence=0.8,
        because="谭雨认领。",
    ),
    Means.RULES,
)
ASKED = found_by(
    replace(OURS, action=Field("换3号楼电梯钢丝绳", HERE), because="语言模型列为决议。"),
    Means.LANGUAGE_MODEL,
)


def test_what_both_found_alike_is_one_and_surer() -> None:
    (both,) = together([OURS], [ASKED])
    assert both.confidence > OURS.confidence
    assert both.deadline is not None
    assert (
        both.deadline.found_by
        == both.owners[0].found_by
        == (
            Means.RULES,
            Means.LANGUAGE_MODEL,
        )
    )
    assert Flag.DISPUTED not in both.flags
    assert "谭雨认领" in both.because


def test_where_they_differ_both_are_told_and_a_person_decides() -> None:
    asked = replace(
        ASKED,
        owners=(Field("蔡建平", HERE, (Means.LANGUAGE_MODEL,)),),
        deadline=replace(limit("周六前", 4), found_by=(Means.LANGUAGE_MODEL,)),
    )
    (both,) = together([OURS], [asked])
    assert Flag.DISPUTED in both.flags
    assert "责任人：语言模型读作“蔡建平”，用语规则读作“谭雨”。" in both.because
    assert "时限：语言模型读作“周六前”，用语规则读作“周五前”。" in both.because
    assert both.owners[0].found_by == (Means.LANGUAGE_MODEL,)


def test_votes_that_differ_are_told() -> None:
    one, other = (
        replace(r, vote=Field(v, HERE)) for r, v in ((OURS, Vote(5, 1, 0)), (ASKED, Vote(6, 0, 0)))
    )
    (both,) = together([one], [other])
    assert Flag.DISPUTED in both.flags
    assert "5:1:0" in both.because


def test_what_one_alone_names_stands_and_says_whose_it_is() -> None:
    watched = replace(OURS, supervision=Field("每周检查", HERE, (Means.RULES,)), deadline=None)
    (both,) = together([watched], [replace(ASKED, owners=())])
    assert both.supervision == watched.supervision
    assert both.owners == watched.owners
    assert both.deadline is not None
    assert both.deadline.found_by == (Means.LANGUAGE_MODEL,)
    assert Flag.DISPUTED not in both.flags


def test_what_the_model_alone_found_is_a_candidate_less_sure() -> None:
    (alone,) = together([], [ASKED])
    (both,) = together([OURS], [ASKED])
    assert alone.confidence < both.confidence
    assert "本机的办法没有找到" in alone.because


def test_two_of_ours_for_one_person_by_one_day_are_the_task_that_was_asked_for() -> None:
    """However they are worded, where they rest on the same words of the meeting."""
    told = replace(OURS, action=Field("厂家报价九千六", HERE), evidence=(1, 2))
    (both,) = together([OURS, told], [ASKED])
    assert both.action.value == ASKED.action.value
    assert "本机另读到“厂家报价九千六”" in both.because
    elsewhere, later = replace(told, evidence=(7,)), replace(told, deadline=limit("周日", 5))
    assert len(together([OURS, elsewhere, later], [ASKED])) == 3


def test_limits_of_one_kind_without_a_day_are_not_the_same() -> None:
    weekly, monthly = (
        replace(OURS, deadline=Field(Deadline(text, DeadlineKind.RECURRING), HERE))
        for text in ("每周五", "每月底")
    )
    (both,) = together([weekly], [found_by(monthly, Means.LANGUAGE_MODEL)])
    assert Flag.DISPUTED in both.flags


def test_what_we_alone_found_stays() -> None:
    elsewhere = replace(OURS, evidence=(7,))
    assert [r.evidence for r in together([elsewhere], [ASKED])] == [(0, 1), (7,)]
    (stays,) = together([OURS], [])
    assert (stays.action, stays.owners, stays.deadline) == (OURS.action, OURS.owners, OURS.deadline)
    assert "语言模型没有列出" in stays.because


def test_what_the_model_takes_for_a_mere_proposal_stays_and_is_flagged() -> None:
    (stays,) = together([OURS], [], [(ASKED, Why.PROPOSED)])
    assert Flag.DISPUTED in stays.flags
    assert "没有人答应" in stays.because


def test_a_near_miss_that_the_model_found_is_no_near_miss() -> None:
    assert near_misses([OURS], [], [ASKED]) == ()
    (near,) = near_misses([], [(ASKED, Why.DEFERRED)], [])
    assert "推到以后" in near.because


def test_an_unsure_flag_of_ours_is_kept() -> None:
    (both,) = together([replace(OURS, flags=(Flag.UNSURE_WORDS,))], [ASKED])
    assert Flag.UNSURE_WORDS in both.flags
