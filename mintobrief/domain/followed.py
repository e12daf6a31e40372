"""What became of earlier resolutions by the day of a meeting: 上次议定事项落实情况."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mintobrief.domain.task import Task, TaskStatus


@dataclass(frozen=True, slots=True)
class Followed:
    """An earlier resolution as it stood when the meeting had spoken of it.

    `said` is what was said of it, in the words of who confirmed it, empty where nobody spoke of
    it. `day` is the day it was done, else the last day allowed by then; None where nobody named
    one. `heard` are ascending indexes of the meeting's utterances.
    """

    task: Task
    status: TaskStatus
    said: str = ""
    day: date | None = None
    heard: tuple[int, ...] = ()
