"""What was done, described."""

from __future__ import annotations

from typing_extensions import TypedDict


class ChangedOut(TypedDict):
    """一项，以前和以后；空是没有。"""

    label: str
    before: str
    after: str


class EventOut(TypedDict):
    """谁在什么时候做了什么；`meeting` 是哪次会议，不是会议的是 null。"""

    at: str
    who: str
    what: str
    changes: list[ChangedOut]
    meeting: str | None


class HistoryOut(TypedDict):
    """经过的一段，最近的在前；`older` 是再往前要带的 `before`，没有了是 null。"""

    events: list[EventOut]
    older: int | None
