"""The ledger (督办台账) and what is told of its tasks, described."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from typing_extensions import TypedDict

from mintobrief.domain.task import MOST_CHARACTERS
from mintobrief.web.api.shapes.asked import Asked

State = Literal["open", "done", "carried"]
Status = Literal["overdue", "open", "carried", "done"]
Number = Annotated[int, Field(ge=0, le=2**53)]


def only_text(value: object) -> object:
    """A day is told as text; a number that pydantic would take for one is refused."""
    if not isinstance(value, str):
        raise ValueError("a day is written as text")
    return value


class Told(Asked):
    """一条进展；`seen` 是看到的那一件的 `told`，别人先记过的是 409。"""

    seen: Number
    state: State
    day: Annotated[date, Field(strict=False), BeforeValidator(only_text)] | None = Field(
        None, description="新的截止日期；办结的，是办完的那天"
    )
    note: str = Field("", max_length=MOST_CHARACTERS)


class Back(Asked):
    """撤回上一条；`seen` 是看到的那一件的 `told`。"""

    seen: Number


class AttachmentOut(TypedDict):
    sha256: str
    name: str


class HeardOut(TypedDict):
    """在哪次会议上说到的：第几句到第几句，从 0 数。"""

    meeting: str
    utterances: list[int]


class StepOut(TypedDict):
    """谁在什么时候记了什么；`state` 是 null 的是撤回上一条，`stands` 是 false 的后来撤回了。"""

    number: int
    by: str
    at: str
    state: State | None
    day: str | None
    note: str
    attachments: list[AttachmentOut]
    heard: HeardOut | None
    stands: bool


class TaskOut(TypedDict):
    """一件督办的事：会上怎么定的，办到哪一步；`status` 按今天算，`told` 是最近一条的编号。"""

    meeting: str
    resolution: str
    title: str | None
    agreed_on: str | None
    compound: str | None
    action: str
    owners: list[str]
    deadline: str | None
    measures: str | None
    supervision: str | None
    state: State
    status: Status
    due: str | None
    told: int


class TaskLifeOut(TaskOut):
    """一件督办的事，连同记过的全部进展，最早的在前。"""

    steps: list[StepOut]


class TasksOut(TypedDict):
    """台账的一页，最急的在前；`counts` 是别的条件都合的，各有几件。"""

    total: int
    page: int
    size: int
    counts: dict[Status, int]
    tasks: list[TaskOut]
