"""Working days by the calendar that the State Council announces each year: 放假 and 调休."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from mintobrief.config import resource
from mintobrief.errors import MissingResource

_FILE = "prompts/rules/workdays.toml"
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """The days off and the weekends worked of the years that were announced.

    Of any other year only Saturdays and Sundays are days off: `knows` tells which it is.
    """

    years: frozenset[int]
    off: frozenset[date]
    worked: frozenset[date]

    def knows(self, day: date) -> bool:
        """Whether the holidays of its year are known."""
        return day.year in self.years

    def is_workday(self, day: date) -> bool:
        if day in self.off:
            return False
        return day in self.worked or day.weekday() < _SATURDAY

    def after(self, day: date, count: int) -> date:
        """The working day that is the `count`-th after the day, which does not count itself."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself where it is a working day, else the next that is."""
        while not self.is_workday(day):
            day += _DAY
        return day


@cache
def load_workdays() -> Workdays:
    """The calendar under prompts/rules; raises MissingResource."""
    path = resource("prompts") / "rules" / "workdays.toml"
    try:
        years = tomllib.loads(path.read_text(encoding="utf-8"))
        return Workdays(
            frozenset(map(int, years)),
            frozenset(_days(told for year in years.values() for told in year["off"])),
            frozenset(_days(told for year in years.values() for told in year["work"])),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as exc:
        raise MissingResource(_FILE) from exc


def _days(told: Iterable[str]) -> Iterator[date]:
    """2026-10-01/2026-10-07 is every day from the first to the last."""
    for span in told:
        first, _, last = span.partition("/")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += _DAY
