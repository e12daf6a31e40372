"""The pieces all rules share: numbers and dates as patterns, what a rule is, what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from mintobrief.domain import DeadlineKind
from mintobrief.language.numerals import read_number

_ONES = "一二三四五六七八九"
NUMERAL = f"(?:\\d+|[〇零{_ONES}两十廿卅百]+)"
MONTH = f"(?:1[0-2]|0?[1-9]|十[一二]?|[{_ONES}])"
DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|卅一?|二十[{_ONES}]?|廿[{_ONES}]?|十[{_ONES}]?|[{_ONES}])"
# "今年" and years in figures or spoken digit by digit; two places only where a month follows
YEAR = (
    rf"(?:(?P<year>\d{{4}}年|[〇零{_ONES}]{{4}}年|\d{{2}}年(?=\d)|[〇零{_ONES}]{{2}}年(?=[{_ONES}十])"
    r"|今年|本年度?|当年|明年|来年|翌年|次年|后年|去年|上年|前年)度?的?)"
)
TO = r"(?:至|到|-+|~+)"
WEEK = "(?:周|星期|礼拜)"
WEEKDAY = "[一二三四五六日天1-7]"
NOT_AFTER_NUMBER = rf"(?<![\d{_ONES}〇零两十廿卅百千第个#A-Za-z-])(?<!\d[.:/])"

# A year's days apart from each other and from all that is said: see `Rule.moment`.
_ANYWHEN = (date(2010, 1, 13), date(2013, 8, 24))
_LONGEST = timedelta(days=3660)


class Role(IntEnum):
    """How the words use a time, from least to most like a limit."""

    PAST = 0  # over, or said of a fact; no later word makes a limit of it
    START = 1  # from then on
    POINT = 2  # a time that is mentioned
    OPEN = 3  # a time to come, which may be a limit
    LIMIT = 4  # the words themselves say that it is one


@dataclass(frozen=True, slots=True)
class Moment:
    """What a time expression means.

    `day` is the last day meant. `before` is the last day allowed where "前" follows, if that
    is another one: the day before a festival, the day before a period begins.
    """

    kind: DeadlineKind
    day: date | None = None
    before: date | None = None
    role: Role = Role.OPEN


@dataclass(frozen=True, slots=True)
class Found:
    """A moment and the folded characters it was read from."""

    start: int
    end: int
    moment: Moment


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text and what a match of it means on a given day.

    `read` returns None, or raises ValueError or OverflowError as dates do, where the match
    names no day after all (31 June).
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], Moment | None]

    def moment(self, match: re.Match[str], today: date | None) -> Moment | None:
        """What the match means; without `today`, days only where they do not depend on it."""
        if today is not None:
            return self._attempt(match, today)
        first, second = (self._attempt(match, day) for day in _ANYWHEN)
        if first is None or second is None or first.day == second.day:
            return first or second
        return replace(first, day=None, before=None)

    def _attempt(self, match: re.Match[str], today: date) -> Moment | None:
        try:
            return self.read(match, today)
        except (ValueError, OverflowError):
            return None

    def find(self, text: str, today: date | None) -> Iterator[Found]:
        """All that the rule finds in folded text, in order."""
        at = 0
        while match := self.pattern.search(text, at):
            moment = self.moment(match, today)
            if moment is not None and match.end() > match.start():
                yield Found(match.start(), match.end(), moment)
                at = match.end()
            else:
                at = match.start() + 1


def rule(pattern: str, read: Callable[[re.Match[str], date], Moment | None]) -> Rule:
    """A rule from its pattern's text."""
    return Rule(re.compile(pattern), read)


def on(day: date, role: Role = Role.OPEN, before: date | None = None) -> Moment:
    """A moment that is a day."""
    return Moment(DeadlineKind.DATE, day, before, role)


def awaited(day: date, today: date) -> Role:
    """The role of a day whose year was inferred: one over half a year off is rather gone by."""
    return Role.OPEN if (day - today).days <= 183 else Role.POINT


def number(text: str) -> int:
    """The number that NUMERAL, MONTH or DAY matched; ValueError where it is none."""
    value = read_number(text)
    if value is None:
        raise ValueError(text)
    return value


def year_named(words: str, today: date) -> int:
    """The year that YEAR matched."""
    offsets = {"明": 1, "来": 1, "翌": 1, "次": 1, "后": 2, "去": -1, "上": -1, "前": -2}
    if words[0] in "今本当":
        return today.year
    if words[0] in offsets:
        return today.year + offsets[words[0]]
    year = number(words[: words.index("年")])
    return year if year >= 100 else 2000 + year


def later(day: date, span: timedelta) -> date:
    """`day` and a stretch of time as meetings set them; ValueError beyond ten years."""
    if span > _LONGEST:
        raise ValueError(f"{span.days} days is no deadline")
    return day + span
