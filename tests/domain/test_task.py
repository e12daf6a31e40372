"""A task's state and last day follow from what was said of it, and stand in JSON as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Deadline, DeadlineKind
from mintobrief.domain.node import DocumentError
from mintobrief.domain.task import (
    Attachment,
    Heard,
    ProgressStep,
    TakenBack,
    Task,
    TaskId,
    TaskProgress,
    TaskState,
    TaskStatus,
    due,
    latest,
    status,
    still_standing,
)
from mintobrief.domain.task_codec import dumps_step, dumps_task, loads_step, loads_task
from mintobrief.domain.task_line import Life, TaskLine, TaskStep
from tests.strategies import deadlines

LIFT = TaskId("m", "r1")
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
BY_APRIL = Task(
    LIFT, "维修三号楼电梯", deadline=Deadline("四月一日前", DeadlineKind.DATE, date(2026, 4, 1))
)

_TEXT = st.text(max_size=8)
_NAMES = st.text(min_size=1, max_size=8).filter(str.strip)
_IDS = st.builds(TaskId, _TEXT, _TEXT)
_TIMES = st.datetimes(timezones=st.just(UTC))
TASKS = st.builds(
    Task,
    _IDS,
    _TEXT,
    st.lists(_TEXT).map(tuple),
    st.none() | deadlines(),
    st.none() | _TEXT,
    st.none() | _TEXT,
    st.none() | st.dates(),
    st.none() | _TEXT,
    st.none() | _TEXT,
)
_HEARD = st.sets(st.integers(0, 99), min_size=1).map(
    lambda found: Heard("m2", tuple(sorted(found)))
)
PROGRESS = st.builds(
    TaskProgress,
    _IDS,
    st.sampled_from(TaskState),
    _NAMES,
    _TIMES,
    st.none() | st.dates(),
    _TEXT,
    st.lists(st.builds(Attachment, _TEXT, _TEXT)).map(tuple),
    st.none() | _HEARD,
)
STEPS = PROGRESS | st.builds(TakenBack, _IDS, _NAMES, _TIMES)


def said(state: TaskState, day: date | None = None) -> TaskProgress:
    return TaskProgress(LIFT, state, "王芳", NOON, day)


@given(TASKS)
def test_a_task_is_the_same_when_it_comes_back(task: Task) -> None:
    assert loads_task(dumps_task(task)) == task


@given(STEPS)
def test_a_progress_is_the_same_when_it_comes_back(step: ProgressStep) -> None:
    assert loads_step(dumps_step(step)) == step


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"id": 1}', "[" * 100_000])
def test_what_is_no_task_is_told(text: str) -> None:
    for loads in (loads_task, loads_step):
        with pytest.raises(DocumentError):
            loads(text)


def test_a_task_of_which_nobody_told_is_open() -> None:
    assert latest(()) is TaskState.OPEN


def test_what_is_taken_back_does_not_count() -> None:
    back = TakenBack(LIFT, "李明", NOON)
    done, carried = said(TaskState.DONE), said(TaskState.CARRIED)
    assert still_standing([done, back]) == ()
    assert still_standing([carried, done, back]) == (carried,)
    assert still_standing([back, done]) == (done,)


@given(st.lists(STEPS))
def test_one_more_step_back_undoes_the_last_progress(steps: list[ProgressStep]) -> None:
    progress = said(TaskState.DONE)
    back = TakenBack(LIFT, "李明", NOON)
    assert still_standing([*steps, progress, back]) == still_standing(steps)


@pytest.mark.parametrize(
    ("progress", "day"),
    [
        ((), date(2026, 4, 1)),
        ((said(TaskState.OPEN),), date(2026, 4, 1)),
        ((said(TaskState.OPEN, date(2026, 5, 1)),), date(2026, 5, 1)),
        ((said(TaskState.CARRIED),), None),
        ((said(TaskState.CARRIED, date(2026, 6, 1)),), date(2026, 6, 1)),
        ((said(TaskState.CARRIED, date(2026, 6, 1)), said(TaskState.CARRIED)), date(2026, 6, 1)),
        ((said(TaskState.DONE, date(2026, 3, 20)),), date(2026, 4, 1)),
        ((said(TaskState.DONE, date(2026, 3, 20)), said(TaskState.OPEN)), date(2026, 4, 1)),
    ],
)
def test_the_last_day_moves_with_what_was_said(
    progress: tuple[TaskProgress, ...], day: date | None
) -> None:
    """The day that something was done is no time limit."""
    assert due(BY_APRIL, progress) == day


@pytest.mark.parametrize(
    ("state", "last_day", "today", "expected"),
    [
        (TaskState.OPEN, date(2026, 4, 1), date(2026, 4, 1), TaskStatus.OPEN),
        (TaskState.OPEN, date(2026, 4, 1), date(2026, 4, 2), TaskStatus.OVERDUE),
        (TaskState.CARRIED, date(2026, 4, 1), date(2026, 4, 2), TaskStatus.OVERDUE),
        (TaskState.DONE, date(2026, 4, 1), date(2026, 4, 2), TaskStatus.DONE),
        (TaskState.OPEN, None, date(2026, 4, 2), TaskStatus.OPEN),
    ],
)
def test_a_task_is_overdue_from_the_day_after_its_last(
    state: TaskState, last_day: date | None, today: date, expected: TaskStatus
) -> None:
    assert status(state, last_day, today) is expected


@pytest.mark.parametrize(
    ("meeting_id", "agreed_on", "day", "expected"),
    [
        ("other", date(2026, 3, 1), date(2026, 4, 1), True),
        ("other", date(2026, 4, 1), date(2026, 4, 1), False),
        ("other", None, date(2026, 4, 1), True),
        ("other", date(2026, 4, 1), None, True),
        (LIFT.meeting_id, None, None, False),
    ],
)
def test_a_task_precedes_the_later_meetings_and_never_its_own(
    meeting_id: str, agreed_on: date | None, day: date | None, *, expected: bool
) -> None:
    assert Task(LIFT, "修好电梯", agreed_on=agreed_on).precedes(meeting_id, day) is expected


def test_the_numbers_that_stand_are_those_of_what_was_not_taken_back() -> None:
    told = TaskProgress(LIFT, TaskState.OPEN, "王芳", NOON)
    again, back = replace(told, note="再说一次"), TakenBack(LIFT, "王芳", NOON)
    said: tuple[ProgressStep, ...] = (told, again, back, told)
    line = TaskLine(Task(LIFT, "修好电梯"), TaskState.OPEN, None, 4, None)
    steps = tuple(TaskStep(number, one) for number, one in enumerate(said, start=1))
    assert Life(line, steps).standing_numbers == {1, 4}


def test_who_tells_of_a_task_and_when_is_known() -> None:
    with pytest.raises(ValueError, match="somebody"):
        TakenBack(LIFT, " ", NOON)
    with pytest.raises(ValueError, match="zone"):
        TaskProgress(LIFT, TaskState.DONE, "王芳", NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="ascending"):
        Heard("m", (2, 1))
