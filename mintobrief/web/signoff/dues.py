"""期限: what the legal clock asks for, as it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mintobrief.domain.limit import Limit


@dataclass(frozen=True, slots=True)
class Due:
    """A limit with how it stands: done, late, today, ahead, past (before the meeting) or open."""

    limit: Limit
    state: str
    told: str


def dues(limits: Iterable[Limit], today: date) -> tuple[Due, ...]:
    """The limits as they stand on that day."""
    return tuple(_due(limit, today) for limit in limits)


def _due(limit: Limit, today: date) -> Due:
    if limit.day is None:
        return Due(limit, "open", limit.note)
    if limit.done_on:
        return _done(limit, limit.done_on, (limit.done_on - limit.day).days)
    left = (limit.day - today).days
    if left > 0:
        return Due(limit, "ahead", f"还有 {left} 天")
    if left == 0:
        return Due(limit, "today", "今天到期")
    return Due(limit, "past" if limit.before else "late", f"{-left} 天前到期")


def _done(limit: Limit, day: date, over: int) -> Due:
    told = f"{day.month}月{day.day}日签发"
    return Due(limit, "late", f"{told}，晚了 {over} 天") if over > 0 else Due(limit, "done", told)
