"""A task that two candidates tell is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mintobrief.domain import Deadline, DeadlineKind, Field, Quote, Resolution, Vote
from mintobrief.extract.retold import told_once

FRIDAY = Field(Deadline("周五前", DeadlineKind.DATE, date(2026, 4, 3)))
GRATES = Resolution(
    "-",
    Field("掏雨水篦子", (Quote(2, 0, 5),)),
    (1, 2, 3),
    owners=(Field("谭雨"),),
    deadline=FRIDAY,
    confidence=0.8,
)
ECHO = replace(
    GRATES,
    action=Field("垃圾桶：清运淤泥", (Quote(3, 0, 4),)),
    evidence=(3, 4),
    supervision=Field("蔡建平看一眼"),
    confidence=0.5,
)


def test_one_doer_and_one_day_in_the_same_sentences_are_one_task() -> None:
    (found,) = told_once([ECHO, GRATES])
    assert found.confidence == GRATES.confidence
    assert found.evidence == (1, 2, 3, 4)
    assert found.supervision == ECHO.supervision
    assert found.action.value == "垃圾桶：掏雨水篦子，清运淤泥"
    assert found.action.quotes == (*GRATES.action.quotes, *ECHO.action.quotes)


def test_words_that_say_nothing_new_are_not_said_again() -> None:
    again = replace(ECHO, action=Field("雨水篦子，掏", (Quote(3, 0, 4),)))
    (found,) = told_once([GRATES, again])
    assert found.action == GRATES.action


def test_a_wording_that_is_long_enough_stays() -> None:
    long = replace(GRATES, action=Field("把西区和东区两边积水处的雨水篦子全部掏一遍再用水冲干净"))
    (found,) = told_once([long, ECHO])
    assert found.action == long.action


@pytest.mark.parametrize(
    "other",
    [
        replace(ECHO, owners=(Field("何丽"),)),
        replace(ECHO, owners=()),
        replace(ECHO, deadline=None),
        replace(ECHO, deadline=Field(Deadline("明天", DeadlineKind.DATE, date(2026, 4, 1)))),
        replace(ECHO, evidence=(4, 5)),
        replace(ECHO, evidence=(3, 4, 5, 6)),
        replace(ECHO, vote=Field(Vote(5, 0, 0))),
    ],
    ids=["other doer", "nobody", "no day", "other day", "elsewhere", "hardly there", "a vote"],
)
def test_what_differs_is_another_task(other: Resolution) -> None:
    assert told_once([GRATES, other]) == (GRATES, other)


def test_how_a_task_is_watched_is_none_beside_it() -> None:
    watched = replace(GRATES, supervision=Field("蔡建平看一眼", (Quote(4, 2, 8),)))
    look = replace(ECHO, owners=(), action=Field("看一眼", (Quote(4, 5, 8),)))
    assert told_once([watched, look]) == (watched,)
    surer = replace(look, confidence=0.9)
    assert told_once([watched, surer]) == (watched, surer)
