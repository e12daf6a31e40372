"""A meeting read anew keeps what persons decided where its evidence stands, and loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import (
    AudioSpan,
    Box,
    Correction,
    Cut,
    Deadline,
    DeadlineKind,
    Edit,
    Evidence,
    Field,
    Header,
    Judgement,
    Meeting,
    Naming,
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
    ScanRegion,
    Source,
    SourceKind,
    TextSpan,
    Topic,
    Utterance,
    Verdict,
    Worded,
)
from mintobrief.review import accept, amend, carry, compile_briefing, latest_judgements, reject
from mintobrief.review.correct import apply
from tests import strategies

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
SAID = ("大家开会了", "电梯钢丝绳由物业公司更换", "3月20日之前换好", "门口的灯请居委会来修", "散会")


def sound(sha256: str = "a" * 64, source: str = "s1") -> Source:
    return Source(source, SourceKind.AUDIO, "会.m4a", sha256, Path("gone"), seconds=60.0)


def said(
    texts: tuple[str, ...] = SAID, shift: float = 0.0, source: str = "s1"
) -> tuple[Utterance, ...]:
    """One sentence every ten seconds."""
    spans = [AudioSpan(source, 10 * n + shift, 10 * n + 9 + shift) for n in range(len(texts))]
    return tuple(Utterance(n, text, spans[n], "S1") for n, text in enumerate(texts))


def quoted(utterances: tuple[Utterance, ...], index: int, words: str) -> Field[str]:
    start = utterances[index].text.index(words)
    return Field(words, (Quote(index, start, start + len(words)),))


def draft(
    utterances: tuple[Utterance, ...] | None = None, *, source: Source | None = None
) -> Meeting:
    """Two candidates: the rope of the lift, with owner and day, and the lamp at the gate."""
    words = utterances or said()
    rope = Resolution(
        "r1", quoted(words, 1, "更换"), (1, 2), owners=(quoted(words, 1, "物业公司"),)
    )
    lamp = Resolution("r2", quoted(words, 3, "修"), (3,))
    return Meeting("m", Header(), (source or sound(),), words, resolutions=(rope, lamp))


def texts(meeting: Meeting, resolution: Resolution) -> list[str]:
    quotes = (*resolution.action.quotes, *(q for owner in resolution.owners for q in owner.quotes))
    return [meeting.utterances[q.utterance].text[q.start : q.end] for q in quotes]


def test_a_draft_with_other_ids_and_times_keeps_what_was_judged() -> None:
    """Sentences begin a little later, one more comes before: the words are the same."""
    before = draft()
    words = ("铃", *SAID)
    spans = [
        AudioSpan("x", 0, 0.5),
        *(AudioSpan("x", 10 * n + 0.7, 10 * n + 9.5) for n in range(5)),
    ]
    now = tuple(Utterance(n, text, spans[n], "S1") for n, text in enumerate(words))
    rope = Resolution("r2", quoted(now, 2, "更换"), (2, 3), owners=(quoted(now, 2, "物业公司"),))
    new = Meeting("n", Header(), (sound(source="x"),), now, resolutions=(rope,))
    judged = [accept(before.resolutions[0], None, "王芳", NOON)]
    carried = carry(before, judged, [], new)
    assert [(r.id, texts(new, r)) for r in carried.meeting.resolutions] == [
        ("r1", ["更换", "物业公司"])
    ]
    assert (carried.judgements, carried.reopened) == (tuple(judged), ())
    assert carried.meeting.id == "m"


@pytest.mark.parametrize(
    ("line", "heard", "stands"),
    [
        (1, "电梯钢丝绳由物业公司更换吧", True),
        (1, "电梯，钢丝绳，由物业公司更换。", True),
        (1, "电梯钢丝绳由业委会更换", False),  # another owner than was accepted
        (1, "电梯不换了", False),
        (3, "随便说说", True),
    ],
)
def test_a_judgement_stands_as_long_as_every_word_it_rests_on(
    line: int, heard: str, stands: bool
) -> None:
    before = draft()
    words = tuple(heard if n == line else text for n, text in enumerate(SAID))
    new = Meeting("n", Header(), (sound(),), said(words))
    judged = accept(before.resolutions[0], None, "王芳", NOON)
    carried = carry(before, [judged], [], new)
    assert carried.judgements == ((judged,) if stands else ())
    assert carried.reopened == (() if stands else (judged,))


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("同意更换电梯的钢丝绳", "不同意更换电梯的钢丝绳", False),
        ("在3月20日之前把路灯修好", "在3月21日之前把路灯修好", False),
        ("七比一通过了这个方案", "七比二通过了这个方案", False),
        ("在3月20日之前把路灯修好", "在3月20日之前把路登修好", True),
    ],
)
def test_a_figure_or_a_no_makes_other_words_of_it(before: str, after: str, same: bool) -> None:
    """However alike the sentences are."""
    old, new = (Meeting("m", Header(), (sound(),), said((text,))) for text in (before, after))
    candidate = Resolution("r1", quoted(old.utterances, 0, before), (0,))
    judged = accept(candidate, None, "王芳", NOON)
    assert bool(carry(replace(old, resolutions=(candidate,)), [judged], [], new).judgements) is same


def test_words_heard_elsewhere_are_no_evidence() -> None:
    """The same sentence at another minute was said about another thing."""
    before = draft()
    moved = Meeting("n", Header(), (sound(),), said(shift=500.0))
    carried = carry(before, [accept(r, None, "王芳", NOON) for r in before.resolutions], [], moved)
    assert len(carried.reopened) == 2
    assert carried.meeting.resolutions == ()


def test_another_file_is_no_evidence() -> None:
    before, other = draft(), draft(source=sound("b" * 64))
    carried = carry(before, [accept(before.resolutions[0], None, "王芳", NOON)], [], other)
    assert len(carried.reopened) == 1
    assert [r.id for r in carried.meeting.resolutions] == ["r3", "r4"]


def test_an_accepted_candidate_stays_as_it_was_accepted() -> None:
    """What the machine thinks otherwise now, nobody has seen."""
    before = draft()
    now = replace(before.resolutions[0], owners=(quoted(before.utterances, 3, "居委会"),))
    new = replace(draft(), resolutions=(now, before.resolutions[1]))
    carried = carry(before, [accept(before.resolutions[0], None, "王芳", NOON)], [], new)
    assert carried.meeting.resolutions[0].owners[0].value == "物业公司"


def test_an_edit_is_carried_with_its_words() -> None:
    before = draft()
    edited = replace(before.resolutions[0], measures=Field("停梯两小时"))
    shifted = draft(said(shift=0.5))
    carried = carry(before, [amend(edited, "王芳", NOON)], [], shifted)
    [judgement] = carried.judgements
    assert judgement.verdict is Verdict.EDITED
    assert judgement.edited
    assert judgement.edited.measures == Field("停梯两小时")
    assert texts(shifted, judgement.edited) == ["更换", "物业公司"]


def test_what_was_judged_stays_though_the_machine_does_not_find_it_again() -> None:
    """In the order of what was said."""
    before = draft()
    new = replace(draft(), resolutions=(before.resolutions[1],))
    judged = [accept(before.resolutions[0], None, "王芳", NOON)]
    carried = carry(before, judged, [], new)
    assert [r.id for r in carried.meeting.resolutions] == ["r1", "r2"]


def test_what_was_rejected_is_not_proposed_again() -> None:
    before = draft()
    judged = [reject(r, "王芳", NOON) for r in before.resolutions]
    carried = carry(before, judged, [], draft(said(shift=1.0)))
    assert compile_briefing(carried.meeting, carried.judgements).resolutions == ()


@pytest.mark.parametrize(
    ("again", "stands"), [(date(2026, 3, 14), True), (date(2026, 4, 1), False)]
)
def test_a_day_counted_from_another_meeting_day_is_reopened(again: date, stands: bool) -> None:
    """下周五 of a meeting held on another day is another Friday."""
    before = draft()
    due = Deadline("下周五", DeadlineKind.DATE, date(2026, 3, 20))
    rope = replace(before.resolutions[0], deadline=Field(due, (Quote(2, 0, 5),)))
    held = replace(before, header=Header(held_on=Field(date(2026, 3, 14))), resolutions=(rope,))
    new = replace(draft(), header=Header(held_on=Field(again)))
    carried = carry(held, [accept(rope, None, "王芳", NOON)], [], new)
    assert bool(carried.judgements) is stands


def test_no_id_is_given_twice() -> None:
    """Neither that of a reopened candidate nor of one that an older draft had."""
    before = draft()
    judged = [accept(before.resolutions[0], None, "王芳", NOON)]
    other = Meeting("n", Header(), (sound(),), said(("别的",)))
    found = Resolution("r1", quoted(other.utterances, 0, "别的"), (0,))
    carried = carry(before, judged, [], replace(other, resolutions=(found,)), used=["r7"])
    assert [r.id for r in carried.meeting.resolutions] == ["r8"]


def test_a_near_miss_that_was_added_stays_a_candidate_under_an_id_of_its_own() -> None:
    """The newer draft has an n1 too, which is another one."""
    rope, lamp = draft().resolutions
    before = replace(draft(), resolutions=(rope,), near_misses=(replace(lamp, id="n1"),))
    new = replace(draft(), resolutions=(rope,), near_misses=(replace(rope, id="n1"),))
    judged = [accept(before.near_misses[0], None, "王芳", NOON)]
    carried = carry(before, judged, [], new)
    assert [r.id for r in carried.meeting.resolutions] == ["r1", "r2"]
    assert [j.resolution_id for j in carried.judgements] == ["r2"]


def spoken(labels: str) -> tuple[Utterance, ...]:
    return tuple(replace(u, speaker=f"S{n}") for u, n in zip(said(), labels, strict=True))


@pytest.mark.parametrize(
    ("labels", "found"), [("11122", "S1"), ("22211", "S2"), ("12345", None), ("11111", "S1")]
)
def test_a_name_follows_its_voice_to_another_label(labels: str, found: str | None) -> None:
    """A voice that went to pieces, or that another was mixed with, is nobody's."""
    before, new = draft(spoken("11122")), draft(spoken(labels))
    naming = Naming("S1", "s1", "王主任", "王芳", NOON)
    carried = carry(before, [], [naming], new)
    assert [n.label for n in carried.namings] == ([found] if found else [])
    assert len(carried.namings) + len(carried.unnamed) == 1


@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        (TextSpan("s1", 0, 5), TextSpan("s1", 3, 9), True),
        (TextSpan("s1", 0, 5), TextSpan("s1", 5, 9), False),
        (ScanRegion("s1", 1, Box(0, 0, 9, 9)), ScanRegion("s1", 1, Box(5, 5, 20, 20)), True),
        (ScanRegion("s1", 1, Box(0, 0, 9, 9)), ScanRegion("s1", 2, Box(0, 0, 9, 9)), False),
        (ScanRegion("s1", 1, Box(0, 0, 9, 9)), ScanRegion("s1", 1, Box(9, 0, 20, 9)), False),
        (ScanRegion("s1", 1, Box(0, 0, 9, 9)), TextSpan("s1", 0, 9), False),
    ],
)
def test_evidence_is_the_same_where_it_overlaps(old: Evidence, new: Evidence, stands: bool) -> None:
    before, now = (
        Meeting("m", Header(), (sound(),), (Utterance(0, "更换电梯", span),)) for span in (old, new)
    )
    candidate = Resolution("r1", quoted(before.utterances, 0, "更换"), (0,))
    judged = accept(candidate, None, "王芳", NOON)
    carried = carry(replace(before, resolutions=(candidate,)), [judged], [], now)
    assert bool(carried.judgements) is stands


@st.composite
def judged_meetings(draw: st.DrawFn) -> tuple[Meeting, list[Judgement]]:
    meeting = draw(strategies.meetings())
    asked = [r for r in meeting.resolutions if draw(st.booleans())]
    given_ = [draw(strategies.judgements(r)) for r in asked]
    return meeting, [replace(j, at=NOON + timedelta(hours=n)) for n, j in enumerate(given_)]


def untopical(judgement: Judgement) -> Judgement:
    """The topic is that of the evidence in the new draft, whatever was drawn."""
    edited = judgement.edited
    return replace(judgement, edited=replace(edited, topic=None) if edited else None)


@given(judged=judged_meetings())
@settings(max_examples=25)
def test_the_same_draft_again_changes_nothing(judged: tuple[Meeting, list[Judgement]]) -> None:
    """Whatever was judged and however; what waits again has nothing to carry."""
    meeting, judgements = judged
    carried = carry(meeting, judgements, [], meeting)
    assert carried.reopened == ()
    settled = [j for j in judgements if j.verdict is not Verdict.REOPENED]
    assert {untopical(j) for j in carried.judgements} == {untopical(j) for j in settled}
    assert {r.id for r in carried.meeting.resolutions} == {r.id for r in meeting.resolutions}


@given(judged=judged_meetings(), other=strategies.meetings(), same=st.booleans())
@settings(max_examples=25)
def test_every_judgement_counts_or_is_told_as_reopened(
    judged: tuple[Meeting, list[Judgement]], other: Meeting, same: bool
) -> None:
    """Whatever the newer draft is: none is lost, none counts for what it was not given for."""
    meeting, judgements = judged
    new = replace(other, sources=meeting.sources, utterances=meeting.utterances) if same else other
    new = replace(new, resolutions=other.resolutions if not same else (), topics=(), points=())
    carried = carry(meeting, judgements, [], new)
    latest = set(latest_judgements(judgements))
    counted = {j.resolution_id for j in carried.judgements}
    ids = [r.id for r in carried.meeting.resolutions]
    assert counted | {j.resolution_id for j in carried.reopened} == latest
    assert counted.isdisjoint(j.resolution_id for j in carried.reopened)
    assert counted <= set(ids)
    assert len(ids) == len(set(ids))
    assert set(ids).isdisjoint(j.resolution_id for j in carried.reopened)


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
