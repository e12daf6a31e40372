"""The checklist before a briefing is signed: what is wrong, where, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain import Deadline, DeadlineKind, Flag, Judgement, Meeting, Resolution, Verdict
from mintobrief.domain.digest import digest_of
from mintobrief.review.compile import latest_judgements
from mintobrief.review.judge import standing, with_added


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


# what the head of a briefing has to say, as it is called
PARTICULARS = {
    "title": "会议名称",
    "held_on": "会议日期",
    "place": "会议地点",
    "attendees": "参会人员",
    "host": "主持人",
    "recorder": "记录人",
    "issuer": "发布单位",
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


def check(
    meeting: Meeting, judgements: Iterable[Judgement], printed: Printed
) -> tuple[Finding, ...]:
    """All that does not hold, in the order of the rules and of the meeting.

    `meeting` has its names as persons gave them.
    """
    latest = latest_judgements(judgements)
    shown = with_added(meeting, latest)
    found = [_waiting(r) for r in shown.resolutions if r.id not in latest]
    for candidate in shown.resolutions:
        judgement = latest.get(candidate.id)
        if judgement and judgement.verdict is not Verdict.REJECTED:
            found += _of_resolution(standing(candidate, judgement), judgement, printed.heads)
    found += [*_of_header(meeting, printed), *_of_names(meeting), *_of_masks(printed.masks)]
    return tuple(sorted(found, key=lambda finding: [*Rule].index(finding.rule)))


def _waiting(candidate: Resolution) -> Finding:
    told = f"“{candidate.action.value}”还没有审"
    return Finding(Rule.JUDGED, f"{Rule.JUDGED}:{candidate.id}", told, candidate.id, must=True)


def _of_resolution(left: Resolution, judgement: Judgement, heads: int) -> Iterator[Finding]:
    if not left.owners:
        yield _about(left, Rule.OWNER, "没有责任人", "")
    if lack := _lacking_deadline(left):
        words = left.deadline.value.text if left.deadline else ""
        yield _about(left, Rule.DEADLINE, lack, words)
    yield from _of_vote(left, heads)
    looked_at = judgement.verdict is Verdict.EDITED
    if not looked_at and {Flag.DISPUTED, Flag.UNSURE_WORDS} & {*left.flags}:
        yield _about(left, Rule.DISPUTED, "读法有疑问，照原样通过了", repr(left))


def _lacking_deadline(left: Resolution) -> str:
    found: Deadline | None = left.deadline.value if left.deadline else None
    if found is None:
        return "没有完成时限"
    if found.kind is DeadlineKind.VAGUE:
        return f"的时限“{found.text}”没有日子"
    if Flag.UNCOUNTED_DEADLINE in left.flags:
        return f"的时限“{found.text}”算不出是哪一天"
    return f"的时限“{found.text}”早于开会的日子" if Flag.PAST_DEADLINE in left.flags else ""


def _of_vote(left: Resolution, heads: int) -> Iterator[Finding]:
    if left.vote is None:
        return
    vote = left.vote.value
    cast = vote.for_ + vote.against + vote.abstain
    if heads and cast > heads:
        told = f"共 {cast} 票，参会的只有 {heads} 人"
        yield _about(left, Rule.VOTE_HEADS, told, f"{cast}/{heads}")
    if vote.for_ <= vote.against:
        told = f"赞成 {vote.for_} 票，反对 {vote.against} 票，没有通过"
        yield _about(left, Rule.VOTE_CARRIED, told, told)


def _about(left: Resolution, rule: Rule, lack: str, on: str) -> Finding:
    """`on` is what the finding stands and falls with."""
    key = f"{rule}:{left.id}:{digest_of(on)}" if on else f"{rule}:{left.id}"
    return Finding(rule, key, f"“{left.action.value}”{lack}", left.id)


def _of_header(meeting: Meeting, printed: Printed) -> Iterator[Finding]:
    header = meeting.header
    there = {
        "title": header.title,
        "held_on": header.held_on,
        "place": header.place,
        "attendees": header.attendees,
        "host": header.host,
        "recorder": header.recorder,
        "issuer": printed.has_issuer,
    }
    for name, label in PARTICULARS.items():
        if not there[name]:
            yield Finding(Rule.HEADER, f"{Rule.HEADER}:{name}", f"没有写{label}")


def _of_names(meeting: Meeting) -> Iterator[Finding]:
    unsure = dict.fromkeys(s.name for s in meeting.speakers if s.name and not s.confirmed)
    for name in unsure:
        told = f"发言人“{name}”是程序推定的"
        yield Finding(Rule.NAMES, f"{Rule.NAMES}:{digest_of(name)}", told)


def _of_masks(masks: tuple[str, ...]) -> Iterator[Finding]:
    if masks:
        told = f"公示版遮去 {len(masks)} 处：{'；'.join(masks)}"
        yield Finding(Rule.MASKS, f"{Rule.MASKS}:{digest_of(*masks)}", told)
