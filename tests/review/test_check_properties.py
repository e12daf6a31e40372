"""Whatever a meeting says, the checklist tells it, each line under a name of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Field, Meeting
from mintobrief.review import accept
from mintobrief.review.checks import Printed, check
from mintobrief.review.clock import limits_of
from mintobrief.review.rulebook import KINDS
from tests.strategies import DAYS, meetings

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
_LONGEST_KEY = 200  # characters that an excuse is given for
WRITTEN = st.lists(
    st.sampled_from(
        [
            *"一二三周日月号元万亿壹贰拾佰仟零整（），。：0123456789.",
            *("星期", "2026年", "3月", "20日", "大写", "人民币", "物权法", "双过半", "委托"),
            *("代为表决", "参加表决", "应到", "实到", "共", "票", "人", "全体业主", "同意"),
        ]
    ),
    max_size=24,
).map("".join)


@st.composite
def spoken_of(draw: st.DrawFn) -> Meeting:
    """Any meeting, its points of words that the rules look for, of any kind."""
    found = draw(meetings())
    points = tuple(replace(point, text=draw(WRITTEN) or "无") for point in found.points)
    kind = draw(st.none() | st.sampled_from([*KINDS]))
    title = draw(st.none() | WRITTEN.filter(str.strip).map(Field))
    header = replace(found.header, kind=kind, title=title)
    return replace(found, header=header, points=points)


@given(spoken_of(), st.integers(0, 20))
def test_every_line_has_a_name_of_its_own(meeting: Meeting, heads: int) -> None:
    said = [accept(candidate, None, "王秀英", NOON) for candidate in meeting.resolutions]
    found = check(meeting, said, Printed(heads, roster=meeting.header.attendees[:1]))
    keys = [finding.key for finding in found]
    assert len(set(keys)) == len(keys)
    for finding in found:
        assert finding.key.startswith(f"{finding.rule}:")
        assert len(finding.key) <= _LONGEST_KEY
        assert finding.text
        assert finding.line is None or finding.line < len(meeting.utterances)
    assert check(meeting, said, Printed(heads, roster=meeting.header.attendees[:1])) == found


@given(spoken_of(), st.none() | DAYS)
def test_a_meeting_with_a_day_has_limits_around_it(meeting: Meeting, signed_on: object) -> None:
    limits = limits_of(meeting.header, signed_on)  # type: ignore[arg-type]
    day = meeting.header.day
    assert bool(limits) == (day is not None)
    for limit in limits:
        if limit.before and limit.day and day:
            assert limit.day < day
        elif limit.day and day and signed_on is None:
            assert limit.day > day
