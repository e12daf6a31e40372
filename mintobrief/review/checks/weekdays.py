"""A date that names its weekday names the right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from mintobrief.domain.day import WEEKDAYS, weekday, written_day
from mintobrief.review.checks.passages import Passage
from mintobrief.review.checks.rules import Finding, Rule

_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_WRITTEN = (
    rf"(?:(?P<year>20\d\d)\s*[年./-]\s*)?{_MONTH}\s*月\s*{_DAY}\s*[日号]?(?:之?前)?",
    rf"(?P<year>20\d\d)\s*[年./-]\s*{_MONTH}\s*[./-]\s*{_DAY}\s*[日号]?(?:之?前)?",
)
_SHORT = rf"{_MONTH}[./-]{_DAY}\s*[日号]?(?:之?前)?"
# 周六9-11点 are hours, 周五3.5元 is a price
_COUNTED = r"(?!\s?(?:[点时小个元块万%多余米吨度次票人名户栋幢号楼室页、~—–-]|到|至))"
_NAMED = r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
# nothing but a bracket or a comma stands between: 3月20日（星期五）, 下周五（3月20日）
_PAIRS = (
    *(re.compile(rf"(?<![\d.]){day}\s*[（(，,、]?\s*{_NAMED}[）)]?") for day in _WRITTEN),
    *(re.compile(rf"{_NAMED}\s*[（(，,、即]?\s*{day}(?![\d.])[）)]?") for day in _WRITTEN),
    re.compile(rf"(?<![\d./-]){_SHORT}\s*[（(]?\s*{_NAMED}[）)]?"),
    re.compile(rf"{_NAMED}\s*[（(即]?\s*{_SHORT}(?![\d./:]){_COUNTED}[）)]?"),
)


def of_weekdays(passages: Iterable[Passage], held_on: date | None) -> Iterator[Finding]:
    """Dates that are another weekday than is written beside them.

    One without a year is of the meeting's, or of the one beside it that it may belong to.
    """
    for passage in passages:
        for pattern in _PAIRS:
            for found in pattern.finditer(passage.text):
                yield from _of_date(passage, found, held_on)


def _of_date(passage: Passage, found: re.Match[str], held_on: date | None) -> Iterator[Finding]:
    days = list(_days(found, held_on))
    named = WEEKDAYS.index(found["weekday"].replace("天", "日"))
    if days and all(day.weekday() != named for day in days):
        told = f"“{found.group().strip()}”：{written_day(days[0])}是{weekday(days[0])}"
        yield passage.finding(Rule.WEEKDAY, told, found.group())


def _days(found: re.Match[str], held_on: date | None) -> Iterator[date]:
    """The days that the words may mean, the likeliest first."""
    month, day = int(found["month"]), int(found["day"])
    for year in _years(found.groupdict().get("year"), month, held_on):
        try:
            yield date(year, month, day)
        except ValueError:  # no such day in that year
            continue


def _years(written: str | None, month: int, held_on: date | None) -> tuple[int, ...]:
    if written:
        return (int(written),)
    if held_on is None:
        return ()
    return (held_on.year, held_on.year + (1 if month <= held_on.month else -1))
