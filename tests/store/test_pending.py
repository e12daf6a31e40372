"""What a meeting leaves to the next one, as the ledger has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mintobrief.domain.task import TaskId, TaskProgress, TaskState
from mintobrief.review import accept
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.pending import pending_of
from tests.store.test_library import GATE, LIFT, NOON, meeting

TODAY = date(2026, 3, 16)


def reviewed(library: Library, folder: Path, meeting_id: str) -> None:
    library.save_meeting(meeting(folder, meeting_id), NOON)
    said = [accept(LIFT, None, "王芳", NOON), accept(GATE, None, "王芳", NOON)]
    library.add_judgements(meeting_id, said)


def ids(library: Library, meeting_id: str) -> set[str]:
    found = pending_of(library, library.load_meeting(meeting_id), TODAY)
    return {str(line.task.id) for line in found}


def test_what_is_done_is_no_longer_asked_for(library: Library, tmp_path: Path) -> None:
    reviewed(library, tmp_path, "m1")
    assert ids(library, "m1") == {f"m1/{LIFT.id}", f"m1/{GATE.id}"}
    done = TaskProgress(TaskId("m1", LIFT.id), TaskState.DONE, "王芳", NOON)
    tasks.tell(library, done, 0)
    assert ids(library, "m1") == {f"m1/{GATE.id}"}


def test_the_compound_s_other_meetings_are_asked_about_too(
    library: Library, tmp_path: Path
) -> None:
    """Those of other compounds are not, nor of none where compounds have names."""
    for name in ("m1", "m2", "m3"):
        reviewed(library, tmp_path, name)
    garden = library.compounds.add("阳光花园", "王芳")
    for name in ("m1", "m2"):
        library.compounds.move(name, garden.id, "王芳")
    assert {one.partition("/")[0] for one in ids(library, "m1")} == {"m1", "m2"}
    assert {one.partition("/")[0] for one in ids(library, "m3")} == {"m3"}
