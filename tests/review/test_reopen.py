"""A judgement can be taken back: by one more, which says that nobody has judged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mintobrief.domain import Field, Header, Meeting, Resolution
from mintobrief.domain.codec import dumps_judgement, loads_judgement
from mintobrief.errors import NotReviewed
from mintobrief.review import accept, compile_briefing, latest_judgements, reopen

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
LIFT = Resolution("r1", Field("更换电梯钢丝绳"), ())
NEAR = Resolution("n1", Field("买雨棚"), ())
MEETING = Meeting("m", Header(), (), (), resolutions=(LIFT,), near_misses=(NEAR,))


def test_what_was_taken_back_waits_again() -> None:
    said = [accept(LIFT, None, "李四", NOON), reopen(LIFT, "李四", LATER)]
    assert latest_judgements(said) == {}
    with pytest.raises(NotReviewed):
        compile_briefing(MEETING, said)


def test_what_is_judged_again_counts_again() -> None:
    again = accept(LIFT, None, "李四", LATER + timedelta(minutes=1))
    said = [accept(LIFT, None, "李四", NOON), reopen(LIFT, "李四", LATER), again]
    assert compile_briefing(MEETING, said).resolutions == (LIFT,)


def test_a_near_miss_taken_back_is_no_candidate_any_more() -> None:
    said = [accept(LIFT, None, "李四", NOON), accept(NEAR, None, "李四", NOON)]
    assert compile_briefing(MEETING, said).resolutions == (LIFT, NEAR)
    assert compile_briefing(MEETING, [*said, reopen(NEAR, "李四", LATER)]).resolutions == (LIFT,)


def test_it_is_kept_as_any_other_judgement() -> None:
    said = reopen(LIFT, "李四", NOON)
    assert loads_judgement(dumps_judgement(said, ())) == said
