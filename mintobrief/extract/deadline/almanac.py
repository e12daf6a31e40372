"""What the calendar knows: month ends, working days, festivals, lunar days."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from borax.calendars.lunardate import LunarDate, TermUtils

DAY = timedelta(days=1)
SPRING, EVE, QINGMING = "春节", "除夕", "清明"


def month_end(year: int, month: int) -> date:
    """The last day of a month; months run on over the year's end (13 is next January)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def month_start(year: int, month: int) -> date:
    """The first day of a month, counted as in `month_end`."""
    return month_end(year, month).replace(day=1)


def add_months(day: date, months: int) -> date:
    """The same day `months` on, or that month's last where it is shorter."""
    last = month_end(day.year, day.month + months)
    return last.replace(day=min(day.day, last.day))


def add_workdays(day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`."""
    while count > 0:
        day += DAY
        count -= is_workday(day)
    return day


def is_workday(day: date) -> bool:
    """Whether China works on `day`, make-up days for long holidays included.

    Years whose holidays are not yet announced have weekends and the statutory days alone.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and day not in _statutory(day.year)


@cache
def _statutory(year: int) -> frozenset[date]:
    """The days off that the law itself names (since 2025), before any make-up days."""
    fixed = {date(year, *pair) for pair in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))}
    spring = festival(SPRING, year)
    moving = {festival(name, year) for name in (QINGMING, "端午", "中秋")}
    return frozenset(fixed | moving | {spring + i * DAY for i in range(-1, 3)})


def holiday_end(day: date) -> date:
    """The last of the days off in a row that begin with `day`."""
    while not is_workday(day + DAY):
        day += DAY
    return day


def lunar(year: int, month: int, day: int) -> date:
    """A day of the lunar calendar; ValueError where that month has no such day."""
    found: date = LunarDate(year, month, day).to_solar_date()
    return found


def lunar_year(day: date) -> int:
    """The lunar year that `day` falls in."""
    return int(LunarDate.from_solar_date(day.year, day.month, day.day).year)


def next_lunar(month: int, day: int, today: date) -> date:
    """The next such lunar day, today included; ValueError where neither year has one."""
    year = lunar_year(today)
    this = lunar(year, month, day)
    return this if this >= today else lunar(year + 1, month, day)


# name -> its day in a year; for lunar festivals, the one that falls in that solar year or,
# for those of the last lunar month, just before that year's Spring Festival
_SOLAR = {
    **dict.fromkeys(("元旦", "新年"), (1, 1)),
    **dict.fromkeys(("妇女节", "三八"), (3, 8)),
    "植树节": (3, 12),
    **dict.fromkeys(("五一", "劳动节"), (5, 1)),
    **dict.fromkeys(("五四", "青年节"), (5, 4)),
    **dict.fromkeys(("六一", "儿童节"), (6, 1)),
    **dict.fromkeys(("七一", "建党节"), (7, 1)),
    **dict.fromkeys(("八一", "建军节"), (8, 1)),
    "教师节": (9, 10),
    **dict.fromkeys(("国庆", "十一"), (10, 1)),
    **dict.fromkeys(("消防日", "消防宣传日"), (11, 9)),
    **dict.fromkeys(("双十一", "双11"), (11, 11)),
    **dict.fromkeys(("双十二", "双12"), (12, 12)),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
}
_LUNAR = {
    **dict.fromkeys((SPRING, "过年", "年关"), (1, 1)),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
    "中秋": (8, 15),
    "重阳": (9, 9),
}
_TERMS = (QINGMING, "立春", "立夏", "夏至", "立秋", "立冬", "冬至")
# solar terms (节气) that may also be names and words, and those that mostly are
WEATHER = (
    *("惊蛰", "春分", "谷雨", "芒种", "小暑", "大暑", "处暑"),
    *("白露", "秋分", "寒露", "霜降", "小寒", "大寒"),
)
SNOW = ("小满", "小雪", "大雪", "雨水")
_BEFORE_SPRING = dict.fromkeys((EVE, "年三十", "大年三十", "三十夜", "大年夜"), 1)
_LAST_MONTH = {"小年": 23, "腊八": 8}
FESTIVALS = (*_SOLAR, *_LUNAR, *_TERMS, *_BEFORE_SPRING, *_LAST_MONTH)
PUBLIC = ("元旦", SPRING, QINGMING, "五一", "端午", "中秋", "国庆")


def festival(name: str, year: int) -> date:
    """The day of a festival named in FESTIVALS in the solar year `year`."""
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    if name in _LUNAR:
        return lunar(year, *_LUNAR[name])
    if name in _BEFORE_SPRING:
        return lunar(year, 1, 1) - DAY
    if name in _LAST_MONTH:
        return lunar(year - 1, 12, _LAST_MONTH[name])
    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found


def next_festival(name: str, today: date) -> date:
    """The next day of that name, today included."""
    return next_in_years(lambda year: festival(name, year), today)


def next_in_years(day_of: Callable[[int], date], today: date) -> date:
    """The first of a yearly day that is not before `today`."""
    this = day_of(today.year)
    return this if this >= today else day_of(today.year + 1)
