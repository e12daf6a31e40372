"""The gate between a draft and a briefing."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Field, Header, Judgement, Meeting, Resolution, Verdict
from mintobrief.errors import NotReviewed
from mintobrief.review import accept, amend, compile_briefing, reject
from tests import strategies

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
LIFT = Resolution("r1", Field("更换电梯钢丝绳"), ())
GATE = Resolution("r2", Field("修好北门道闸"), ())
MEETING = Meeting("m", Header(), (), (), resolutions=(LIFT, GATE))
ROOT = Path(__file__).parents[2] / "mintobrief"


def test_nothing_is_compiled_while_a_candidate_waits() -> None:
    """The error says which candidates want a judgement."""
    with pytest.raises(NotReviewed) as caught:
        compile_briefing(MEETING, [accept(LIFT, None, "王芳", NOON)])
    assert caught.value.waiting == ("r2",)


def test_a_briefing_holds_what_was_accepted() -> None:
    """In the order of the candidates, signed by those who judged."""
    judgements = [reject(GATE, "李明", NOON), accept(LIFT, None, "王芳", NOON)]
    briefing = compile_briefing(MEETING, judgements)
    assert briefing.resolutions == (LIFT,)
    assert briefing.reviewed_by == ("李明", "王芳")
    assert briefing.reviewed_on == date(2026, 3, 15)


def test_the_latest_judgement_counts() -> None:
    """By its time, not by its place; of one moment the last one counts."""
    judgements = [
        reject(LIFT, "王芳", NOON + timedelta(seconds=1)),
        accept(LIFT, None, "王芳", NOON),
        accept(GATE, None, "王芳", NOON),
        reject(GATE, "王芳", NOON),
    ]
    assert compile_briefing(MEETING, judgements).resolutions == ()


def test_a_briefing_holds_the_resolution_as_it_was_edited() -> None:
    """The machine's words give way to the person's."""
    edited = Resolution("r1", Field("更换两部电梯的钢丝绳"), ())
    judgements = [amend(edited, "王芳", NOON), reject(GATE, "王芳", NOON)]
    assert compile_briefing(MEETING, judgements).resolutions == (edited,)


def test_a_meeting_without_candidates_needs_no_judgement() -> None:
    """Nobody reviewed it, and the briefing says so."""
    briefing = compile_briefing(Meeting("m", Header(), (), ()), [])
    assert (briefing.reviewed_by, briefing.reviewed_on) == ((), None)


def test_a_judgement_on_an_unknown_candidate_changes_nothing() -> None:
    """A judgement left over from another draft neither counts nor signs."""
    stray = accept(Resolution("r9", Field("别的"), ()), None, "路人", NOON)
    judgements = [reject(LIFT, "王芳", NOON), reject(GATE, "王芳", NOON), stray]
    assert compile_briefing(MEETING, judgements).reviewed_by == ("王芳",)


@given(st.data())
def test_no_rejected_or_unjudged_candidate_is_ever_in_a_briefing(data: st.DataObject) -> None:
    """Whatever the judgements and their order."""
    meeting = data.draw(strategies.meetings())
    judgements: list[Judgement] = []
    for candidate in meeting.resolutions:
        judgements += data.draw(st.lists(strategies.judgements(candidate), max_size=3))
    last = {j.resolution_id: j for j in sorted(judgements, key=lambda j: j.at)}
    judged = {name for name, j in last.items() if j.verdict is not Verdict.REOPENED}
    if judged != {candidate.id for candidate in meeting.resolutions}:
        with pytest.raises(NotReviewed):
            compile_briefing(meeting, judgements)
        return
    for resolution in compile_briefing(meeting, judgements).resolutions:
        assert last[resolution.id].verdict is not Verdict.REJECTED


def test_only_the_gate_makes_a_briefing() -> None:
    """No other module can hand export something that nobody reviewed."""
    makers = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) == "Briefing"
    }
    assert makers == {"review/compile.py"}


def test_a_near_miss_that_was_added_stands_among_the_candidates_where_it_was_said() -> None:
    """Nothing else is asked of the ones that were left alone."""
    gate = replace(GATE, evidence=(9,))
    near = Resolution("n1", Field("给东门装摄像头"), (4,))
    left = Resolution("n2", Field("换草坪砖"), (2,))
    meeting = replace(MEETING, resolutions=(LIFT, gate), near_misses=(near, left))
    judged = [accept(r, None, "王芳", NOON) for r in (LIFT, gate, near)]
    briefing = compile_briefing(meeting, judged)
    assert [r.id for r in briefing.resolutions] == ["r1", "n1", "r2"]
    assert briefing.meeting.near_misses == (left,)
    assert compile_briefing(meeting, judged[:2]).resolutions == (LIFT, gate)


def test_a_near_miss_that_was_added_and_rejected_is_out_again() -> None:
    near = Resolution("n1", Field("给东门装摄像头"), (4,))
    meeting = replace(MEETING, resolutions=(), near_misses=(near,))
    judged = [
        accept(near, None, "王芳", NOON),
        reject(near, "王芳", NOON + timedelta(seconds=1)),
    ]
    assert compile_briefing(meeting, judged).resolutions == ()


def test_a_near_miss_with_the_id_of_a_candidate_cannot_be_added() -> None:
    """As in drafts of a time when both were counted alike."""
    meeting = replace(MEETING, near_misses=(Resolution("r1", Field("别的"), (4,)),))
    judged = [accept(LIFT, None, "王芳", NOON), accept(GATE, None, "王芳", NOON)]
    assert compile_briefing(meeting, judged).resolutions == (LIFT, GATE)
