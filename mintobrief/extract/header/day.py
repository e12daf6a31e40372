"""The day of the meeting, where its opening or heading states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from mintobrief.domain import Field
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Passage
from mintobrief.language.days import full_days, is_another, is_today, short_days

_YEAR = re.compile(r"(?P<y>20\d\d|二[〇零○][一二三四五六七八九〇零]{2})\s*年(?!度)")
_YEAR_ROUND, _WEEKS = timedelta(days=365), timedelta(days=60)
_WINTER = range(1, 4)  # months in which last year is reported on
SLACK = timedelta(days=1)  # where it is handed in, it may still be the day before
_LEAP = "2024"  # every day of any year is one of it


def find_day(
    opening: Sequence[Passage], labels: Iterable[Labelled], handed_in: date | None = None
) -> Field[date] | None:
    """The first full date of the heading; a 时间 line comes before all else.

    `handed_in` is the day that the meeting cannot lie after.
    """
    label = find_label(labels, "time")
    passages = ([label.passage] if label else []) + list(opening)
    today = set() if label else {day for passage in opening for day in _said_today(passage.text)}
    for passage in passages:
        for found in full_days(passage.text):
            is_meant = not today or (found.day.month, found.day.day) in today
            if is_meant and not is_another(passage.text, found):
                return Field(found.day, (passage.quote(found.start, found.end),))
    return _day_without_year(passages, handed_in) or _day_of_chat(opening)


def _said_today(text: str) -> Iterator[tuple[int, int]]:
    """Month and day of 今天是11月20号: another full date is not meant, 小区2015年6月1日交付."""
    for found in (*full_days(text), *short_days(text, _LEAP)):
        if is_today(text, found):
            yield found.day.month, found.day.day


def _day_of_chat(opening: Iterable[Passage]) -> Field[date] | None:
    """The day that stands above the first message, with its sender."""
    for passage in opening:
        found = next(full_days(passage.sent or ""), None)
        if found:
            return Field(found.day)
    return None


def _day_without_year(passages: Sequence[Passage], handed_in: date | None) -> Field[date] | None:
    """今天是三月五号, where the year stands elsewhere in the heading."""
    years = [year for passage in passages for year in _years(passage.text)]
    for passage in passages if years else ():
        for found in short_days(passage.text, years[0]):
            is_of_year = not _is_other_year(found.day, handed_in)
            if is_of_year and not is_another(passage.text, found):
                return Field(found.day, (passage.quote(found.start, found.end),))
    return None


def _years(text: str) -> Iterator[str]:
    """Those that stand alone."""
    days = [(found.start, found.end) for found in full_days(text)]
    for found in _YEAR.finditer(text):
        if not any(start <= found.start() < end for start, end in days):
            yield found["y"]


def _is_other_year(day: date, handed_in: date | None) -> bool:
    """Whether the year is likely next year's, of a budget, or last year's, of a winter's report."""
    if handed_in is None:
        return False
    since = handed_in - day
    is_last_years = day.month in _WINTER and _YEAR_ROUND <= since <= _YEAR_ROUND + _WEEKS
    return since < -SLACK or is_last_years
