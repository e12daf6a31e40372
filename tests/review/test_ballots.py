"""Votes are held against those who took part and the rules of the meeting's kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mintobrief.domain import (
    Attendee,
    Field,
    Header,
    Meeting,
    Quote,
    Resolution,
    Source,
    SourceKind,
    TextSpan,
    Utterance,
    Vote,
)
from mintobrief.review import accept
from mintobrief.review.checks import Finding, Printed, Rule, check

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
MEMBERS = tuple(
    Attendee(name, "委员", "业委会") for name in ("王强", "李敏", "赵刚", "孙丽", "周涛")
)
GUEST = Attendee("陈经理", "经理", "物业公司")
BALLOT = {Rule.VOTE_HEADS, Rule.VOTE_CARRIED, Rule.QUORUM, Rule.MAJORITY, Rule.PROXY}


def meeting(
    title: str, vote: Vote | None, said: str = "表决通过。", action: str = "换门禁", **more: object
) -> Meeting:
    """One resolution with that vote, read from what was said."""
    source = Source("s", SourceKind.NOTES, "a.txt", "0" * 64, Path("a.txt"), text=said)
    line = Utterance(0, said, TextSpan("s", 0, len(said)))
    quotes = (Quote(0, 0, len(said)),)
    field = Field(vote, quotes) if vote else None
    left = Resolution("r1", Field(action), (0,), owners=(Field("王强"),), vote=field)
    header = Header(title=Field(title), held_on=Field(date(2026, 3, 14)), **more)  # type: ignore[arg-type]
    return Meeting("m", header, (source,), (line,), resolutions=(left,))


def broken(found: Meeting, heads: int = 0, roster: tuple[Attendee, ...] = ()) -> list[Finding]:
    """What the rules of the ballot have against it, once it is accepted."""
    said = [accept(r, None, "王秀英", NOON) for r in found.resolutions]
    told = check(found, said, Printed(heads=heads, roster=roster))
    return [finding for finding in told if finding.rule in BALLOT]


def committee(
    vote: Vote | None, expected: int | None = 5, present: int = 5, **more: str
) -> Meeting:
    people = (*MEMBERS[:present], GUEST)
    counted = Field(expected) if expected is not None else None
    return meeting("业委会例会", vote, attendees=people, expected=counted, **more)


@pytest.mark.parametrize(
    ("vote", "expected", "present", "rules"),
    [
        (Vote(5, 0, 0), 5, 5, []),
        (Vote(3, 1, 1), 5, 5, []),
        (Vote(3, 0, 0), 5, 3, []),  # 3 of 5 came, 3 of 5 agree
        (Vote(2, 1, 2), 5, 5, [Rule.MAJORITY]),  # 2 of 5 are less than half of all
        (Vote(2, 1, 0), 4, 3, []),  # 半数以上 holds at exactly half
        (Vote(4, 0, 0), 5, 5, [Rule.VOTE_HEADS]),  # one vote is missing
        (Vote(6, 0, 0), 5, 5, [Rule.VOTE_HEADS]),
        (Vote(2, 0, 0), 5, 2, [Rule.QUORUM, Rule.MAJORITY]),
        (Vote(2, 0, 0), 4, 2, [Rule.QUORUM]),  # 过半数 does not hold at exactly half
        (Vote(1, 4, 0), 5, 5, [Rule.VOTE_CARRIED]),
        (Vote(5, 0, 0), None, 5, [Rule.QUORUM]),  # nobody said how many there are
        (None, 5, 5, []),
    ],
)
def test_a_committee_decides_by_half_of_all_its_members(
    vote: Vote | None, expected: int | None, present: int, rules: list[Rule]
) -> None:
    assert [finding.rule for finding in broken(committee(vote, expected, present))] == rules


def test_a_committee_is_as_large_as_its_list() -> None:
    """Where nobody counted, the compound's list tells how many members there are."""
    found = broken(committee(Vote(3, 0, 0), None, 3), roster=(*MEMBERS, *MEMBERS_MORE))
    assert [finding.rule for finding in found] == [Rule.QUORUM, Rule.MAJORITY]
    assert "到会 3 人，全体 7 人，要超过1/2" in found[0].text


MEMBERS_MORE = (Attendee("吴昊", "主任", "业委会"), Attendee("郑云", None, "业委会"))


def test_who_counted_is_believed_before_the_list() -> None:
    """实到 five though three are listed by name."""
    counted = replace(committee(Vote(5, 0, 0), 5, 3).header, present=Field(5))
    assert broken(replace(committee(Vote(5, 0, 0), 5, 3), header=counted)) == []


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("参加表决9人，同意7票，反对1票，弃权1票。", []),
        ("参加表决10人，同意7票，反对1票，弃权1票。", [Rule.VOTE_HEADS]),
        ("共9票，同意7票。", []),
        ("收回选票12张，同意7票。", [Rule.VOTE_HEADS]),
        ("应到委员11人，实到9人，同意7票，反对1票，弃权1票。", []),
        ("应到委员11人，实到8人，同意7票，反对1票，弃权1票。", [Rule.VOTE_HEADS]),
        ("同意7票，反对1票，弃权1票。", []),
    ],
)
def test_votes_add_up_to_what_was_said_of_them(said: str, rules: list[Rule]) -> None:
    found = meeting("物业管理联席会议", Vote(7, 1, 1), said)
    assert [finding.rule for finding in broken(found)] == rules


def test_a_joint_meeting_has_no_quorum() -> None:
    """Not everybody there need vote."""
    few = meeting("物业管理联席会议", Vote(2, 0, 0), attendees=MEMBERS, expected=Field(20))
    assert broken(few, heads=5) == []


@pytest.mark.parametrize(
    ("vote", "action", "rules"),
    [
        (Vote(400, 200, 70), "选聘物业服务企业（同意面积占61%）", []),
        (Vote(300, 300, 70), "选聘物业服务企业（同意面积占61%）", [Rule.VOTE_CARRIED]),
        (Vote(330, 200, 140), "选聘物业服务企业（同意面积占61%）", [Rule.MAJORITY]),
        (Vote(450, 200, 20), "筹集专项维修资金（同意面积占70%）", [Rule.MAJORITY]),
        (Vote(510, 150, 10), "改变共有部分用途（同意面积占76%）", []),
        (Vote(400, 100, 0), "选聘物业服务企业（同意面积占61%）", [Rule.QUORUM]),
        (Vote(400, 200, 70), "选聘物业服务企业", [Rule.MAJORITY]),  # nothing of the area
    ],
)
def test_an_owners_meeting_decides_by_the_civil_code(
    vote: Vote, action: str, rules: list[Rule]
) -> None:
    """Two thirds take part, then more than half of those, or three quarters of what is special."""
    found = meeting("业主大会会议", vote, action=action, expected=Field(1000))
    assert [finding.rule for finding in broken(found)] == rules


def test_a_legal_rule_names_its_article() -> None:
    (finding,) = broken(committee(Vote(2, 1, 2)))
    assert "指导规则" in finding.source
    assert "第三十八条" in finding.source


@pytest.mark.parametrize(
    ("said", "proxy"),
    [
        ("老赵委托我代为表决。", True),
        ("孙委员委托李敏出席会议。", True),
        ("委员不能委托他人参加会议。", False),
        ("委托物业公司维修电梯。", False),
    ],
)
def test_nobody_on_a_committee_votes_for_somebody_else(said: str, proxy: bool) -> None:
    found = [f for f in broken(committee(Vote(5, 0, 0), said=said)) if f.rule is Rule.PROXY]
    assert [finding.line for finding in found] == ([0] if proxy else [])


def test_a_vote_may_say_how_many_members_there_are() -> None:
    """Of eleven members four are less than half, whatever the heading counts."""
    said = "应到委员11人，实到6人，同意4票，反对1票，弃权1票。"
    found = broken(committee(Vote(4, 1, 1), 6, 5, said=said))
    assert [finding.rule for finding in found] == [Rule.MAJORITY]
    assert "全体 11 人" in found[0].text
