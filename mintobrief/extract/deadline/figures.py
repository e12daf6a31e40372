"""Rules for dates in figures: 2026-03-14, 26/3/14, 6.23前, 7/5下午."""

from __future__ import annotations

import re
from datetime import date

from mintobrief.extract.deadline.almanac import next_in_years
from mintobrief.extract.deadline.days import known
from mintobrief.extract.deadline.grammar import TO, WEEK, Moment, awaited, on, rule


def _figures(match: re.Match[str], today: date) -> Moment:
    """A full date in figures: “2026-03-14”, “26/3/14”, “2026.3.14”."""
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    return known(date(year if year > 99 else 2000 + year, month, day), today)


def _month_and_day(match: re.Match[str], today: date) -> Moment:
    """A month and a day in figures where the words around show a date: “6.23前”, “7/5下午”."""
    month, day = int(match["month"]), int(match["day"])
    found = next_in_years(lambda year: date(year, month, day), today)
    return on(found, awaited(found, today))


_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\d|0?[1-9])"
_RANGE = rf"(?:(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9]){TO})?"
_REST = r"(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?![\d%]|\.\d)"
_NO_NUMBER = r"(?<![\d./A-Za-z-])(?<!\d:)"
_ENDS_NUMBER = r"(?![\d.:/%万元倍米个])"
# What makes a date of "6.23" or "6-23", which else may be a sum, a ratio, a room
_BEFORE_DATE = (
    r"(?:(?<=截[至止])|(?<=[止延定改限]到)|(?<=[止延定改限期]至)|(?<=[定限期最]于)|(?<=最[迟晚]))"
)
_AFTER_DATE = (
    r"(?=之前|以前|前(?![\d一二三四五六七八九])|上午|下午|中午|晚上?|早上|截止|为止|止"
    rf"|[(]?{WEEK}[一二三四五六日天])"
)

FULL = (
    rule(rf"(?<![\d.])(?P<year>(?:19|20)\d\d){_REST}", _figures),
    rule(rf"{_NO_NUMBER}(?P<year>[1-9]\d){_REST}", _figures),
)
RULES = (
    *FULL,
    rule(rf"{_NO_NUMBER}{_RANGE}{_MONTH}[./-]{_DAY}(?![\d.:/%]){_AFTER_DATE}", _month_and_day),
    rule(rf"{_BEFORE_DATE}{_MONTH}[./]{_DAY}{_ENDS_NUMBER}", _month_and_day),
    # 1/3 is a share more often than a day
    rule(
        rf"{_NO_NUMBER}{_RANGE}{_MONTH}/{_DAY}(?<!/[2-5]){_ENDS_NUMBER}(?!的|以上|左右|票)",
        _month_and_day,
    ),
    rule(rf"{_NO_NUMBER}{_MONTH}[./]{_DAY}[日号]", _month_and_day),
)
TYPED = (rule(rf"^{_RANGE}{_MONTH}[./-]{_DAY}$", _month_and_day),)
