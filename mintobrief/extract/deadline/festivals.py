"""Rules for festivals and lunar days: 国庆节前, 春节, 年前, 节前, 腊月二十三, 正月十五."""

from __future__ import annotations

import re
from datetime import date

from mintobrief.extract.deadline.almanac import (
    DAY,
    FESTIVALS,
    PUBLIC,
    SNOW,
    SPRING,
    WEATHER,
    festival,
    next_festival,
    next_lunar,
)
from mintobrief.extract.deadline.grammar import YEAR, Moment, Role, number, on, rule, year_named

# Names that are also numbers, words or parts of words need company
_BARE = ("五一", "六一", "七一", "八一", "三八", "五四", "十一", *WEATHER)
_COMPANY = r"(?=节|时节|前|之前|以前|期间|假|放假|长假|小长假|后|以后|之后|当天|那天)"
_FULL = sorted((name for name in FESTIVALS if name not in _BARE), key=len, reverse=True)
_NOT_PARTS = r"(?<![查看说讲问算弄搞写分认理厘李王张陈刘周吴徐孙朱马胡林郭何高罗赵黄杨建])"
_NAME = (
    rf"(?:{_NOT_PARTS}(?P<name>{'|'.join(_FULL)})(?!白|细|轻人)"
    rf"|(?<![\d一二三四五六七八九十百第])(?P<short>{'|'.join(_BARE)}){_COMPANY}"
    rf"|(?P<term>{'|'.join(SNOW)})(?=节气|时节))"
)
_HOLIDAY = r"(?:(?:放假|小长假|长假|黄金周|假期)(?=之前|以前|前))?"


def _festival(match: re.Match[str], today: date) -> Moment:
    """A festival or solar term, the next one where no year is named: “国庆节”, “霜降前”."""
    name = match["name"] or match["short"] or match["term"]
    if match["year"]:
        day = festival(name, year_named(match["year"], today))
    else:
        day = next_festival(name, today)
    return on(day, Role.POINT if day >= today else Role.PAST, day - DAY)


def _new_year(_match: re.Match[str], today: date) -> Moment:
    """ "年前" is before the Spring Festival: “年前”."""
    day = next_festival(SPRING, today)
    return on(day, Role.POINT, day - DAY)


def _the_festival(match: re.Match[str], today: date) -> Moment:
    """The festival spoken of last, else the next public one: “节前”."""
    spoken = [name for name in PUBLIC if name in match.string[: match.start()]]
    if spoken:
        name = max(spoken, key=lambda name: match.string.rindex(name, 0, match.start()))
        day = next_festival(name, today)
    else:
        day = min(next_festival(name, today) for name in PUBLIC)
    return on(day, Role.POINT, day - DAY)


def _lunar_day(match: re.Match[str], today: date) -> Moment:
    """A named day of the lunar calendar: “腊月二十三”, “正月十五”, “农历八月初一”."""
    month = {"正": 1, "冬": 11, "腊": 12}.get(match["month"]) or number(match["month"])
    day = next_lunar(month, number(match["day"].removeprefix("初")), today)
    return on(day, Role.OPEN, None)


def _first_days(match: re.Match[str], today: date) -> Moment:
    """The first days of the lunar year: “大年初一”, “年初五”, “初七之前”."""
    day = match["day"] or match["last"]
    return on(next_lunar(1, number(day), today))


_ONES = "一二三四五六七八九"
_TENS = rf"(?:初[{_ONES}十]|三十|二十[{_ONES}]?|廿[{_ONES}]?|十[{_ONES}]?)"
_WORD_AFTER = r"(?!(?<=一)[定起直次共样般律并切旦些])"
RULES = (
    rule(rf"{YEAR}?{_NAME}(?:节气|时节|节)?{_HOLIDAY}", _festival),
    rule(
        r"(?<![\d一二三四五六七八九十百几多半今去明往近当每早上整数少青中老成同学来后次翌本全周年])(?:农历|阴历)?年(?=之前|以前|前)(?!前(?:[期面后年]|几|个))",
        _new_year,
    ),
    rule(r"(?<![季环细情时关章音枝过])节(?=之前|以前|前)(?!前[后面往期])", _the_festival),
    rule(
        rf"(?:农历|阴历|旧历)?(?P<month>正|腊|冬)月(?P<day>{_TENS}){_WORD_AFTER}",
        _lunar_day,
    ),
    rule(
        rf"(?:农历|阴历|旧历)(?P<month>十[一二]?|[二三四五六七八九])月(?P<day>{_TENS}){_WORD_AFTER}",
        _lunar_day,
    ),
    rule(
        rf"(?P<month>十[一二]|[二三四五六七八九十])月(?P<day>初[一二三四五六七八九十]){_WORD_AFTER}",
        _lunar_day,
    ),
    rule(rf"(?:大年|正月|年)初(?P<day>[一二三四五六七八九十])(?P<last>){_WORD_AFTER}", _first_days),
    rule(
        r"(?<![月年])初(?P<day>[二三四五六七八九十]|一(?=到|至|前))"
        r"(?=之前|以前|前|晚|早上|上午|下午|到|至|开工|上班|-)|(?<=[到至])初(?P<last>[二三四五六七八九十])",
        _first_days,
    ),
)
