"""上次议定事项落实情况: each earlier resolution with its status and what was said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mintobrief.domain.day import written_day
from mintobrief.domain.followed import Followed
from mintobrief.domain.task import Task, TaskStatus
from mintobrief.export.pen import Pen

# in the order in which they are counted up
_ORDER = (TaskStatus.DONE, TaskStatus.OPEN, TaskStatus.OVERDUE, TaskStatus.CARRIED)


def account(followed: Sequence[Followed], pen: Pen) -> str:
    """How many there are, and how they stand, in a sentence."""
    found = Counter(one.status for one in followed)
    counts = (
        pen.say("followed.counted", status=status.called, count=found[status])
        for status in _ORDER
        if found[status]
    )
    return pen.say("followed.lead", count=len(followed), counts="，".join(counts))


def told_of(one: Followed, pen: Pen) -> str:
    """One resolution: what it was, how it stands, what was said of it."""
    item = pen.say("followed.item", task=_task(one.task, pen), status=_status(one, pen))
    unsaid = "" if one.heard else pen.say("followed.unsaid")
    return item + (pen.text(one.said) or unsaid)


def _task(task: Task, pen: Pen) -> str:
    action = pen.text(task.action).rstrip("。；")
    known = "；".join(_known(task, pen))
    return pen.say("followed.task", action=action, known=known) if known else action


def _known(task: Task, pen: Pen) -> Iterator[str]:
    if task.owners:
        yield pen.say("followed.owners", owners="、".join(pen.text(name) for name in task.owners))
    if task.deadline:
        yield pen.say("followed.deadline", deadline=pen.text(task.deadline.text))


def _status(one: Followed, pen: Pen) -> str:
    if one.day and one.status is TaskStatus.DONE:
        return pen.say("followed.done_on", status=one.status.called, day=written_day(one.day))
    if one.day and one.status is TaskStatus.CARRIED:
        return pen.say("followed.carried_to", status=one.status.called, day=written_day(one.day))
    return one.status.called
