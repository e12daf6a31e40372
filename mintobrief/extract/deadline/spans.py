"""Rules for limits counted from the meeting: 十天之内, 5个工作日内, 半个月内, 24小时内."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mintobrief.domain import DeadlineKind
from mintobrief.extract.deadline.almanac import add_months, add_workdays
from mintobrief.extract.deadline.grammar import (
    NUMERAL,
    Moment,
    Role,
    later,
    number,
    on,
    rule,
)

_APPROXIMATE = r"[一二两三四五六七八九][两二三四五六七八九](?![十百])"
COUNT = rf"(?:{NUMERAL}(?:到|至|-|~))?(?P<n>{_APPROXIMATE}|{NUMERAL}(?:来|多)?|半|几|数)"
UNIT = (
    r"(?P<unit>个?(?:半)?(?:工作日|自然日|日历天)|天|日|个?(?:半)?(?:周|星期|礼拜)|个季度|个半?月|(?<=半)月|(?<=两)月"
    r"|年半?|个?半?(?:小时|钟头)|分钟)"
)
WITHIN = r"(?:时间)?(?:之内|以内|内(?!部|容|外|设|循))"
_LASTING = re.compile(r"的|,?(?:均|都|一律)?(?:不(?!少于)|免|禁止|暂停|有效|只能)")


@dataclass(frozen=True, slots=True)
class Span:
    """So many of a unit; `halves` counts half units."""

    halves: int
    unit: str

    def after(self, day: date) -> date:
        """The last day of the span that begins after `day`."""
        if self.unit == "工作日":
            return add_workdays(day, min(self.halves // 2, 500))
        if self.unit in ("月", "年"):
            return self._months(day)
        hours = {"天": 24, "周": 168, "小时": 1, "分钟": 0}[self.unit]
        return later(day, timedelta(days=self.halves * hours // 48))

    def _months(self, day: date) -> date:
        halves = self.halves * (1 if self.unit == "月" else 12)
        return add_months(day, min(halves // 2, 120)) + timedelta(days=15 * (halves % 2))


_UNITS = (
    ("工作日", "工作日"),
    ("自然日", "天"),
    ("日历天", "天"),
    ("周", "周"),
    ("星期", "周"),
    ("礼拜", "周"),
    ("小时", "小时"),
    ("钟头", "小时"),
    ("分钟", "分钟"),
    ("天", "天"),
    ("日", "天"),
    ("季度", "季度"),
    ("月", "月"),
    ("年", "年"),
)


def read_span(match: re.Match[str]) -> Span | None:
    """The span of COUNT and UNIT; None where the words leave the count open (几天)."""
    words, unit = match["n"], match["unit"]
    name = next(name for ending, name in _UNITS if ending in unit)
    if words in ("几", "数") or words[-1] in "来多":
        return None
    if words == "半":
        return Span(1, name)
    halves = 2 * (number(words[-1]) if re.fullmatch(_APPROXIMATE, words) else number(words))
    if name == "季度":
        return Span(3 * halves, "月")
    return Span(halves + ("半" in unit), name)


def _within(match: re.Match[str], today: date) -> Moment:
    """A span from the meeting on: “十天之内”, “5个工作日内”, “半个月内”, “24小时内”."""
    span = read_span(match)
    if span is None:
        return Moment(DeadlineKind.VAGUE)
    lasting = span.unit in ("月", "年") and _LASTING.match(match.string, match.end())
    return on(span.after(today), Role.PAST if lasting else Role.LIMIT)


def _counted(match: re.Match[str], today: date) -> Moment | None:
    """A bare span that somebody typed as a deadline: “3个工作日”, “两周”."""
    span = read_span(match)
    return on(span.after(today)) if span else None


TYPED = (rule(rf"^(?:限期?|给)?{COUNT}{UNIT}(?:时间)?(?:左右)?$", _counted),)
_ALLOWED = r"(?:(?<=限期)|(?<=时限)|(?<=期限)|(?<![有权年极上下界局无受额车电门])(?<=限))"
RULES = (
    rule(rf"{_ALLOWED}{COUNT}{UNIT}(?!{WITHIN})", _counted),
    rule(rf"(?<![\d.点月近第前十百]){COUNT}{UNIT}{WITHIN}", _within),
)
