"""A meeting read anew keeps what persons decided where its evidence stands, and loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import (
    AudioSpan,
    Box,
    Deadline,
    DeadlineKind,
    Evidence,
    Field,
    Header,
    Judgement,
    Meeting,
    Naming,
    Quote,
    Resolution,
    ScanRegion,
    TextSpan,
    Utterance,
    Verdict,
)
from mintobrief.review import accept, amend, carry, compile_briefing, latest_judgements, reject
from tests import strategies
from tests.review.drafts import NOON, SAID, draft, quoted, said, sound


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
