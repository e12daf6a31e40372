"""Rules for single days: dates with and without their month and year, in words or figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mintobrief.extract.deadline.almanac import month_end, month_start, next_in_years
from mintobrief.extract.deadline.grammar import (
    DAY,
    MONTH,
    NOT_AFTER_NUMBER,
    TO,
    YEAR,
    Moment,
    Role,
    awaited,
    number,
    on,
    rule,
    year_named,
)

# What "3号" may name instead of a day: buildings, lifts, parking places, lines, machines ...
_THING = (
    r"(?:楼|栋|幢|梯|门|库|车位|车库|车棚|泵|线(?!上|下|索)|机(?!关|构|会|动)|院(?!长)|单元|井|房(?!东|产|管)"
    r"|岗|桩|铺|层|室|厅|口(?!头)|柜|箱|灯|杆|柱|电梯|电表|电箱|水箱|水表|水泵|水井|水管|人(?!大|民|员|行|社)"
    r"|文|令|地块|馆|桌|台(?!风|账)|仓|坑|表(?!决|态|示)|字|消防栓|消火栓|配电|变压|监控|探头|摄像|道闸|出入口"
    r"|垃圾|厢房|充电|商铺|路|街(?!道)|弄(?![完好到出清个一])|信箱|位(?!于|置)|管(?!理|委|家)|阀|风机|塔|棚|亭|点位|区域|会议室|家属)"
)
NO_THING = rf"(?!(?:[、,和与及跟至到~-]{{0,2}}{DAY}号)*{_THING})"
_NOT_A_HOUSE = r"(?<![第编序型账证文弄栋幢座室路街巷])(?<!单元)(?<!大道)(?<!\d\))"
# An unmarked day ("四月二十五之前") must not be the start of a count ("四月二十五万")
_NO_COUNT = (
    r"(?![\d号一二三四五六七八九〇零十百千万亿个元块件项户人台盏处次名家只条张份天周月年点%米吨度岁层倍.:/]"
    r"|(?<=一)[定起直次共样般律并切旦些边方])"
)
_UNIT = rf"(?:号{NO_THING}|日(?!常|程|报|均|夜))"
_MONTH_SAID = r"(?P<ref>本|这个?|当|下下个?|下一?个?|上上个?|上一?个?|次)月份?的?"
_REFS = {"下下": 2, "下": 1, "次": 1, "上上": -2, "上": -1}


def months_on(words: str) -> int:
    """How many months (quarters, weeks) on "本", "下个" and their like lead."""
    return next((n for prefix, n in _REFS.items() if words.startswith(prefix)), 0)


def _dated(match: re.Match[str], today: date) -> Moment:
    """A month and a day, with or without a year: “3月15日”, “明年三月一号”, “6月1日至15日”."""
    month, day = number(match["month"]), number(match["day"])
    if match["year"]:
        return known(date(year_named(match["year"], today), month, day), today)
    found = next_in_years(lambda year: date(year, month, day), today)
    return on(found, awaited(found, today))


def known(day: date, today: date) -> Moment:
    return on(day, Role.OPEN if day > today else Role.POINT)


def _day_of_month(match: re.Match[str], today: date) -> Moment:
    """A day of a month pointed at: “下个月15号”, “本月20日”."""
    ahead = months_on(match["ref"])
    day = month_start(today.year, today.month + ahead).replace(day=number(match["day"]))
    return on(day, Role.OPEN if day >= today else Role.PAST)


def _bare_day(match: re.Match[str], today: date) -> Moment:
    """A day with neither month nor year, the next such: “13号”, “十五到二十号”, “廿八前”."""
    day = number(match["day"])
    return on(next(d for d in _such_days(day, today) if d >= today))


def _either_day(match: re.Match[str], today: date) -> Moment | None:
    """One of two days that follow each other, the later: “五六号”, “二十八九号”."""
    first, last = number(match["first"]), number(match["last"])
    if last != first + 1:
        return None
    day = last + (number(match["tens"]) if match["tens"] else 0)
    return on(next(d for d in _such_days(day, today) if d >= today))


def _such_days(day: int, today: date) -> Iterator[date]:
    for ahead in range(4):
        if day <= month_end(today.year, today.month + ahead).day:
            yield month_start(today.year, today.month + ahead).replace(day=day)


_DATE = (
    rf"(?P<month>{MONTH})月份?(?:{DAY}[日号]?{TO}(?:当月)?)?(?P<day>{DAY})"
    rf"(?:{_UNIT}|{_NO_COUNT}(?<![月到至~-][一二三四五六七八九])"
    r"|(?=之前|以前|前|[上下中]午|晚上|早上|吧?[,。;!?、)\n]|$))"
)
FULL = rule(rf"{NOT_AFTER_NUMBER}{YEAR}{_DATE}", _dated)
_MARKED = (
    rule(rf"{NOT_AFTER_NUMBER}{YEAR}?{_DATE}", _dated),
    rule(rf"{_MONTH_SAID}(?:{DAY}[日号]?{TO})?(?P<day>{DAY})(?:{_UNIT})", _day_of_month),
    rule(
        rf"{NOT_AFTER_NUMBER}{_NOT_A_HOUSE}(?:{DAY}[日号]?{TO})?(?P<day>{DAY})号{NO_THING}"
        r"(?!召|称|码|脉)",
        _bare_day,
    ),
    rule(
        rf"{NOT_AFTER_NUMBER}(?P<tens>二?十)?(?P<first>[一二三四五六七八])(?P<last>[二三四五六七八九])"
        rf"号{NO_THING}",
        _either_day,
    ),
    # "15日" alone may count days; it is a day where the words around say so
    rule(
        rf"{NOT_AFTER_NUMBER}(?<![月每])(?:{DAY}[日号]?{TO})?(?P<day>{DAY})日"
        r"(?=之前|以前|前(?!去|往)|上午|下午|中午|晚|截止|为止|止|\()",
        _bare_day,
    ),
    rule(
        rf"(?:(?<=[于在到至])(?<![少多低高大小]于)|(?<=截止))(?P<day>{DAY})日(?!常|程|报|均|夜|内|以内|之内|后|以后)",
        _bare_day,
    ),
)
# days that no count is likely to be, where the words around set a limit: "二十六之前", "改到二十六"
_ONES = "一二三四五六七八九"
_LATE = rf"(?P<day>3[01]|[12]\d|三十一?|卅一?|二十[{_ONES}]|廿[{_ONES}]?|十[二三四五六七八九])"
_UNMARKED = (
    rule(
        rf"{NOT_AFTER_NUMBER}{_NOT_A_HOUSE}(?<![月点分时初至到-])(?<![周期拜]){_LATE}(?=之前|以前|前(?![面后排台去往期头方边]))",
        _bare_day,
    ),
    rule(
        rf"(?:(?<=[改推延拖挪提订]到)|(?<=最[晚迟])|(?<=提前到)|(?<=[改定]成)|(?<=定在)){_LATE}"
        r"(?=吧?[,。;!?、]|吧?$|[上下中]午)",
        _bare_day,
    ),
    rule(
        rf"{NOT_AFTER_NUMBER}(?<!月)(?P<day>廿[{_ONES}]?)[日号]?(?![年世])",
        _bare_day,
    ),
)
RULES = (*_MARKED, *_UNMARKED)
TYPED = (rule(rf"^(?:那|就|到)?(?P<day>{DAY})日?(?:之前|以前|前)?$", _bare_day),)
