"""The ledger as the next meeting sees it, and what its briefing tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mintobrief.domain import Field
from mintobrief.domain.task import Heard, TakenBack, TaskId, TaskProgress, TaskState, TaskStatus
from mintobrief.review import accept
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.lookback import earlier_tasks, followed_of
from tests.store.test_library import GATE, LIFT, NOON, meeting

BEFORE, NEXT = "20260314-ab12cd", "20260418-ab12cd"
LIFT_ID = TaskId(BEFORE, LIFT.id)


@pytest.fixture
def met_again(library: Library, tmp_path: Path) -> Library:
    """A meeting of a compound, wholly judged, and the next one of the same."""
    compound = library.compounds.add("锦绣花园", "王芳")
    first = meeting(tmp_path)
    header = replace(first.header, held_on=Field(date(2026, 4, 18)))
    for one in (first, replace(first, id=NEXT, header=header)):
        library.save_meeting(one, NOON)
        library.compounds.move(one.id, compound.id, "王芳")
    library.add_judgements(BEFORE, [accept(r, None, "王芳", NOON) for r in (LIFT, GATE)])
    return library


def confirm(library: Library, state: TaskState, meeting_id: str = NEXT) -> None:
    """What a person confirms that the next meeting said of the lift."""
    seen = tasks.look(library, LIFT_ID).line.told
    at = NOON + timedelta(days=40)
    said = TaskProgress(LIFT_ID, state, "王芳", at, note="说过了", heard=Heard(meeting_id, (0,)))
    tasks.tell(library, said, seen)


def actions(library: Library) -> list[str]:
    return [one.line.task.action for one in earlier_tasks(library, library.load_meeting(NEXT))]


def told(library: Library) -> list[tuple[str, TaskStatus]]:
    found = followed_of(library, library.load_meeting(NEXT))
    return [(one.task.action, one.status) for one in found]


def test_a_meeting_looks_back_on_what_its_compound_agreed_on_before(met_again: Library) -> None:
    assert set(actions(met_again)) == {LIFT.action.value, GATE.action.value}
    first = met_again.load_meeting(BEFORE)
    assert earlier_tasks(met_again, first) == ()
    met_again.compounds.move(NEXT, None, "王芳")
    assert actions(met_again) == []


def test_what_was_done_otherwise_is_not_looked_back_on(met_again: Library) -> None:
    done = TaskProgress(LIFT_ID, TaskState.DONE, "王芳", NOON)
    tasks.tell(met_again, done, 0)
    assert actions(met_again) == [GATE.action.value]


def test_the_briefing_tells_it_once_somebody_confirmed_it(met_again: Library) -> None:
    assert told(met_again) == []
    confirm(met_again, TaskState.DONE)
    assert told(met_again)[0] == (LIFT.action.value, TaskStatus.DONE)
    assert [name for name, _ in told(met_again)] == [LIFT.action.value, GATE.action.value]
    assert LIFT.action.value in actions(met_again)


def test_who_may_not_see_the_meeting_before_has_the_same_briefing(met_again: Library) -> None:
    confirm(met_again, TaskState.DONE)
    assert told(replace(met_again, hidden=frozenset({BEFORE}))) == told(met_again)


def test_what_is_confirmed_or_taken_back_makes_another_version_of_the_meeting(
    met_again: Library,
) -> None:
    """What was signed may say something else now: it has to be looked at."""
    before = met_again.version_of(NEXT)
    confirm(met_again, TaskState.DONE)
    assert met_again.version_of(NEXT) == before + 1
    seen = tasks.look(met_again, LIFT_ID).line.told
    tasks.tell(met_again, TakenBack(LIFT_ID, "王芳", NOON + timedelta(days=41)), seen)
    assert met_again.version_of(NEXT) == before + 2
    assert told(met_again) == []
