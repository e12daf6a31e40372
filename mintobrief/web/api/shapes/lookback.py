"""What a meeting says of earlier resolutions (上次议定事项), described."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field
from typing_extensions import TypedDict

from mintobrief.domain.task import MOST_CHARACTERS
from mintobrief.web.api.shapes.asked import Asked
from mintobrief.web.api.shapes.tasks import Number, State, Status, only_text

MOST_LINES = 60
Id = Annotated[str, Field(min_length=1, max_length=200)]
Line = Annotated[int, Field(ge=0, le=10_000_000)]


class Confirmed(Asked):
    """确认会上怎么说一件上次的事；`seen` 是看到的那一件的 `told`，别人先记过的是 409。"""

    meeting: Id = Field(description="议定它的会议的编号")
    resolution: Id = Field(description="决议的编号")
    seen: Number
    state: State
    day: Annotated[date, Field(strict=False), BeforeValidator(only_text)] | None = Field(
        None, description="办结的那天，或者新的截止日期"
    )
    note: str = Field("", max_length=MOST_CHARACTERS, description="写进简报的话")
    utterances: Annotated[list[Line], Field(min_length=1, max_length=MOST_LINES)] = Field(
        description="会上说到它的是第几句，从 0 数"
    )


class ProposalOut(TypedDict):
    """程序听出来的；`because` 是为什么，`utterances` 是第几句，从 0 数。"""

    state: State
    day: str | None
    note: str
    because: str
    utterances: list[int]


class ConfirmedOut(TypedDict):
    """有人确认过的。"""

    state: State
    day: str | None
    note: str
    utterances: list[int]
    by: str
    at: str


class EarlierOut(TypedDict):
    """一件上次议定的事；`status` 是这次会议以前怎么样。"""

    meeting: str
    resolution: str
    title: str | None
    agreed_on: str | None
    action: str
    owners: list[str]
    deadline: str | None
    due: str | None
    status: Status
    told: int
    proposal: ProposalOut | None
    confirmed: ConfirmedOut | None


class LookbackOut(TypedDict):
    """这次会议以前议定、还没有办结的事，和会上怎么说它们。"""

    tasks: list[EarlierOut]
