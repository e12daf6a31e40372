"""A candidate that was judged and reopened is among those that wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mintobrief.domain import Field, Header, Meeting, Resolution
from mintobrief.errors import UnknownMeeting
from mintobrief.review import accept, amend, reopen
from mintobrief.store.library import Library

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
LIFT = Resolution("r1", Field("更换电梯钢丝绳"), ())
GATE = Resolution("r2", Field('“"verdict": "reopened"”'), ())  # what nobody means to say
MEETING = Meeting("m", Header(), (), (), resolutions=(LIFT, GATE))


def waiting(library: Library) -> int:
    (entry,) = library.list_meetings()
    return entry.waiting


def test_the_list_counts_what_waits_again(library: Library) -> None:
    library.save_meeting(MEETING, NOON)
    library.add_judgements("m", [accept(LIFT, None, "李四", NOON)])
    assert waiting(library) == 1
    library.add_judgements("m", [reopen(LIFT, "李四", NOON + timedelta(minutes=1))])
    assert waiting(library) == 2
    library.add_judgements("m", [accept(LIFT, None, "李四", NOON + timedelta(minutes=2))])
    assert waiting(library) == 1


def test_words_of_a_meeting_are_not_taken_for_a_verdict(library: Library) -> None:
    library.save_meeting(MEETING, NOON)
    library.add_judgements("m", [amend(GATE, "李四", NOON)])
    assert waiting(library) == 1


def test_who_watches_a_meeting_is_told_of_every_change(library: Library) -> None:
    """By the number that a look at all of it gives."""
    library.save_meeting(MEETING, NOON)
    before = library.version_of("m")
    library.add_judgements("m", [accept(LIFT, None, "李四", NOON)])
    assert before != library.version_of("m") == library.look("m").version
    with pytest.raises(UnknownMeeting):
        library.version_of("nothing")
