"""Rules for what comes again: 每周一, 每月25号, 每天17点前, 每个月最后一个周五, 逢五, 隔周."""

from __future__ import annotations

import re
from datetime import date

from mintobrief.domain import DeadlineKind
from mintobrief.extract.deadline.grammar import (
    DAY,
    MONTH,
    NUMERAL,
    WEEK,
    WEEKDAY,
    Moment,
    Role,
    rule,
)
from mintobrief.extract.deadline.tail import BEFORE, HOUR

_COUNTS = r"(?![次遍回轮趟个篇份期](?!收|民|别))"
_WEEKDAYS = rf"{WEEKDAY}(?:[、,和及到至-]?{WEEK}?{WEEKDAY}(?![次遍回轮趟个])){{0,6}}{_COUNTS}"
_DATES = rf"{DAY}[号日]?(?:[、,和及到至-]{DAY}[号日]?)*(?<=[号日])"
_IN_MONTH = (
    rf"(?:的)?(?:(?:最后一|第?{NUMERAL}|首)个?(?:工作日|{WEEK}{WEEKDAY}|{WEEK}(?:的?{WEEK}{WEEKDAY})?|天)|{_DATES}"
    r"|底|末|初|中旬|上旬|下旬|月底|月末|月初|中(?!心|间))"
)
_NTH_MONTH = rf"(?:第?{NUMERAL}个?|首|末|最后一个)月份?"
_IN_QUARTER = rf"(?:的)?(?:{_NTH_MONTH}(?:{_IN_MONTH})?|{_DATES}|末|底|初)"
_OF_YEAR = rf"{MONTH}月份?(?:{_IN_MONTH})?"
_IN_YEAR = rf"(?:的)?(?:{_OF_YEAR}(?:[、和到至]{_OF_YEAR})*|年?底|年?末|年?初)"
_EACH = rf"每(?:隔|逢|个|一)?(?:{NUMERAL}|半|几)?个?"
_UNITS = (
    rf"(?P<week>{WEEK}(?:{_WEEKDAYS}|末)?)|(?P<in_month>月份?(?:{_IN_MONTH})?)"
    rf"|(?P<quarter>季度?(?:{_IN_QUARTER})?)|(?P<year>年度?(?:{_IN_YEAR})?)"
    r"|工作日|双休日|周末|节假日|天|日(?!常)|晚上?|早上?|夜|学期|半年|旬|小时|钟头"
)


def _each(match: re.Match[str], _today: date) -> Moment:
    """Every so often: “每周一”, “每天17点前”, “每个月五号之前”, “每季度末”, “每两周”."""
    role = Role.POINT if match[0] in ("每年", "每年度", "每一年") else Role.OPEN
    return Moment(DeadlineKind.RECURRING, role=role)


def _always(_match: re.Match[str], _today: date) -> Moment:
    """Again and again, in a word: “隔周”, “按月”, “逢五”, “逢周一”."""
    return Moment(DeadlineKind.RECURRING)


def _habit(_match: re.Match[str], _today: date) -> Moment:
    """How things go, rather than a time that is set: “天天”, “一周两次”, “定期”, “长期”."""
    return Moment(DeadlineKind.RECURRING, role=Role.POINT)


RULES = (
    rule(rf"{_EACH}(?:{_UNITS})(?:{HOUR})(?:{BEFORE}|之内|以内|内(?!部|容))?", _each),
    rule(
        rf"(?<![相重])逢(?:单日|双日|单号|双号|节假日|双休日|周末|{WEEK}{_WEEKDAYS}|[一二三四五六七八九十、]+(?:[号日])?(?![人街年]))",
        _always,
    ),
    rule(
        rf"隔[天日周]|按(?:月|季度?|周|年|日)(?![历照期])|逐(?:月|季|日|周)|[单双](?:周|月)(?:周[一二三四五六日]|{DAY}[号日])?",
        _always,
    ),
    rule(r"天天|日日|周周|月月|季季|年年|长期|常年|长年|常态化|不?定期", _habit),
    rule(
        rf"(?<!每)(?:{NUMERAL}|半)个?(?:天|周|星期|礼拜|月|季度|年)(?:做|开|查|报|来)?{NUMERAL}[次遍回趟]",
        _habit,
    ),
)
