"""The script of the rehearsal holds together, and its secretary picks as a person would."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.rehearsals.meeting_script import load
from tests.rehearsals.meeting_secretary import choice
from tests.rehearsals.meeting_truth import shared

SCRIPT = load()


def test_every_resolution_rests_on_something_that_is_said() -> None:
    said = {mark for line in SCRIPT.lines for mark in line.marks}
    assert [gold.mark for gold in SCRIPT.gold if gold.mark not in said] == []
    assert Counter(gold.mark for gold in SCRIPT.gold).most_common(1)[0][1] == 1
    assert said == {gold.mark for gold in SCRIPT.gold}


def test_only_who_sits_at_the_table_speaks_and_is_charged() -> None:
    people = {person.name for person in SCRIPT.people}
    assert {line.name for line in SCRIPT.lines} == people
    bodies = {person.org for person in SCRIPT.people}
    assert {owner for gold in SCRIPT.gold for owner in gold.owners} <= people | bodies


def test_no_day_lies_before_the_meeting() -> None:
    days = [gold.deadline for gold in SCRIPT.gold if isinstance(gold.deadline, date)]
    assert min(days) > SCRIPT.held_on


def test_nobody_says_more_than_a_breath_holds() -> None:
    """The synthesiser takes 510 sounds, and breaks off in a longer piece."""
    assert max(len(breath) for line in SCRIPT.lines for breath in line.breaths) <= 60
    for line in SCRIPT.lines:
        assert "".join(line.breaths) == line.text


def test_clauses_are_left_out_until_the_action_may_stay() -> None:
    clauses = [
        "说实话我也不清楚",
        "国栋你盯着一点这件事",
        "更换五栋二号梯的钢丝绳",
        "大家看这样行不行",
    ]
    left_out = choice(clauses, {0, 1, 2, 3}, "更换五栋二号梯的钢丝绳")
    assert left_out
    kept = [clause for number, clause in enumerate(clauses) if number not in left_out]
    assert shared("，".join(kept), "更换五栋二号梯的钢丝绳") >= 0.5
    assert choice(["好的"], {0}, "更换五栋二号梯的钢丝绳") is None
