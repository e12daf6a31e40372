"""Limits counted from something else: 自6月1日起15日内, 会后三天内, 验收合格后10日内.

From a day that is known, or from the meeting, they are dates; from anything else, events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mintobrief.domain import DeadlineKind
from mintobrief.extract.deadline import days, festivals, figures, periods, weeks
from mintobrief.extract.deadline.almanac import holiday_end
from mintobrief.extract.deadline.grammar import Found, Moment, Role
from mintobrief.extract.deadline.spans import COUNT, UNIT, WITHIN, read_span

_SPAN = re.compile(
    r"(?:(?:之日起|之日|当天起|当日起|起算|算起|开始|起|之后|以后|后)(?:的|计|算)?,?(?:在|的)?"
    r"|(?<=出来|收到|拿到|到货|完成|通过|合格|结束|签订|批准|批复)|(?<=[一-鿿]完))"
    rf"(?<!前){COUNT}{UNIT}{WITHIN}"
)
_MEETING = re.compile(
    r"(?:自|从)?(?:即日|散会|(?<![一-鿿])会|(?:本次|今天|这次|本)会(?:议)?|(?:本次|今天|这次)?(?:会议|开会|例会)(?:结束|召开)?"
    r"|(?:本|会议)?纪要(?:印发|下发|发布)?)$"
)
_ENDS_DAY = re.compile(
    r"[\d一二三四五六七八九十日号天末底终初中旬月年度周期拜内节旦明午秋庆夕春夏冬至阳夜份)]"
)
_CLAUSE = re.compile(r"[^\s,.。;:!?、()\"'“”]{1,16}$")
_FROM_WORD = re.compile(r"(?:自|从)(?!来水|行车|己|动|治|助|觉|费|家|媒)")
# What ends before the event begins: doers, verbs of obligation, links, particles
_NOT_EVENT = re.compile(
    r"(?:经理|主任|书记|师傅|队长|科长|委员|老师|阿姨|公司|物业|业委会|居委会|居委|社区|街道|工程部|我们|你们|他们"
    r"|我|你|他|应当|应该|应于|应|必须|须|需要|需|要|就|请|由|在|于|并|让|叫|今天|明天|后天|的|了|吧|嘛|呀|啊)(?=..)"
)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where the words that a span counts from begin, and their day where it is known."""

    start: int
    known: bool
    day: date | None = None


def find(text: str, today: date | None) -> Iterator[Found]:
    """All anchored spans in folded text, in order."""
    for match in _SPAN.finditer(text):
        anchor = _anchor(text, match.start(), today)
        if anchor:
            yield Found(anchor.start, match.end(), _moment(match, anchor))


def _moment(match: re.Match[str], anchor: _Anchor) -> Moment:
    span = read_span(match)
    if not anchor.known:
        return Moment(DeadlineKind.EVENT, role=Role.LIMIT)
    if span is None:
        return Moment(DeadlineKind.VAGUE)
    due = None if anchor.day is None else span.after(anchor.day)
    return Moment(DeadlineKind.DATE, due, role=Role.LIMIT)


def _anchor(text: str, end: int, today: date | None) -> _Anchor | None:
    meeting = _MEETING.search(text, 0, end)
    if meeting:
        return _Anchor(meeting.start(), known=True, day=today)
    return _known_day(text, end, today) or _event(text, end)


def _known_day(text: str, end: int, today: date | None) -> _Anchor | None:
    """The day named just before `end`; a festival counts from the end of its holiday."""
    if not _ENDS_DAY.match(text, end - 1):
        return None
    # a day takes few characters, so a window is enough
    first = max(end - 24, 0)
    window = text[first : end + 4]
    found = [
        (first + hit.start, holiday_end(day) if rules is festivals.RULES else day)
        for rules in (days.RULES, figures.RULES, weeks.RULES, festivals.RULES, periods.RULES)
        for rule in rules
        for hit in rule.find(window, today)
        if hit.end == end - first and (day := hit.moment.day)
    ]
    if not found:
        return None
    start, day = min(found)
    start -= text[max(start - 1, 0) : start] in ("自", "从")
    return _Anchor(start, known=True, day=day)


def _event(text: str, end: int) -> _Anchor | None:
    """The event told before `end`, from "自" on or without the doer before it."""
    clause = _CLAUSE.search(text, max(end - 16, 0), end)
    if not clause:
        return None
    since = list(_FROM_WORD.finditer(clause[0]))
    if since:
        return _Anchor(clause.start() + since[-1].start(), known=False)
    told = [match.end() for match in _NOT_EVENT.finditer(clause[0])]
    return _Anchor(clause.start() + max(told, default=0), known=False)
