"""What of the ledger, or which task, an address asks for, and the address that asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, Query

from mintobrief.domain.task import TaskId, TaskStatus
from mintobrief.store.tasks import Wanted

NONE = "none"  # asks for tasks of no compound
_USUAL = {"compound": "", "status": "", "q": "", "page": 1}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the ledger is looked at: a compound, a status, words, a page of it."""

    compound: str = ""
    status: TaskStatus | None = None
    q: str = ""
    page: int = 1

    def address(self, path: str = "/tasks", **changes: str | int) -> str:
        """The page at `path` with this asked, but for the changes."""
        here = {"compound": self.compound, "status": self.status or "", "q": self.q}
        told: dict[str, str | int] = {**here, "page": self.page, **changes}
        query = urlencode({name: value for name, value in told.items() if value != _USUAL[name]})
        return f"{path}?{query}" if query else path

    def wanted(self, *, any_status: bool = False) -> Wanted:
        """As the store is asked; `any_status` for all that the other wishes leave."""
        compound = None if not self.compound else "" if self.compound == NONE else self.compound
        wished = frozenset({self.status} if self.status and not any_status else ())
        return Wanted(compound, statuses=wished, words=self.q)


def _asked(
    compound: Annotated[str, Query(max_length=200)] = "",
    status: str = "",
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Asked:
    known = TaskStatus(status) if status in list(TaskStatus) else None
    return Asked(compound, known, q, page)


def _task(meeting_id: str, resolution_id: str) -> TaskId:
    return TaskId(meeting_id, resolution_id)


TheAsked = Annotated[Asked, Depends(_asked)]
TheTask = Annotated[TaskId, Depends(_task)]


def today() -> date:
    """By the clock and the zone of this machine."""
    return date.today()


def page_of(task: TaskId) -> str:
    """Where the task's life is."""
    return f"/meetings/{quote(task.meeting_id, safe='')}/tasks/{quote(task.resolution_id, safe='')}"
