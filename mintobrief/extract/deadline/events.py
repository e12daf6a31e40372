"""Rules for limits without a day of their own: 下次会议前, 雨季前, 雪一停, 提前三天, 尽快."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from mintobrief.domain import DeadlineKind
from mintobrief.extract.deadline.grammar import NUMERAL, Moment, Role, Rule, rule
from mintobrief.extract.deadline.tail import BEFORE
from mintobrief.language import lexicon
from mintobrief.language.lexicon import Lexicon

_SPAN = rf"(?:{NUMERAL}|半)(?:个?工作日|天|日|周|个?星期|个?礼拜|个月|个?小时)"
_MEETING = r"(?:(?:的)?[一-鿿]{0,6}?(?:会议|例会|开会|联席会|碰头会|会)(?:召开|开始|上)?)"
_ADVERB = r"(?:立即|马上|立刻|即刻|即|就|第一时间|当天|当日|当晚|次日|第二天)"


def _event(_match: re.Match[str], _today: date) -> Moment:
    """Before or at something that has no day yet: “下次会议前”, “雨季前”, “雪一停”, “提前三天”."""
    return Moment(DeadlineKind.EVENT, role=Role.LIMIT)


def _occasion(_match: re.Match[str], _today: date) -> Moment:
    """An occasion to come, or a condition: “下次开会”, “报告出来以后”, “散会后”."""
    return Moment(DeadlineKind.EVENT, role=Role.POINT)


def _some_event(_match: re.Match[str], _today: date) -> Moment:
    """Words that somebody set as a limit and that name an event: “测完之前”, “收到当天”."""
    return Moment(DeadlineKind.EVENT)


def _vague(_match: re.Match[str], _today: date) -> Moment:
    """Soon, without a day: “尽快”, “这两天”, “抓紧”."""
    return Moment(DeadlineKind.VAGUE)


def _manner(_match: re.Match[str], _today: date) -> Moment:
    """A manner more than a time: “及时”, “适时”, “原则上”."""
    return Moment(DeadlineKind.VAGUE, role=Role.POINT)


TYPED = (
    rule(
        rf"^[^,。;!?□〓]{{1,14}}?(?:{BEFORE}(?:{_SPAN}|的?[前头]?一天)?|当[天日]|同一[天日]|那[天周]|之后|以后|后)$",
        _some_event,
    ),
    rule(r"^(?:当[天日]|同[一天日]{1,2}|那[天周])$", _some_event),
)


@cache
def rules() -> tuple[Rule, ...]:
    """What limits, over the words of prompts/lexicons/deadlines.toml."""
    words = lexicon.load("deadlines")
    vague = rule(words.pattern("vague"), _vague)
    return (*_before_meetings(), *_before_events(words), *_after_events(words), vague)


def _before_meetings() -> tuple[Rule, ...]:
    """下次会议前, 业主大会召开前三天."""
    return (
        rule(rf"下(?:一)?(?:次|回|届){_MEETING}?(?:{BEFORE}|召开前)", _event),
        rule(
            rf"下(?:一?个)?(?:月|季度|周)(?:的)?[一-鿿]{{0,4}}?(?:会议|例会|联席会){BEFORE}", _event
        ),
        rule(
            rf"(?:[一-鿿]{{0,2}}(?:会议|例会|业主大会|开会)|(?<![一-鿿])会)(?:召开)?{BEFORE}(?:{_SPAN})?",
            _event,
        ),
    )


def _before_events(words: Lexicon) -> tuple[Rule, ...]:
    """雨季来临前, 竣工前一周, 测完之前, 首批付款前."""
    events, endings = words.pattern("events"), words.pattern("endings")
    return (
        rule(
            rf"(?:工程|设备|合同|竣工|质保期?)?{events}(?:来临|到来|来|开始|结束)?{BEFORE}(?:{_SPAN})?",
            _event,
        ),
        rule(rf"[一-鿿]{{0,5}}{endings}(?:之前|以前)", _event),
        rule(r"[一-鿿](?:完|毕|(?<![更正只最刚])好)(?:之前|以前)", _event),
        rule(
            rf"(?:第{NUMERAL}|首|头一?)(?:次|批|轮)(?!会)[一-鿿]{{1,5}}?(?:之前|以前|前(?![往去面后期]))",
            _event,
        ),
    )


def _after_events(words: Lexicon) -> tuple[Rule, ...]:
    """开工当天, 验收完次日, 审批以后马上, 雪一停, 提前三天."""
    events, endings = words.pattern("events"), words.pattern("endings")
    return (
        rule(rf"{events}的?(?:当天|当日|那[一个]?周)", _event),
        rule(r"[一-鿿](?:完|好|到|毕)(?:的)?(?:当天|当日|当晚|次日|第二天)", _event),
        rule(rf"[一-鿿]{{0,4}}{endings}(?:之后|以后|后)的?{_ADVERB}", _event),
        rule(
            r"[一-鿿]{0,3}[^周期拜初一二三四五六七八九十统万第同唯每这那逐下上\W]一(?:停|到|出来|下来|批|来|好|修好|结束|完)(?![一二三四五六七八九十日天起点个样])(?:就(?![是会]?[灭坏停没])|(?=[，,]?$|[，,]?(?:[你您我咱]们?)?(?:就|马上|立即|立刻|即刻|第一时间)))",
            _event,
        ),
        rule(rf"提前(?:至少)?{_SPAN}", _event),
    )


@cache
def loose_rules() -> tuple[Rule, ...]:
    """Occasions and manners, which count where no rule that limits finds more."""
    words = lexicon.load("deadlines")
    return (
        rule(rf"下(?:一)?(?:次|回|届){_MEETING}?(?!再)", _occasion),
        rule(rf"[一-鿿]{{0,4}}{words.pattern('endings')}(?:之后|以后|后)(?![面期门])", _occasion),
        rule(rf"{words.pattern('events')}的?那天", _occasion),
        rule(r"(?:散会|散了会|开完会)(?:之后|以后|后)", _occasion),
        rule(words.pattern("manner"), _manner),
    )
