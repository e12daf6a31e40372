"""Days as people write them at the head of minutes: 2026年3月14日, 26. 3. 14, 2O26年3月l4日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from mintobrief.language.lexicon import load
from mintobrief.language.numerals import read_number

_D = r"[0-9０-９OoＯIl]"
_HAN = "[〇零○一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?P<y>(?:2\s*[0OoＯ]\s*)?{_D}\s*{_D}|二[〇零○]{_HAN}{{2}}|二[二三]{_HAN}(?=\s*年))\s*[年/.．\-—]\s*"
    rf"(?P<m>{_D}{{1,2}}|{_HAN}{{1,2}})\s*[月/.．\-—]\s*"
    rf"(?P<d>{_D}{{1,2}}|{_HAN}{{1,3}})(?:\s*[日号])?(?!{_D})"
)
_SHORT = re.compile(
    rf"(?P<m>{_D}{{1,2}}|{_HAN}{{1,2}})\s*月\s*(?P<d>{_D}{{1,2}}|{_HAN}{{1,3}})\s*[日号]"
    r"(?=(?:\s*[(（]?\s*(?:星期|周|礼拜)(?P<w>[一二三四五六日天]))?)"
)
_WEEK = "一二三四五六日"
# 20261120_140312.m4a; a longer number is some other number
_TOGETHER = r"(?P<m>[01]\d)(?P<d>[0-3]\d)(?=(?:\d{4}(?:\d\d)?)?(?!\d))"
# 录音2026-11-20.mp3
_APART = (
    r"\s*(?:(?P<sign>[-._])|年)\s*(?P<mm>\d{1,2})\s*(?(sign)(?P=sign)|月)\s*(?P<dd>\d{1,2})(?!\d)"
)
_YEAR_BEFORE = re.compile(rf"(?:20{_D}{_D}|二[〇零○]{_HAN}{{2}})\s*年\s*$")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """Characters `start` to `end` of a text name a day."""

    day: date
    start: int
    end: int


def full_days(text: str) -> Iterator[WrittenDay]:
    """The days written with their year, in order; what no calendar has is none."""
    for found in _DATE.finditer(text):
        if day := _day(found["y"], found):
            yield WrittenDay(day, *found.span())


def short_days(text: str, year: str) -> Iterator[WrittenDay]:
    """The days written without a year, in the year given as it is written."""
    for found in _SHORT.finditer(text):
        if day := _day(year, found):
            yield WrittenDay(day, *found.span())


def short_days_before(text: str, last: date, most: timedelta) -> Iterator[WrittenDay]:
    """The days written without a year that lie up to `most` before `last`, or on it.

    Where the day of the week stands beside one, it agrees.
    """
    for found in _SHORT.finditer(text):
        for year in (last.year, last.year - 1):
            day = _day(str(year), found)
            if day and last - most <= day <= last and _agrees(found["w"], day):
                yield WrittenDay(day, *found.span())


def is_another(text: str, found: WrittenDay) -> bool:
    """Whether the words beside a day say that it is not the one of the meeting."""
    before = _YEAR_BEFORE.sub("", text[max(0, found.start - 20) : found.start])
    after = _after_another().match(text, found.end)
    return bool(_beside("before_another").search(before) or after)


def is_today(text: str, found: WrittenDay) -> bool:
    """Whether the words before a day say that it is the one on which they are said."""
    return _beside("today").search(text, 0, found.start) is not None


def named_day(name: str) -> date | None:
    """The first day with its year in the name of a file, its figures apart or run together."""
    plain = unicodedata.normalize("NFKC", name)
    for found in _named().finditer(plain):
        if _last_day().match(plain, found.end()):
            continue
        if day := _calendar(found["y"], found["m"] or found["mm"], found["d"] or found["dd"]):
            return day
    return None


@cache
def _beside(words: str) -> re.Pattern[str]:
    return re.compile(load("days").expression(words))


@cache
def _after_another() -> re.Pattern[str]:
    return re.compile(rf"\s*{load('days').expression('until', 'after_another')}")


@cache
def _last_day() -> re.Pattern[str]:
    return re.compile(f"[日号]?{load('days').expression('until')}")


@cache
def _named() -> re.Pattern[str]:
    no_day = load("days").expression("no_day")
    return re.compile(rf"(?<!\d)(?P<y>20\d\d)(?:{_TOGETHER}|{_APART}(?!\s*{no_day}))")


def weekday_of(sign: str) -> int:
    """0 for 一 of 周一, up to 6 for 日 or 天."""
    return _WEEK.index(sign.replace("天", "日"))


def _agrees(weekday: str | None, day: date) -> bool:
    return weekday is None or weekday_of(weekday) == day.weekday()


def _day(year: str, found: re.Match[str]) -> date | None:
    return _calendar(year, found["m"], found["d"])


def _calendar(*written: str) -> date | None:
    numbers = [_read(part) for part in written]
    if None in numbers:
        return None
    y, m, d = (n or 0 for n in numbers)
    try:
        return date(_century(y), m, d)
    except ValueError:
        return None  # 2026年2月30日: a slip of the pen, not a day


def _century(year: int) -> int:
    """26 and, where a recogniser lost the 零 of 二零二六, 226 are 2026."""
    return year if year > 999 else 2000 + year % 100


def _read(written: str) -> int | None:
    plain = re.sub(r"\s", "", written)
    plain = re.sub("[OoＯ]", "0", re.sub("[Il]", "1", plain))
    return read_number(plain.replace("零", "〇"))
