"""上次议定事项落实情况: what of the ledger a briefing tells, and as of when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Deadline, DeadlineKind, Field, Header, Meeting
from mintobrief.domain.followed import Followed
from mintobrief.domain.followed_codec import decode_followed, encode_followed
from mintobrief.domain.task import (
    Heard,
    ProgressStep,
    TakenBack,
    Task,
    TaskId,
    TaskProgress,
    TaskState,
    TaskStatus,
)
from mintobrief.domain.task_line import Life, TaskLine, TaskStep
from mintobrief.review.followup import followed_up

BEFORE, TODAY = date(2026, 3, 14), date(2026, 4, 18)
NOON = datetime(2026, 4, 18, 12, tzinfo=UTC)
NEXT = Meeting("next", Header(held_on=Field(TODAY)), (), ())
HEARD = Heard("next", (3, 4))


def life(
    number: int,
    *said: ProgressStep,
    meeting: str = "last",
    on: date = BEFORE,
    due: int | None = None,
) -> Life:
    day = date(2026, 4, due) if due else None
    limit = Deadline(f"四月{due}日前", DeadlineKind.DATE, day) if due else None
    task = Task(TaskId(meeting, f"r{number}"), f"第{number}件", (), limit, agreed_on=on)
    steps = tuple(TaskStep(place, step) for place, step in enumerate(said, start=1))
    return Life(TaskLine(task, TaskState.OPEN, day, len(steps), "小区"), steps)


def told(
    state: TaskState, *, hours: int = 0, heard: Heard | None = HEARD, day: date | None = None
) -> TaskProgress:
    at = NOON + timedelta(hours=hours)
    return TaskProgress(TaskId("last", "r1"), state, "王芳", at, day, "说了这些", heard=heard)


def standing(*lives: Life) -> list[tuple[str, TaskStatus]]:
    return [(one.task.action, one.status) for one in followed_up(NEXT, lives)]


def test_nothing_is_told_before_somebody_confirmed_what_the_meeting_said() -> None:
    assert standing(life(1), life(2, told(TaskState.DONE, heard=None))) == []
    assert standing(life(1, told(TaskState.DONE, heard=Heard("another", (1,))))) == []


def test_what_the_meeting_said_nothing_of_is_told_too() -> None:
    """The rest of the last meeting's: overdue where its day has gone by."""
    lives = (life(1, told(TaskState.DONE)), life(2), life(3, due=10), life(4, due=30))
    assert standing(*lives) == [
        ("第1件", TaskStatus.DONE),
        ("第2件", TaskStatus.OPEN),
        ("第3件", TaskStatus.OVERDUE),
        ("第4件", TaskStatus.OPEN),
    ]


def test_of_older_meetings_only_what_was_spoken_of_is_told() -> None:
    old = {"meeting": "older", "on": date(2026, 1, 5)}
    lives = (life(1, told(TaskState.DONE)), life(2, **old), life(3, told(TaskState.OPEN), **old))  # type: ignore[arg-type]
    assert standing(*lives) == [("第3件", TaskStatus.OPEN), ("第1件", TaskStatus.DONE)]


def test_they_come_in_the_order_of_their_numbers() -> None:
    lives = (life(10, told(TaskState.DONE)), life(2), life(1))
    assert [name for name, _ in standing(*lives)] == ["第1件", "第2件", "第10件"]


def test_what_is_told_later_changes_nothing() -> None:
    first = life(1, told(TaskState.OPEN))
    later = life(2, told(TaskState.DONE, hours=5, heard=None))
    assert standing(first, later) == [("第1件", TaskStatus.OPEN), ("第2件", TaskStatus.OPEN)]
    done_since = life(1, told(TaskState.OPEN), told(TaskState.DONE, hours=9, heard=None))
    assert standing(done_since) == [("第1件", TaskStatus.OPEN)]


def test_what_was_told_between_the_meetings_counts() -> None:
    between = told(TaskState.DONE, hours=-90, heard=None, day=date(2026, 4, 2))
    found = followed_up(NEXT, (life(1, told(TaskState.OPEN)), life(2, between)))
    assert (found[1].status, found[1].day, found[1].said) == (
        TaskStatus.DONE,
        date(2026, 4, 2),
        "说了这些",
    )
    assert found[1].heard == ()


def test_what_is_taken_back_was_never_said() -> None:
    back = TakenBack(TaskId("last", "r1"), "王芳", NOON + timedelta(hours=1))
    assert standing(life(1, told(TaskState.DONE), back)) == []


def test_a_day_that_was_moved_is_told() -> None:
    (found,) = followed_up(NEXT, [life(1, told(TaskState.CARRIED, day=date(2026, 5, 8)), due=10)])
    assert (found.status, found.day, found.heard) == (
        TaskStatus.CARRIED,
        date(2026, 5, 8),
        (3, 4),
    )


def test_the_meetings_own_and_later_ones_are_no_earlier_resolutions() -> None:
    heard = told(TaskState.DONE)
    own = life(1, heard, meeting="next", on=TODAY)
    later = life(2, heard, meeting="after", on=date(2026, 5, 1))
    assert standing(own, later) == []


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(
    st.builds(
        Followed,
        st.builds(
            Task,
            st.builds(TaskId, TEXTS, TEXTS),
            TEXTS,
            st.tuples(TEXTS),
            agreed_on=st.none() | st.dates(),
        ),
        st.sampled_from(TaskStatus),
        TEXTS,
        st.none() | st.dates(),
        st.tuples(st.integers(0, 99)),
    )
)
def test_what_became_of_them_survives_json(followed: Followed) -> None:
    assert decode_followed(encode_followed(followed)) == followed
