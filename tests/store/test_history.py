"""What was done is told from the log, each with what it says and what was so before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from mintobrief.domain import Field, Judgement, Naming
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.errors import UnknownMeeting
from mintobrief.review import accept, amend, reject
from mintobrief.store import history, signing
from mintobrief.store.audit import Act
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.library import Library
from tests.store.test_library import GATE, LIFT, NOON, meeting

MEETING = "20260314-ab12cd"
TICK = timedelta(minutes=1)


@pytest.fixture
def busy(library: Library, tmp_path: Path) -> Library:
    """A meeting with a judgement, another on the same candidate, a naming and a signing."""
    library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements(MEETING, [accept(LIFT, None, "王芳", NOON)])
    changed = Field("更换电梯钢丝绳")
    edited = amend(LIFT.__class__(LIFT.id, changed, LIFT.evidence), "李明", NOON + TICK)
    library.add_judgements(MEETING, [edited], None, [Naming("S1", "s1", "王主任", "王芳", NOON)])
    version = library.version_of(MEETING)
    signing.add(library, MEETING, Signing(SigningAct.SUBMITTED, "王芳", NOON, version=version), 0)
    library.tell_exported(MEETING, "李明")
    return library


def test_the_newest_comes_first_with_what_it_says(busy: Library) -> None:
    found = history.of_meeting(busy, MEETING).events
    assert [(e.who, e.what) for e in found] == [
        ("李明", Act.EXPORTED),
        ("王芳", Act.SIGNING),
        ("王芳", Act.NAMED),
        ("李明", Act.JUDGED),
        ("王芳", Act.JUDGED),
        ("mintobrief", Act.DRAFTED),
    ]
    kinds = [type(e.said) for e in found]
    assert kinds == [type(None), Signing, Naming, Judgement, Judgement, int]
    second, first = found[3], found[4]
    assert second.before == first.said
    assert first.before is None


def test_it_is_told_in_stretches(busy: Library) -> None:
    """Nothing twice, nothing left out, though somebody writes meanwhile."""
    first = history.of_meeting(busy, MEETING, most=4)
    busy.add_judgements(MEETING, [reject(GATE, "李明", NOON)])
    second = history.of_meeting(busy, MEETING, first.older, most=4)
    numbers = [e.number for e in (*first.events, *second.events)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 6
    assert second.older is None


def test_what_was_before_lies_in_an_older_stretch(busy: Library) -> None:
    """The judgement that was changed need not be on the same page."""
    found = history.of_meeting(busy, MEETING, most=4).events
    assert isinstance(found[3].before, Judgement)


def test_the_whole_library(busy: Library, tmp_path: Path) -> None:
    busy.save_meeting(meeting(tmp_path), NOON)
    found = history.of_library(busy).events
    assert found[0].subject == f"{MEETING}-2"
    assert len(found) == 7
    told = history.titles(busy, {e.subject for e in found})
    assert told.keys() == {MEETING, f"{MEETING}-2"}


def test_a_meeting_without_a_name_is_known_by_its_file(busy: Library, tmp_path: Path) -> None:
    nameless = meeting(tmp_path)
    header = replace(nameless.header, title=None)
    kept = busy.save_meeting(replace(nameless, header=header), NOON)
    file = Path(nameless.sources[0].name).stem
    assert history.titles(busy, [kept])[kept].startswith(file)


def test_a_deleted_meeting_says_no_more_than_that(busy: Library, tmp_path: Path) -> None:
    """And one of the same id made since has a history of its own."""
    delete_meeting(busy, MEETING, "王芳")
    with pytest.raises(UnknownMeeting):
        history.of_meeting(busy, MEETING)
    busy.save_meeting(meeting(tmp_path), NOON)
    busy.add_judgements(MEETING, [accept(LIFT, None, "张三", NOON)])
    assert [e.who for e in history.of_meeting(busy, MEETING).events] == ["张三", "mintobrief"]
    old = [e for e in history.of_library(busy).events if e.who == "李明"]
    assert [e.said for e in old] == [None, None]


def test_a_stretch_costs_the_same_however_much_there_is(busy: Library) -> None:
    """A handful of questions to the database, not one for each line."""
    asked: list[str] = []
    event.listen(busy.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    history.of_meeting(busy, MEETING)
    few = len(asked)
    assert few
    for _ in range(20):
        busy.add_judgements(MEETING, [accept(LIFT, None, "王芳", NOON)])
    asked.clear()
    history.of_meeting(busy, MEETING)
    assert len(asked) <= few
