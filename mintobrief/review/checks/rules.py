"""The rules of the checklist, and what is found where one does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What a briefing that goes out has to be."""

    JUDGED = "judged"
    OWNER = "owner"
    DEADLINE = "deadline"
    VOTE_HEADS = "vote_heads"
    VOTE_CARRIED = "vote_carried"
    DISPUTED = "disputed"
    HEADER = "header"
    NAMES = "names"
    MASKS = "masks"

    @property
    def lack(self) -> str:
        """What a finding of the rule is called for short."""
        return _LACKS[self]

    @property
    def wanted(self) -> str:
        """The rule as a sentence."""
        return _WANTED[self]

    @property
    def source(self) -> str:
        """Where the rule is from."""
        return _SOURCES[self]


_TEMPLATE = "简报标准模板"
_WANTED = {
    Rule.JUDGED: "每一条候选决议都有人审过",
    Rule.OWNER: "每一条决议都有责任人",
    Rule.DEADLINE: "每一条决议都有能检查的时限",
    Rule.VOTE_HEADS: "票数不多于参会的人数",
    Rule.VOTE_CARRIED: "写成决议的，赞成多于反对",
    Rule.DISPUTED: "读法不一、没有把握的都对照过原件",
    Rule.HEADER: "会议概况齐全",
    Rule.NAMES: "发言人的姓名都有人确认",
    Rule.MASKS: "公示版的遮盖有人看过",
}
_LACKS = {
    Rule.JUDGED: "没有审",
    Rule.OWNER: "没有责任人",
    Rule.DEADLINE: "没有能检查的时限",
    Rule.VOTE_HEADS: "票数多于人数",
    Rule.VOTE_CARRIED: "表决没有通过",
    Rule.DISPUTED: "读法有疑问",
    Rule.HEADER: "会议概况不全",
    Rule.NAMES: "姓名没有确认",
    Rule.MASKS: "公示版的遮盖",
}
_SOURCES = {
    Rule.JUDGED: "机器提议，人来决定",
    Rule.OWNER: f"{_TEMPLATE}（三）：责任",
    Rule.DEADLINE: f"{_TEMPLATE}（三）：完成时限",
    Rule.VOTE_HEADS: "表决与到会人数相符",
    Rule.VOTE_CARRIED: "表决过半方为议定",
    Rule.DISPUTED: "有疑问处对照原件",
    Rule.HEADER: f"{_TEMPLATE}（一）：会议概况",
    Rule.NAMES: "推定的姓名须经确认",
    Rule.MASKS: "公示前逐处确认遮盖",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the checklist that does not hold.

    `key` names it, and what it is about: where that changes it is another finding, and an excuse
    for this one no longer counts. `place` is the id of a candidate, or empty. One that `must` be
    put right cannot be excused.
    """

    rule: Rule
    key: str
    text: str
    place: str = ""
    must: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of a meeting only as it is printed.

    `heads` is how many were there, 0 where nobody knows; `masks` says what the posted edition
    keeps back, one line a piece; `has_issuer` whether it says who publishes it (发布单位).
    """

    heads: int = 0
    masks: tuple[str, ...] = ()
    has_issuer: bool = True
