"""What stands around a day (hours, 之前, 起, 截至), and what it makes of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from mintobrief.extract.deadline.grammar import NUMERAL, WEEK, Found, Moment, Role, number
from mintobrief.language.days import weekday_of

_PART_OF_DAY = (
    r"(?:一早|大?清早|清晨|早上|早晨|早间|上午|正午|中午|晌午|午后|下午|傍晚|晚上|晚间|夜里|夜间|半夜|深夜|凌晨"
    r"|白天|当天|当日|当晚|那天|晚(?!点|于|报|会|饭)|早(?!就|已|点|日|饭))"
)
CLOCK = (
    rf"(?:{NUMERAL}点(?:半|钟|整|一刻|三刻|{NUMERAL}分?)?"
    r"|\d{1,2}:\d{2}|\d{1,2}时(?:\d{1,2}分)?)"
)
_DEED = (
    r"(?:下班|上班|天黑|天亮|散会|收工|放学|开会|吃饭|午饭|晚饭|早饭|午休|熄灯|放假|营业"
    r"|开工|开学|开业|过节|结束)"
)
BEFORE = r"(?:之前|以前|前(?![往去期面门台提后列置段途院任厅沿](?!到期)))"
_HOURS = rf"(?:{CLOCK}(?:[到至~-]+{_PART_OF_DAY}?{CLOCK})?)"
HOUR = rf"(?:的?{_PART_OF_DAY}){{0,2}}{_HOURS}?(?:{_DEED}(?={BEFORE}))?"

_GLOSS = re.compile(rf",?[(]?{WEEK}(?P<day>[一二三四五六日天])[)]?")
_HOUR = re.compile(HOUR)
_AHEAD = re.compile(
    rf"(?:之前|以前|前)(?:的)?(?P<n>{NUMERAL}|半)(?P<unit>天|日|周|个?星期|个?礼拜|个月)(?![后内以之])"
)
_LIMIT = re.compile(
    rf"(?P<before>{BEFORE})|之内|以内|内(?!部|容|外|设|循)|为止|止(?!步|血)|前后|左右"
)
_ONWARD = re.compile(
    r"(?:当天|当日|之日)?(?:起(?!草|来|码|诉|重|吊)|开始|之后|以后|后(?!面|勤|门|续|天|期)|始)"
)
_DEADLINE_AFTER = re.compile(r"(?:截止|要?交(?=[,。;!]|$))")
_LAST = re.compile(
    r"(?:截止到?|截至|最迟|最晚|不晚于|不迟于|不超过|延期?(?:长|迟|后)?(?:至|到)|推迟(?:到|至)|赶在|限期?(?:于)?|改(?:到|为|至|成|在)"
    r"|定(?:在|于|到|为)?|时限(?:为|是)?:?|期限(?:为|是)?:?|时间:)$"
)
_DONE = re.compile(r"(?:已经?|早)(?:经)?(?:于|在)?$")
_DONE_AFTER = re.compile(r"(?:,|我们?|他们?|你们?)?(?:就|都)?(?:已经?|刚)")
_NOW = re.compile(r"(?:今天|今日|今儿个?)(?:是|就是|都|,)?$")
_SINCE = re.compile(r"(?:自|从|打)$")


def extend(text: str, found: Found) -> Found:
    """`found` with the hour and the limiting words around it, and what they make of it."""
    start, moment = found.start, found.moment
    end = _past_gloss(text, found.end, moment)
    hour = _HOUR.match(text, end)
    if hour and hour.end() > end:
        end, moment = hour.end(), _with_hour(moment)
    head, limit = (
        text[max(start - 6, 0) : start],
        _AHEAD.match(text, end) or _LIMIT.match(text, end),
    )
    if limit:
        end, moment = limit.end(), _limited(moment, limit)
    elif onward := _ONWARD.match(text, end):
        start -= bool(_SINCE.search(head))
        return Found(start, onward.end(), _as(moment, Role.START))
    return Found(start, end, _as(moment, _role(text, start, end, moment)))


def _past_gloss(text: str, end: int, moment: Moment) -> int:
    """The end of a weekday that repeats the date: “29号（周六）”, “二十五号礼拜六”.

    One in brackets is said of the date even where it is wrong: whoever checks the paper is told.
    """
    gloss = _GLOSS.match(text, end)
    if not gloss or moment.day is None or gloss[0].startswith(","):
        return end
    named = weekday_of(gloss["day"])
    bracketed = gloss[0].startswith("(") and gloss[0].endswith(")")
    return gloss.end() if bracketed or named == moment.day.weekday() else end


def _with_hour(moment: Moment) -> Moment:
    """An hour sets a time on a festival, and "before" it means that day itself."""
    role = Role.OPEN if moment.role is Role.POINT and moment.before else moment.role
    return replace(moment, before=None, role=role)


def _limited(moment: Moment, limit: re.Match[str]) -> Moment:
    role = max(moment.role, Role.LIMIT) if moment.role is not Role.PAST else moment.role
    if limit.re is _AHEAD:
        return replace(moment, day=_ahead(moment.day, limit), role=role)
    if limit["before"] and moment.before:
        return replace(moment, day=moment.before, role=role)
    return replace(moment, role=role)


def _ahead(day: date | None, limit: re.Match[str]) -> date | None:
    """The day so long before `day`; months count thirty days."""
    days = {"天": 1, "日": 1, "月": 30}.get(limit["unit"][-1], 7)
    count = 0.5 if limit["n"] == "半" else number(limit["n"])
    return day and day - timedelta(days=min(int(count * days), 1000))


def _role(text: str, start: int, end: int, moment: Moment) -> Role:
    head = text[max(start - 6, 0) : start]
    told = _DONE.search(head) or _NOW.search(head) or _DONE_AFTER.match(text, end)
    if moment.role is Role.PAST or told:
        return min(moment.role, Role.POINT)
    if _SINCE.search(head) and moment.role is not Role.LIMIT:
        return Role.START
    if _DEADLINE_AFTER.match(text, end) or _LAST.search(head):
        return Role.LIMIT
    return moment.role


def _as(moment: Moment, role: Role) -> Moment:
    return replace(moment, role=min(role, moment.role) if role is Role.START else role)
