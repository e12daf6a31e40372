"""What is looked at before a briefing goes out, described."""

from __future__ import annotations

from typing_extensions import TypedDict


class CheckOut(TypedDict):
    """核对的一点；`holds` 是 null 的只提醒，不拦。"""

    text: str
    holds: bool | None
    candidates: list[str]


class ChecklistOut(TypedDict):
    meeting: str
    version: int
    ready: bool
    checks: list[CheckOut]
