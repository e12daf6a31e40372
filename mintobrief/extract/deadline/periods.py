"""Rules for stretches of the calendar: 旬, 月底, 季度末, 上半年, 年底, and whole months and years.

A period named whole is due on its last day, "X前" the day before it begins. 月初 is the 10th
as 上旬 is, 月中 the 15th; 季初 is the 10th of its first month, 年初 the end of January.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from mintobrief.extract.deadline.almanac import DAY, month_end, month_start, next_in_years
from mintobrief.extract.deadline.days import months_on
from mintobrief.extract.deadline.grammar import (
    MONTH,
    NOT_AFTER_NUMBER,
    WEEK,
    YEAR,
    Moment,
    Role,
    awaited,
    number,
    on,
    rule,
    year_named,
)
from mintobrief.language.days import weekday_of

_REF = r"(?P<ref>本|这一?个?|当|下下个?|下一?个?|上上个?|上一?个?|次)"
_MONTH_PART = (
    r"(?P<part>底|末|尾|初|中旬|中上旬|中下旬|[上下]半月|中(?!旬|心|间|秋|国|午|学|介)|上旬|下旬)"
)
# all others are the month's end
_PART_DAY = {"初": 10, "上旬": 10, "中": 15, "上半月": 15, "中旬": 20, "中上旬": 20}
_TOLD = re.compile(r"[的那再才呢\d一二两三四五六七八九十几]|到期|开始|以来|例会|会议|联席")


def _month_part(start: date, part: str) -> date:
    end = month_end(start.year, start.month)
    return start.replace(day=_PART_DAY[part]) if part in _PART_DAY else end


def _month(match: re.Match[str], today: date) -> Moment:
    """A month or a part of it: “3月底”, “九月下旬”, “明年1月”, “十二月份”."""
    month, part = number(match["month"]), match["part"] or ""
    year = year_named(match["year"], today) if match["year"] else today.year
    day = _month_part(month_start(year, month), part)
    if not match["year"] and day < today:
        day = _month_part(month_start(year + 1, month), part)
    return _period(match, day, _month_first(day, part), today)


def _month_first(day: date, part: str) -> date | None:
    return None if part else day.replace(day=1)


def _period(match: re.Match[str], day: date, first: date | None, today: date) -> Moment:
    """A period up to `day`; `first` is its first day where it is named whole, else None."""
    before = first - DAY if first and first > today else None
    if day < today:
        return on(day, Role.PAST, before)
    role = awaited(day, today) if not match.groupdict().get("year") else Role.OPEN
    if first is None:
        return on(day, Role.LIMIT if role is Role.OPEN else role)
    told = _TOLD.match(match.string, match.end())
    return on(day, Role.POINT if told else role, before)


def _month_pointed(match: re.Match[str], today: date) -> Moment:
    """A month pointed at: “本月底”, “下个月中旬”, “下下个月”."""
    start, part = month_start(today.year, today.month + months_on(match["ref"])), match["part"]
    day = _month_part(start, part or "")
    moment = _period(match, day, None if part else start, today)
    # "这个月" mostly tells what is going on, "本月" what shall be done
    told = not part and match["ref"].startswith(("这", "当"))
    return replace(moment, role=min(moment.role, Role.POINT)) if told else moment


def _month_part_alone(match: re.Match[str], today: date) -> Moment:
    """A part of this month, or of the next where it is over: “月底”, “中旬”, “月中”."""
    part = match["part"]
    day = _month_part(month_start(today.year, today.month), part)
    if day < today:
        day = _month_part(month_start(today.year, today.month + 1), part)
    return on(day, Role.LIMIT)


def _week_of_month(match: re.Match[str], today: date) -> Moment:
    """A week of a month or a day of that week: “下个月第一个周六”, “4月第二周”."""
    if match["ref"]:
        day = _nth(month_start(today.year, today.month + months_on(match["ref"])), match)
        return on(day, Role.OPEN if day >= today else Role.PAST)
    month = number(match["month"])
    return on(next_in_years(lambda year: _nth(date(year, month, 1), match), today))


def _nth(first: date, match: re.Match[str]) -> date:
    """The nth such weekday from the month's first on; a whole week ends after seven days."""
    end = month_end(first.year, first.month)
    day = match["day"]
    weekday = None if day is None else weekday_of(day)
    if not match["nth"]:
        return end if weekday is None else end - (end.weekday() - weekday) % 7 * DAY
    weeks = 7 * number(match["nth"]) * DAY
    if weekday is None:
        return min(first + weeks - DAY, end)
    return first + weeks - 7 * DAY + (weekday - first.weekday()) % 7 * DAY


def _quarter(match: re.Match[str], today: date) -> Moment:
    """A quarter or its end: “二季度末”, “第四季度”, “2026年第一季度”, “Q3”."""
    last_month = 3 * number(match["quarter"])
    year = year_named(match["year"], today) if match["year"] else today.year
    day = _quarter_day(year, last_month, match["part"])
    if not match["year"] and day < today:
        day = _quarter_day(year + 1, last_month, match["part"])
    return _whole(match, day, month_start(day.year, last_month - 2), today)


def _quarter_day(year: int, last_month: int, part: str | None) -> date:
    return date(year, last_month - 2, 10) if part == "初" else month_end(year, last_month)


def _whole(match: re.Match[str], day: date, first: date, today: date) -> Moment:
    """A long period: named whole it is no more than a time that is mentioned."""
    if match["part"]:
        return _period(match, day, None, today)
    moment = _period(match, day, first, today)
    return on(day, min(moment.role, Role.POINT), moment.before)


def _quarter_pointed(match: re.Match[str], today: date) -> Moment:
    """A quarter pointed at, or the end of this one: “本季度”, “下季度末”, “季度末”."""
    quarter = (today.month + 2) // 3 + months_on(match["ref"] or "")
    end = month_end(today.year, 3 * quarter)
    day = _quarter_day(end.year, end.month, match["part"])
    return _whole(match, day, month_start(end.year, end.month - 2), today)


def _half_year(match: re.Match[str], today: date) -> Moment:
    """A half year: “上半年”, “下半年底”, “明年上半年”."""
    year = year_named(match["year"], today) if match["year"] else today.year
    day = month_end(year, 6 if match["half"] == "上" else 12)
    return _whole(match, day, month_start(day.year, day.month - 5), today)


def _year(match: re.Match[str], today: date) -> Moment:
    """A year or its end: “明年底”, “2026年”, “今年年底”."""
    year = year_named(match["year"], today)
    return _whole(match, _year_part(year, match["part"]), date(year, 1, 1), today)


def _year_part(year: int, part: str | None) -> date:
    return month_end(year, {"初": 1, "中": 6}.get(part or "", 12))


def _year_part_alone(match: re.Match[str], today: date) -> Moment:
    """The end or the middle of this year, or of the next: “年底”, “年内”, “年中”, “年初”."""
    day = _year_part(today.year, match["part"])
    if day < today:
        return on(_year_part(today.year + 1, match["part"]), Role.POINT)
    return on(day, Role.LIMIT)


def _rest_of_month(_match: re.Match[str], today: date) -> Moment:
    """What is left of the month: “月内”."""
    return on(month_end(today.year, today.month), Role.LIMIT)


_QUARTER_PART = r"(?P<part>末|底|初)"
_YEAR_PART = r"(?P<part>底|末|终|尾|初|中(?!心|间|秋|国))"
_OF_MONTH = rf"月份?的?(?:第(?P<nth>[一二三四五1-5])|最后一)个?{WEEK}(?P<day>[一二三四五六日天])?"
RULES = (
    rule(rf"(?<!每)(?:{_REF}|{NOT_AFTER_NUMBER}(?P<month>{MONTH})){_OF_MONTH}", _week_of_month),
    rule(rf"{NOT_AFTER_NUMBER}{YEAR}?(?P<month>{MONTH})月份?{_MONTH_PART}?", _month),
    rule(rf"(?<![每以]){_REF}月份?{_MONTH_PART}?", _month_pointed),
    rule(
        r"(?<![个每岁满蜜正腊])月(?P<part>底|末|初|中(?!旬|心|间|秋|国|午|学|介))",
        _month_part_alone,
    ),
    rule(r"(?<![月每份])(?P<part>上旬|中旬|下旬|[上下]半月)", _month_part_alone),
    rule(r"(?<![个每岁\d一二三四五六七八九十两半数几])月内", _rest_of_month),
    rule(rf"{NOT_AFTER_NUMBER}{YEAR}?第?(?P<quarter>[一二三四1-4])季度{_QUARTER_PART}?", _quarter),
    rule(rf"{YEAR}?(?<![A-Za-z])[Qq](?P<quarter>[1-4])(?![\dA-Za-z]){_QUARTER_PART}?", _quarter),
    rule(rf"(?<!每){_REF}季度{_QUARTER_PART}?", _quarter_pointed),
    rule(rf"(?<![每换过])(?P<ref>)季度?{_QUARTER_PART}", _quarter_pointed),
    rule(rf"(?<![这前后])(?:{YEAR})?(?P<half>[上下])半年(?P<part>底|末)?", _half_year),
    rule(rf"{NOT_AFTER_NUMBER}(?!今年(?!年?[底末终尾初中内])){YEAR}年?{_YEAR_PART}?", _year),
    rule(
        r"(?<![\d一二三四五六七八九十百几多半每数来整周过学壮青少老老成中早])年"
        r"(?P<part>底|末|终|中(?!心|间|秋|国)|初|内)",
        _year_part_alone,
    ),
)
