"""The rules of the checklist, and what is found where one does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from mintobrief.domain import Attendee, Resolution
from mintobrief.domain.digest import digest_of


class Rule(StrEnum):
    """What a briefing that goes out has to be."""

    JUDGED = "judged"
    OWNER = "owner"
    DEADLINE = "deadline"
    VOTE_HEADS = "vote_heads"
    VOTE_CARRIED = "vote_carried"
    QUORUM = "quorum"
    MAJORITY = "majority"
    PROXY = "proxy"
    DISPUTED = "disputed"
    HEADER = "header"
    HEADS = "heads"
    ROSTER = "roster"
    NAMES = "names"
    WEEKDAY = "weekday"
    AMOUNT = "amount"
    OLD_LAW = "old_law"
    MASKS = "masks"

    @property
    def lack(self) -> str:
        """What a finding of the rule is called for short."""
        return _TOLD[self].lack

    @property
    def wanted(self) -> str:
        """The rule as a sentence."""
        return _TOLD[self].wanted

    @property
    def source(self) -> str:
        """Where the rule is from."""
        return _TOLD[self].source


@dataclass(frozen=True, slots=True)
class _Told:
    """A rule in words: as a sentence, for short where it is broken, and where it is from."""

    wanted: str
    lack: str
    source: str


_TEMPLATE = "简报标准模板"
_BY_KIND = "会议类型的议事规则"
_TOLD: Mapping[Rule, _Told] = {
    Rule.JUDGED: _Told("每一条候选决议都有人审过", "没有审", "机器提议，人来决定"),
    Rule.OWNER: _Told("每一条决议都有责任人", "没有责任人", f"{_TEMPLATE}（三）：责任"),
    Rule.DEADLINE: _Told(
        "每一条决议都有能检查的时限", "没有能检查的时限", f"{_TEMPLATE}（三）：完成时限"
    ),
    Rule.VOTE_HEADS: _Told("票数与参加表决的人数相符", "票数与人数不符", "表决与到会人数相符"),
    Rule.VOTE_CARRIED: _Told("写成决议的，赞成多于反对", "表决没有通过", "表决过半方为议定"),
    Rule.QUORUM: _Told("到会的人数够开会、够表决", "到会人数不够", _BY_KIND),
    Rule.MAJORITY: _Told("赞成的人数达到规定", "赞成人数不够", _BY_KIND),
    Rule.PROXY: _Told("不能代理的没有代理", "有人代理出席或表决", _BY_KIND),
    Rule.DISPUTED: _Told("读法不一、没有把握的都对照过原件", "读法有疑问", "有疑问处对照原件"),
    Rule.HEADER: _Told("会议概况齐全", "会议概况不全", f"{_TEMPLATE}（一）：会议概况"),
    Rule.HEADS: _Told("应到、实到、请假与名单对得上", "人数对不上", "人数与签到表、名单相符"),
    Rule.ROSTER: _Told("人名与名册对得上", "名册上没有", "小区的名册"),
    Rule.NAMES: _Told("发言人的姓名都有人确认", "姓名没有确认", "推定的姓名须经确认"),
    Rule.WEEKDAY: _Told("日期与星期几相符", "日期与星期不符", "万年历"),
    Rule.AMOUNT: _Told("金额的大写与小写一致", "大小写金额不一致", "大写与小写金额须相符"),
    Rule.OLD_LAW: _Told("没有用已经废止的法律用语", "用了废止的说法", "现行法律法规"),
    Rule.MASKS: _Told("公示版的遮盖有人看过", "公示版的遮盖", "公示前逐处确认遮盖"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the checklist that does not hold.

    `key` names it, and what it is about: where that changes it is another finding, and an excuse
    for this one no longer counts. `place` is the id of a candidate, or empty; `line` the utterance
    where it stands, None where it is no matter of one; `part` the section of the text (正文), k and
    its topic or s- and what it says, or empty. One that `must` be put right cannot be excused.
    `by` is the rule that says so where it is a certain one of law.
    """

    rule: Rule
    key: str
    text: str
    place: str = ""
    must: bool = False
    line: int | None = None
    by: str = ""
    part: str = ""

    @property
    def source(self) -> str:
        """The rule it goes by."""
        return self.by or self.rule.source


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of a meeting only beside it, or as it is printed.

    `heads` is how many were there, 0 where nobody knows; `masks` says what the posted edition
    keeps back and nobody looked at yet, one line a piece; `has_issuer` whether it says who
    publishes it (发布单位); `roster` are those the compound's list (名册) knows.
    """

    heads: int = 0
    masks: tuple[str, ...] = ()
    has_issuer: bool = True
    roster: tuple[Attendee, ...] = ()


def of_all(rule: Rule, told: str, *, line: int | None = None, by: str = "") -> Finding:
    """What is wrong with the meeting as a whole; it stands and falls with what is told of it."""
    return Finding(rule, f"{rule}::{digest_of(told)}", told, line=line, by=by)


def about(left: Resolution, rule: Rule, lack: str, on: str, by: str = "") -> Finding:
    """What a resolution lacks; `on` is what the finding stands and falls with."""
    key = f"{rule}:{left.id}:{digest_of(on)}" if on else f"{rule}:{left.id}"
    return Finding(rule, key, f"“{left.action.value}”{lack}", left.id, by=by)


def together(found: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong in the same words at several places as one finding, at a candidate if at any.

    It says at how many; where one place is put right or added, it is another finding.
    """
    places: dict[tuple[Rule, str], dict[str, Finding]] = {}
    for finding in found:
        places.setdefault((finding.rule, finding.text), {})[finding.key] = finding
    for same in places.values():
        first = next((one for one in same.values() if one.place), next(iter(same.values())))
        yield _joined(first, len(same), digest_of(*sorted(same))) if len(same) > 1 else first


def _joined(first: Finding, count: int, digest: str) -> Finding:
    key = f"{first.rule}:{first.place}:{digest}"
    return replace(first, key=key, text=f"{first.text}（{count} 处）")
