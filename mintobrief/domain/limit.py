"""What a rule wants done by a day around a meeting: 公告, 纪要, 公示."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day for something, and the rule (`source`) that says so.

    `what` is to be done by the end of `day`, or by the `time` ("16:30") of it; where `before` is
    true it was to be done before the meeting. `note` tells how the day was counted where that
    does not go without saying; `day` is None where it counts from what has not happened yet.
    `done_on` is the day it was done, where that is known.
    """

    what: str
    day: date | None
    source: str
    time: str = ""
    note: str = ""
    before: bool = False
    done_on: date | None = None
