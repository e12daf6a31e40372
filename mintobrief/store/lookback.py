"""The ledger as a meeting sees it: what was agreed on before it, and what it said of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mintobrief.domain import Meeting
from mintobrief.domain.compound import COMMON
from mintobrief.domain.followed import Followed
from mintobrief.domain.task import TaskState
from mintobrief.domain.task_line import Life
from mintobrief.review.followup import followed_up, heard_in
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.tasks import NOWHERE, Wanted


def followed_of(library: Library, meeting: Meeting) -> tuple[Followed, ...]:
    """上次议定事项落实情况 of the meeting's briefing; empty where nobody confirmed any.

    The same for everybody who may see the meeting. Raises a StateError.
    """
    whole = replace(library, hidden=frozenset())
    if not tasks.heard_in(whole, meeting.id):
        return ()
    return followed_up(meeting, _of_compound(whole, meeting))


def earlier_tasks(library: Library, meeting: Meeting) -> tuple[Life, ...]:
    """What earlier meetings of the compound agreed on and is not done, and what is done because
    this meeting said so; nothing where the meeting is of no compound and others are.

    Raises a StateError.
    """
    return tuple(
        life
        for life in _of_compound(library, meeting)
        if life.line.task.precedes(meeting.id, meeting.header.day)
        and (_is_open(life) or heard_in(life, meeting.id))
    )


def is_placed(library: Library, meeting_id: str) -> bool:
    """Whether it is known which meetings belong with this one: those of its compound, or all of
    them in a house that never named one. Raises a StateError."""
    named = [one for one in library.compounds.all() if one.id != COMMON]
    return not named or library.compounds.of_meeting(meeting_id) is not None


def _of_compound(library: Library, meeting: Meeting) -> tuple[Life, ...]:
    if not is_placed(library, meeting.id):
        return ()
    wanted = Wanted(compound=library.compounds.of_meeting(meeting.id) or NOWHERE)
    return tasks.lives(library, wanted, today=meeting.header.day or date.max)


def _is_open(life: Life) -> bool:
    return life.line.state is not TaskState.DONE
