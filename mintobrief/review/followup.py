"""上次议定事项落实情况: how earlier resolutions stood once a meeting had spoken of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from mintobrief.domain import Meeting
from mintobrief.domain.followed import Followed
from mintobrief.domain.task import (
    TaskProgress,
    TaskState,
    due,
    latest,
    status,
    still_standing,
)
from mintobrief.domain.task_line import Life


def followed_up(meeting: Meeting, lives: Iterable[Life]) -> tuple[Followed, ...]:
    """Every task that the meeting spoke of, as a person confirmed, and the others of the meeting
    before it.

    In the order in which they were agreed on; empty where nobody confirmed any. What is told of
    them later changes nothing: they are as they stood when the last of them was confirmed.
    """
    day = meeting.header.day
    before = (life for life in lives if life.line.task.precedes(meeting.id, day))
    earlier = sorted(before, key=in_order)
    confirmed = [said.at for life in earlier if (said := heard_in(life, meeting.id))]
    return tuple(_followed(earlier, meeting, max(confirmed))) if confirmed else ()


def _followed(earlier: Sequence[Life], meeting: Meeting, moment: datetime) -> Iterator[Followed]:
    last = earlier[-1].line.task.id.meeting_id
    for life in earlier:
        heard = heard_in(life, meeting.id)
        if heard or life.line.task.id.meeting_id == last:
            yield _as_of(life, heard, moment, meeting.header.day or moment.date())


def _as_of(life: Life, heard: TaskProgress | None, moment: datetime, today: date) -> Followed:
    """The task as it was known when what was heard of it was confirmed, else at that moment."""
    until = heard.at if heard else moment
    known = still_standing(step.said for step in life.steps if step.said.at <= until)
    state, last_day = latest(known), due(life.line.task, known)
    said = heard or (known[-1] if known else None)
    return Followed(
        life.line.task,
        status(state, last_day, today),
        said.note if said else "",
        said.day if said and state is TaskState.DONE else last_day,
        heard.heard.utterances if heard and heard.heard else (),
    )


def heard_in(life: Life, meeting_id: str) -> TaskProgress | None:
    """What was confirmed last of what the meeting said of it."""
    told = (p for p in reversed(life.standing) if p.heard and p.heard.meeting_id == meeting_id)
    return next(told, None)


def in_order(life: Life) -> tuple[date, str, int, str]:
    """By meeting, and in it as its resolutions are numbered: r2 before r10."""
    task, number = life.line.task, life.line.task.id.resolution_id
    return task.agreed_on or date.min, task.id.meeting_id, len(number), number
