"""What persons corrected in a draft stands over a newer one, or is told as lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mintobrief.domain import (
    Correction,
    Cut,
    Deadline,
    DeadlineKind,
    Edit,
    Field,
    Header,
    Meeting,
    NoticeCode,
    Part,
    Point,
    PointKind,
    Quote,
    Reheaded,
    Replaced,
    Resolution,
    Retold,
    Reworded,
    Topic,
    Worded,
)
from mintobrief.review import accept, carry
from mintobrief.review.correct import apply
from tests.review.drafts import NOON, SAID, draft, quoted, said


def corrected(meeting: Meeting, *edits: Edit) -> tuple[Meeting, list[Correction]]:
    return apply(meeting, edits), [Correction(edit, "王芳", NOON) for edit in edits]


def test_the_header_a_person_wrote_stays_over_a_newer_draft() -> None:
    header = Header(title=Field("三月例会", quoted(said(), 0, "开会").quotes))
    before, corrections = corrected(draft(said(shift=10.0)), Reheaded(header))
    moved = replace(draft(), utterances=said(("好", *SAID)), resolutions=())
    kept = carry(before, [], [], moved, corrections=corrections)
    assert apply(kept.meeting, [c.edit for c in kept.corrections]).header == Header(
        title=Field("三月例会", (Quote(1, 2, 4),))
    )
    assert kept.meeting.header == moved.header
    assert kept.meeting.notices == ()


def test_the_day_a_person_wrote_is_the_day_that_judged_deadlines_count_from() -> None:
    friday = Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20))
    held = draft()
    lift = replace(held.resolutions[0], deadline=Field(friday, held.resolutions[0].action.quotes))
    wrong = Header(held_on=Field(date(2025, 3, 10)))
    first = replace(held, header=wrong, resolutions=(lift,))
    edit = Reheaded(Header(held_on=Field(date(2026, 3, 10))), ((lift.id, friday.day),))
    before, corrections = corrected(first, edit)
    judged = [accept(before.resolutions[0], None, "王芳", NOON)]
    last_year = replace(
        lift, deadline=Field(replace(friday, day=date(2025, 3, 21)), lift.action.quotes)
    )
    again = replace(first, resolutions=(last_year,))
    kept = carry(before, judged, [], again, corrections=corrections)
    assert kept.judgements == tuple(judged)
    now = apply(kept.meeting, [c.edit for c in kept.corrections])
    assert now.resolutions[0].deadline is not None
    assert now.resolutions[0].deadline.value == friday


def test_a_newer_draft_does_without_corrected_words_and_says_so() -> None:
    before, corrections = corrected(draft(), Reworded(0, "大家开始开会了"), Cut(3, 3))
    kept = carry(before, [], [], draft(), corrections=corrections)
    assert kept.corrections == ()
    assert kept.meeting.utterances == draft().utterances
    (notice,) = kept.meeting.notices
    assert notice.code is NoticeCode.CORRECTIONS_LOST
    assert "2 处" in notice.message


def test_a_candidate_that_a_person_added_is_there_again_though_nobody_judged_it() -> None:
    end = Resolution("h1", quoted(said(), 4, "散会"), (4,))
    before, corrections = corrected(draft(), Replaced((), (end,)))
    kept = carry(before, [], [], draft(said(shift=0.5)), corrections=corrections)
    assert [r.id for r in kept.meeting.resolutions] == ["r1", "r2", "h1"]
    gone = draft(said((*SAID[:4], "谢谢大家了")))
    assert "h1" not in {r.id for r in carry(before, [], [], gone).meeting.resolutions}


def test_candidates_that_a_person_merged_are_not_found_beside_the_one() -> None:
    lift, lamp = draft().resolutions
    quotes = (*lift.action.quotes, *lamp.action.quotes)
    evidence = tuple(sorted({*lift.evidence, *lamp.evidence}))
    both = Resolution("h1", Field("换绳修灯", quotes), evidence)
    before, corrections = corrected(draft(), Replaced(("r1", "r2"), (both,)))
    kept = carry(before, [], [], draft(), corrections=corrections)
    assert [r.id for r in kept.meeting.resolutions] == ["h1"]
    assert kept.meeting.resolutions[0].action.value == "换绳修灯"


LIGHT = Point(1, PointKind.VIEW, "灯不亮。", (Quote(3, 0, 5),))


def of_topics(*topics: Topic, points: tuple[Point, ...] = ()) -> Meeting:
    return replace(draft(), topics=topics, points=points)


def retold(newer: Meeting, *points: Point) -> tuple[Meeting, list[NoticeCode]]:
    """A newer draft after a person told the second topic in these points, and what it tells."""
    older = of_topics(Topic("电梯", 0, 2), Topic("灯", 3, 4), points=(LIGHT,))
    purpose = Worded(Part.PURPOSE, "为了灯。")
    before, corrections = corrected(older, Retold(1, points), purpose)
    kept = carry(before, [], [], newer, corrections=corrections)
    now = apply(kept.meeting, [c.edit for c in kept.corrections])
    assert [one.text for one in now.composed] == ["为了灯。"]
    return now, [notice.code for notice in kept.meeting.notices]


def test_what_a_person_told_of_a_topic_stands_over_a_newer_draft() -> None:
    typed = Point(1, PointKind.VIEW, "业主催过两次。", ())
    reworded = replace(LIGHT, text="门口的灯不亮。")
    later = (*said(("好",)), *said())
    topics = (Topic("开会", 0, 0), Topic("电梯", 1, 3), Topic("门口的灯", 4, 5))
    newer = replace(of_topics(*topics), utterances=later)
    now, told = retold(newer, typed, reworded)
    assert [(p.topic, p.text) for p in now.points] == [(2, typed.text), (2, reworded.text)]
    assert now.points[1].quotes == (Quote(4, 0, 5),)
    assert all(point.by_hand for point in now.points)
    assert now.topics[2].retold
    assert told == [NoticeCode.TEXT_KEPT]


def test_a_topic_that_a_person_emptied_stays_empty() -> None:
    newer = of_topics(Topic("电梯", 0, 2), Topic("灯", 3, 4), points=(LIGHT,))
    now, told = retold(newer)
    assert now.points == ()
    assert told == [NoticeCode.TEXT_KEPT]


def test_what_was_told_of_a_topic_that_is_none_any_more_is_told_as_lost() -> None:
    now, told = retold(of_topics(Topic("电梯", 0, 2)), LIGHT)
    assert now.points == ()
    assert told == [NoticeCode.CORRECTIONS_LOST]


def test_consensus_is_the_newer_drafts_own() -> None:
    agreed = Point(1, PointKind.CONSENSUS, "请居委会来修。", (Quote(3, 4, 10),))
    older = replace(LIGHT, kind=PointKind.CONSENSUS, text="修。")
    newer = of_topics(Topic("电梯", 0, 2), Topic("灯", 3, 4), points=(agreed,))
    before = of_topics(Topic("电梯", 0, 2), Topic("灯", 3, 4), points=(older,))
    meeting, corrections = corrected(before, Retold(1, (older,)))
    kept = carry(meeting, [], [], newer, corrections=corrections)
    assert apply(kept.meeting, [c.edit for c in kept.corrections]).points == (agreed,)
