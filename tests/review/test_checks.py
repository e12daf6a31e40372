"""Every rule of the checklist is broken by what it is for, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mintobrief.domain import (
    Attendee,
    Deadline,
    DeadlineKind,
    Field,
    Flag,
    Header,
    Judgement,
    Meeting,
    Notice,
    NoticeCode,
    Resolution,
    Speaker,
    Vote,
)
from mintobrief.review import accept, amend, reject
from mintobrief.review.checks import Finding, Printed, Rule, check

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
FRIDAY = Deadline("3月20日前", DeadlineKind.DATE, date(2026, 3, 20))
LIFT = Resolution("r1", Field("修好电梯"), (), owners=(Field("王强"),), deadline=Field(FRIDAY))
SEVEN = Printed(heads=7)
WHOLE = Header(
    title=Field("联席会议"),
    held_on=Field(date(2026, 3, 14)),
    place=Field("社区二楼"),
    host=Field("李主任"),
    recorder=Field("王秀英"),
    attendees=(Attendee("李主任"), Attendee("王强")),
)


def meeting(*candidates: Resolution) -> Meeting:
    return Meeting("m", WHOLE, (), (), resolutions=candidates)


def found(candidate: Resolution, printed: Printed = SEVEN) -> tuple[Finding, ...]:
    """Of a candidate that was accepted as it is."""
    return check(meeting(candidate), [accept(candidate, None, "王秀英", NOON)], printed)


def test_what_lacks_nothing_passes() -> None:
    assert found(LIFT) == ()


def test_what_waits_must_be_judged() -> None:
    (finding,) = check(meeting(LIFT), [], Printed())
    assert (finding.rule, finding.place, finding.must) == (Rule.JUDGED, "r1", True)


def test_what_was_rejected_may_lack_everything() -> None:
    bare = Resolution("r1", Field("修好电梯"), ())
    assert check(meeting(bare), [reject(bare, "王秀英", NOON)], Printed()) == ()


@pytest.mark.parametrize(
    ("changes", "rule", "told"),
    [
        ({"owners": ()}, Rule.OWNER, "“修好电梯”没有责任人"),
        ({"deadline": None}, Rule.DEADLINE, "没有完成时限"),
        ({"deadline": Field(Deadline("尽快", DeadlineKind.VAGUE))}, Rule.DEADLINE, "没有日子"),
        ({"flags": (Flag.UNCOUNTED_DEADLINE,)}, Rule.DEADLINE, "算不出是哪一天"),
        ({"flags": (Flag.PAST_DEADLINE,)}, Rule.DEADLINE, "早于开会的日子"),
        ({"vote": Field(Vote(7, 1, 1))}, Rule.VOTE_HEADS, "共 9 票，参会的只有 7 人"),
        ({"vote": Field(Vote(3, 3, 1))}, Rule.VOTE_CARRIED, "赞成 3 票，反对 3 票"),
        ({"flags": (Flag.DISPUTED,)}, Rule.DISPUTED, "读法有疑问"),
        ({"flags": (Flag.UNSURE_WORDS,)}, Rule.DISPUTED, "读法有疑问"),
    ],
)
def test_a_rule_is_broken(changes: dict[str, object], rule: Rule, told: str) -> None:
    (finding,) = found(replace(LIFT, **changes))  # type: ignore[arg-type]
    assert (finding.rule, finding.place, finding.must) == (rule, "r1", False)
    assert told in finding.text


@pytest.mark.parametrize(
    "changes",
    [
        {"vote": Field(Vote(6, 0, 1))},
        {"deadline": Field(Deadline("每周一", DeadlineKind.RECURRING))},
        {"deadline": Field(Deadline("下次会议前", DeadlineKind.EVENT))},
    ],
)
def test_a_rule_is_kept(changes: dict[str, object]) -> None:
    assert found(replace(LIFT, **changes)) == ()  # type: ignore[arg-type]


def test_nobody_counts_votes_against_nobody_knows_how_many() -> None:
    assert found(replace(LIFT, vote=Field(Vote(70, 1, 1))), Printed(heads=0)) == ()


def test_what_a_person_edited_was_looked_at() -> None:
    doubted = replace(LIFT, flags=(Flag.DISPUTED,))
    said = [amend(doubted, "王秀英", NOON)]
    assert check(meeting(doubted), said, Printed()) == ()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("title", "会议名称"),
        ("held_on", "会议日期"),
        ("place", "会议地点"),
        ("host", "主持人"),
        ("recorder", "记录人"),
        ("attendees", "参会人员"),
    ],
)
def test_every_particular_is_asked_for(name: str, label: str) -> None:
    empty = () if name == "attendees" else None
    header = replace(WHOLE, **{name: empty})  # type: ignore[arg-type]
    (finding,) = check(replace(meeting(), header=header), [], Printed())
    assert (finding.key, finding.text) == (f"header:{name}", f"没有写{label}")


def test_a_day_that_nobody_said_is_looked_at() -> None:
    inferred = Notice(NoticeCode.DAY_INFERRED, "按文件名，暂定为 2026-03-14，请核对。")
    (finding,) = check(replace(meeting(), notices=(inferred,)), [], Printed())
    assert finding.text == "会议日期是推定的，还没有人核对"


def test_what_is_known_only_in_print() -> None:
    printed = Printed(masks=("13812345678→138****5678",), has_issuer=False)
    issuer, masks = check(meeting(), [], printed)
    assert issuer.text == "没有写发布单位"
    assert masks.text == "公示版遮去的还有 1 项没有人确认：13812345678→138****5678"
    assert masks.must


def test_an_excuse_for_masks_is_for_these_masks() -> None:
    one, two = (check(meeting(), [], Printed(masks=m))[0].key for m in (("a→b",), ("a→b", "c→d")))
    assert one != two


def test_a_proposed_name_has_to_be_confirmed() -> None:
    proposed = Speaker("S1", "s", "王强", confidence=0.9)
    unsure = replace(meeting(), speakers=(proposed,))
    assert [f.rule for f in check(unsure, [], Printed())] == [Rule.NAMES]
    sure = replace(meeting(), speakers=(replace(proposed, confirmed=True),))
    assert check(sure, [], Printed()) == ()


def test_every_rule_says_what_it_wants_and_where_from() -> None:
    for rule in Rule:
        assert rule.wanted
        assert rule.source
        assert rule.lack


def test_the_findings_stand_in_the_order_of_the_rules() -> None:
    bare = Resolution("r1", Field("修好电梯"), ())
    other = Resolution("r2", Field("修路灯"), ())
    said: list[Judgement] = [accept(bare, None, "王秀英", NOON)]
    told = [f.rule for f in check(meeting(bare, other), said, Printed(has_issuer=False))]
    assert told == [Rule.JUDGED, Rule.OWNER, Rule.DEADLINE, Rule.HEADER]
