"""The annotated meetings keep what their guide promises."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from mintobrief.tagging.mentions import SETTLING
from models.understanding.meetings.__main__ import main
from models.understanding.meetings.case import as_case
from models.understanding.meetings.marks import MarkError, Move, SpanKind, read_marks
from models.understanding.meetings.read import FOLDER, Annotated, Form, Task, read_meetings

MEETINGS = read_meetings()
each = pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.id)
WEEKDAYS = {word: i % 7 for i, word in enumerate("一二三四五六日123456天")}
WEEKDAY = re.compile(r"(?:周|礼拜|星期)([一二三四五六日天1-6])(?!内)")
DAY = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})[号日](?!内)")
NUMERALS = {word: i for i, word in enumerate("〇一二三四五六七八九")}


def test_marks_are_taken_out_and_point_at_their_words() -> None:
    words, sentences = read_marks("那个[a1 门禁]，[o1,2 我]来修{T1}，[图片]行{A}。几号？")
    assert words == "那个门禁，我来修，[图片]行。几号？"
    first, second = sentences
    assert [first.text[s.start : s.end] for s in first.spans] == ["门禁", "我"]
    assert [s.resolutions for s in first.spans] == [(1,), (1, 2)]
    parts = [first.text[u.start : u.end] for u in first.units]
    assert parts == ["那个门禁，我来修", "，[图片]行。"]
    assert [u.move for u in first.units] == [Move.TAKE_ON, Move.AGREE]
    assert second.units[0].move is Move.ASK


def test_a_mark_for_all_labels_what_has_no_mark_of_its_own() -> None:
    _, sentences = read_marks("吃了吗？吃了。那就定了{D1}。{S*}")
    assert [s.units[0].move for s in sentences] == [Move.SMALL_TALK, Move.SMALL_TALK, Move.DECIDE]


def test_what_was_said_before_or_again_is_not_current() -> None:
    _, (sentence,) = read_marks("[d1~ 周五]不行，改[d1 周六]{C1}。")
    assert [s.current for s in sentence.spans] == [False, True]


@pytest.mark.parametrize("broken", ["[a1 没有关上", "{Z1}", "[a1 先说。后说]"])
def test_a_broken_mark_is_refused(broken: str) -> None:
    with pytest.raises(MarkError):
        read_marks(broken)


@each
def test_every_task_has_evidence_and_words_for_each_of_its_fields(meeting: Annotated) -> None:
    for task in meeting.tasks:
        found = _kinds(meeting, task) - ({SpanKind.OWNER} if task.owners else set())
        assert found == _needed(task), (meeting.id, task.number)
        assert _is_settled(meeting, task), (meeting.id, task.number)


def test_the_evidence_is_the_words_and_if_need_be_the_turn_that_settles() -> None:
    wires = next(meeting for meeting in MEETINGS if meeting.id == "m001-wire-room")
    assert wires.evidence(wires.tasks[0]) == (9, 14, 17)
    stamp = next(meeting for meeting in MEETINGS if meeting.id == "m009-repair-fund-vote")
    assert stamp.evidence(stamp.tasks[1]) == (23, 24, 25, 26)


@each
def test_every_mark_belongs_to_a_task(meeting: Annotated) -> None:
    numbers = [task.number for task in meeting.tasks]
    assert len(set(numbers)) == len(numbers)
    for turn in meeting.turns:
        for sentence in turn.sentences:
            for mark in sentence.marks:
                assert set(mark.resolutions) <= set(numbers), sentence.text


@each
def test_a_deadline_is_what_somebody_said(meeting: Annotated) -> None:
    for task in meeting.tasks:
        if task.deadline_text:
            assert task.deadline_text in _words(meeting, task, SpanKind.DEADLINE)
        if task.deadline:
            assert task.deadline >= meeting.held_on
            assert task.deadline - meeting.held_on < datetime.timedelta(days=500)


@each
def test_a_day_that_is_named_is_the_day_of_the_calendar(meeting: Annotated) -> None:
    for task in meeting.tasks:
        if not (task.deadline and task.deadline_text):
            continue
        if weekday := WEEKDAY.findall(task.deadline_text):
            assert task.deadline.weekday() == WEEKDAYS[weekday[-1]], (meeting.id, task.number)
        elif day := DAY.findall(task.deadline_text):
            assert task.deadline.day == _number(day[-1]), (meeting.id, task.number)


@each
def test_topics_are_in_order_and_do_not_overlap(meeting: Annotated) -> None:
    ends = [-1, *(topic.last for topic in meeting.topics)]
    for topic, before in zip(meeting.topics, ends, strict=False):
        assert before < topic.first <= topic.last < len(meeting.turns)
        assert topic.title


@each
def test_the_owners_of_a_transcript_are_known_or_said(meeting: Annotated) -> None:
    known = [word for p in meeting.people for word in (p.name, p.role, p.org) if word]
    said = [word for turn in meeting.turns for word in (turn.text, turn.label or "")]
    for task in meeting.tasks:
        for owner in task.owners:
            assert any(owner in word for word in (*known, *said)), (meeting.id, task.number, owner)


def test_every_fourth_meeting_is_kept_for_validation() -> None:
    numbers = [int(meeting.id[1:4]) for meeting in MEETINGS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(meeting.held is (n % 4 == 0) for meeting, n in zip(MEETINGS, numbers, strict=True))


def test_every_meeting_stands_in_the_readme() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [m.id for m in MEETINGS if m.id not in readme] == []


@each
def test_the_case_counts_turns_as_the_meeting_does(meeting: Annotated) -> None:
    case = as_case(meeting)
    if meeting.form is Form.TRANSCRIPT:
        assert isinstance(case["turns"], list)
        assert len(case["turns"]) == len(meeting.turns)
    else:
        assert isinstance(case["notes"], str)
        assert case["notes"].split("\n") == [turn.text for turn in meeting.turns]


def test_the_cases_are_written_by_name_and_in_their_form(tmp_path: Path) -> None:
    main([str(tmp_path)])
    assert sorted(path.stem for path in tmp_path.glob("*.json")) == [m.id for m in MEETINGS]
    case = json.loads((tmp_path / "m004-cold-radiators.json").read_text(encoding="utf-8"))
    assert case["kind"] == "transcript"
    assert case["turns"][0]["name"] == "明主任"


def _words(meeting: Annotated, task: Task, kind: SpanKind) -> list[str]:
    return [
        sentence.text[span.start : span.end]
        for turn in meeting.turns
        for sentence in turn.sentences
        for span in sentence.spans
        if span.kind is kind and span.current and task.number in span.resolutions
    ]


def _kinds(meeting: Annotated, task: Task) -> set[SpanKind]:
    return {kind for kind in SpanKind if _words(meeting, task, kind)}


def _needed(task: Task) -> set[SpanKind]:
    fields = {
        SpanKind.ACTION: task.action,
        SpanKind.DEADLINE: task.deadline_text,
        SpanKind.SUPERVISION: task.supervision,
        SpanKind.VOTE: task.vote,
    }
    return {kind for kind, value in fields.items() if value}


def _is_settled(meeting: Annotated, task: Task) -> bool:
    return any(
        unit.move in SETTLING and unit.current and task.number in unit.resolutions
        for turn in meeting.turns
        for sentence in turn.sentences
        for unit in sentence.units
    )


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, ten, units = words.rpartition("十")
    return (NUMERALS.get(tens, 1) * 10 if ten else 0) + NUMERALS.get(units, 0)


def test_the_blind_meetings_are_written_as_cases_and_kept_from_training(tmp_path: Path) -> None:
    blind = read_meetings(FOLDER.parent / "blind")
    main([str(tmp_path), str(FOLDER.parent / "blind")])
    assert {path.stem for path in tmp_path.glob("*.json")} == {meeting.id for meeting in blind}
    assert all(meeting.held for meeting in blind)
    assert not {meeting.id for meeting in blind} & {meeting.id for meeting in MEETINGS}
    for meeting in blind:
        for task in meeting.tasks:
            assert _is_settled(meeting, task), (meeting.id, task.number)
