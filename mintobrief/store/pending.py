"""What a meeting leaves to the next one: the agenda of its notice."""

from __future__ import annotations

from datetime import date

from mintobrief.domain import Meeting
from mintobrief.domain.task import TaskStatus
from mintobrief.domain.task_line import TaskLine
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.lookback import is_placed
from mintobrief.store.wanted import Wanted

_OPEN = frozenset(TaskStatus) - {TaskStatus.DONE}


def pending_of(library: Library, meeting: Meeting, today: date) -> tuple[TaskLine, ...]:
    """What is open in the ledger of the meeting's compound, the most urgent first; of a meeting
    whose compound nobody named, its own. Raises a StateError."""
    compound = library.compounds.of_meeting(meeting.id) or ""
    mine = Wanted(meeting=meeting.id, statuses=_OPEN)
    wanted = Wanted(compound=compound, statuses=_OPEN) if is_placed(library, meeting.id) else mine
    return tasks.ledger(library, wanted, today=today)
