"""Rules for days counted from the meeting's: 今天, 后天, 周五, 下下周一, 周末, 三天后."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mintobrief.extract.deadline import grammar
from mintobrief.extract.deadline.almanac import DAY, add_months
from mintobrief.extract.deadline.days import NO_THING, months_on
from mintobrief.extract.deadline.grammar import (
    NUMERAL,
    TO,
    WEEK,
    WEEKDAY,
    Moment,
    Role,
    later,
    number,
    on,
    rule,
)
from mintobrief.extract.deadline.tail import BEFORE, CLOCK

_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_REF = r"(?P<ref>本|这一?个?|下下一?个?|下一?个?|上上一?个?|大上个?|上一?个?)"
_COUNTS = (
    r"(?![次遍回轮趟](?!收|民|复|访|来|去|话|电|应|信|执)|号(?!召)|个(?!别|人)|(?<=一)[定直起共样般律些并切]"
    r"|(?<=[一二三四五])天)"
)
_NAMED = {
    **dict.fromkeys(("大后天", "大后日"), 3),
    **dict.fromkeys(("后天", "后日", "后儿"), 2),
    **dict.fromkeys(("明天", "明日", "明儿", "明晚", "明早", "明晨", "今明两天"), 1),
    **dict.fromkeys(("今天", "今日", "今儿", "今晚", "今夜"), 0),
    "即日": 0,
    **dict.fromkeys(("今早", "今晨", "刚才"), 0),
    **dict.fromkeys(("昨天", "昨日", "昨晚", "昨夜", "昨儿"), -1),
    **dict.fromkeys(("大前天",), -3),
    **dict.fromkeys(("前天", "前日", "前晚"), -2),
}
_PRESENT, _SOON = ("今天", "今日", "今儿"), ("今晚", "今夜")
# What after "今天" means "before the day is out"
_PRESSING = re.compile(
    r"个?(?:就(?!到|这|先|是|说|开|算|不|一|来|我|只|在)|必须|一定|务必|得把|要把|马上|把|之内|内|完成|办完|办好|搞定)"
    r"|的?(?:下午|傍晚|晚上|夜里|下班|天黑|散会|收工|放学|晚饭|\d{1,2}[点:])"
)
# "我今天弄", "这周挂上": a deed to come, where 了 or 过 would tell of one that is done
_TO_DO = re.compile(
    r"(?:把[^,。;!?]{1,10}?|[一-鿿]{0,3}?)(?<![没不])(?:[一-鿿][完好掉]|[挂贴装补换搬拉拿买][上走回开来]|到位)(?![了过的])"
)
_I_DO = re.compile(
    r"(?:[去就]|先去)?[弄办做发围贴装修买送拆清挂换补搬][^了过的,。;!?]{0,6}(?:[,。;!?]|$)"
)
_ALONE = re.compile(r"[。!]?$")


def _named(match: re.Match[str], today: date) -> Moment:
    """A day called by its distance: “明天”, “大后天”, “今晚”, “昨天”."""
    ahead = _NAMED[match[0]]
    if match[0] in _PRESENT:
        return on(today, Role.OPEN if _is_pressing(match) else Role.POINT)
    gone = ahead < 0 or match[0] in ("今早", "今晨", "刚才")
    role = Role.PAST if gone else Role.LIMIT if match[0] in _SOON else Role.OPEN
    return on(today + ahead * DAY, role)


def _is_pressing(match: re.Match[str]) -> bool:
    """Whether a thing shall be done before the day is out."""
    text, start, end = match.string, match.start(), match.end()
    if _PRESSING.match(text, end) or _TO_DO.match(text, end):
        return True
    # "我现在就去，今天。"
    alone = text[max(0, start - 1) : start] in ("", ",") and _ALONE.match(text, end)
    return bool(alone) or (text[:start].endswith("我") and bool(_I_DO.match(text, end)))


def _weekday(match: re.Match[str], today: date) -> Moment:
    """A day of a week, the next one where no week is named: “周五”, “下周三”, “这个礼拜六”."""
    monday = today - today.weekday() * DAY
    day = monday + _WEEKDAYS[_last_weekday(match["day"])] * DAY
    if match["ref"]:
        return _of_week(day, match["ref"], today)
    # a weekday that is today's tells the date, as in "今天是3月12号，星期四"
    # and "周一到周五" the days of any week
    told = day == today or match.groupdict().get("to")
    role = Role.POINT if told else Role.OPEN
    return on(day if day >= today else day + 7 * DAY, role)


def _last_weekday(words: str) -> str:
    last = words[-1]
    return "一二三四五六日"[int(last) - 1] if last.isdigit() else last


def _of_week(day: date, ref: str, today: date) -> Moment:
    ahead = -1 if ref.startswith("大上") else months_on(ref)
    day += 7 * ahead * DAY
    return on(day, Role.PAST if ahead < 0 or day < today else Role.OPEN)


def _weekday_and_date(match: re.Match[str], today: date) -> Moment | None:
    """A weekday and the day of the month run together, where both agree: “下周二十七号”."""
    moment = _weekday(match, today)
    agrees = moment.day is not None and moment.day.day == number(match["date"])
    return moment if agrees else None


_PARTS = {"初": 1, "中": 2, "末": 6, "底": 6}


def _week(match: re.Match[str], today: date) -> Moment:
    """A whole week to its Sunday; 周初 is Tuesday, 周中 Wednesday: “下周”, “本周”, “下周初”."""
    monday = today + (7 * months_on(match["ref"]) - today.weekday()) * DAY
    if match["part"]:
        return _of_week(
            today - today.weekday() * DAY + _PARTS[match["part"]] * DAY, match["ref"], today
        )
    return on(monday + 6 * DAY, _week_role(match), None if monday <= today else monday - DAY)


def _week_role(match: re.Match[str]) -> Role:
    if match["ref"].startswith(("上", "大上")):
        return Role.PAST
    # "这周" mostly tells what is, "本周" what shall be
    spoken = match["ref"].startswith("这") and not _TO_DO.match(match.string, match.end())
    continued = re.compile("的|那|再|例会|会议").match(match.string, match.end())
    return Role.POINT if spoken or continued else Role.OPEN


def _weekend(match: re.Match[str], today: date) -> Moment:
    """The days off of a week, up to Sunday: “双休日”, “下周双休日”."""
    sunday = today + (6 - today.weekday()) * DAY
    return _of_week(sunday, match["ref"], today) if match["ref"] else on(sunday)


def _hour_alone(_match: re.Match[str], today: date) -> Moment:
    """An hour of the meeting's own day: “下班前”, “中午前”, “晚上八点之前”."""
    return on(today, Role.LIMIT)


def _days_on(match: re.Match[str], today: date) -> Moment:
    """So many days on: “三天后”, “两周以后”, “一个月后”."""
    role = Role.POINT if match.string.startswith("再", match.end()) else Role.OPEN
    return on(_ahead(match, today), role)


def _ahead(match: re.Match[str], today: date) -> date:
    count = number(match["n"])
    if match["unit"].endswith("月"):
        return add_months(today, min(count, 120))
    return later(today, timedelta(days=count * (1 if match["unit"] in "天日" else 7)))


RULES = (
    rule(rf"(?!即日(?!起))(?:{'|'.join(sorted(_NAMED, key=len, reverse=True))})", _named),
    rule(
        rf"(?<![每双单逐逢大])(?:{_REF}|(?<!个)){WEEK}(?:{WEEKDAY}(?:(?P<to>{TO})|[、和]){WEEK}?)?"
        rf"(?P<day>六日|[一二三四五六日天末](?!点)|[1-7](?![\d点:])){_COUNTS}",
        _weekday,
    ),
    rule(
        rf"(?:{_REF}|(?<![每双单逐逢个])){WEEK}(?P<day>[一二三四五六日天])(?P<date>{grammar.DAY})号{NO_THING}",
        _weekday_and_date,
    ),
    rule(rf"(?<![每逢])(?:{_REF}{WEEK}的?)?(?<!逢)双休日", _weekend),
    rule(
        rf"(?<!每天)(?:(?<!\d[点分])(?:下班|天黑|散会|收工)(?={BEFORE})"
        rf"|(?<![天日号一二三四五六末晚])(?:(?:上午|中午|下午|傍晚|晚上){CLOCK}|中午|晌午|傍晚)(?={BEFORE}))",
        _hour_alone,
    ),
    rule(rf"(?<!每){_REF}{WEEK}(?P<part>初|中(?!心|间|旬)|末|底)?", _week),
    rule(
        rf"(?<![\d一二三四五六七八九十第每近前\-到至])(?P<n>{NUMERAL})(?P<unit>天|日|周|个?星期|个?礼拜|个月)(?:之后|以后|后(?!面|的))",
        _days_on,
    ),
)
