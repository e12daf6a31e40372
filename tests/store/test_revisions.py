"""A meeting's newer draft takes the place of the older one, which stays in the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief.domain import Naming
from mintobrief.errors import EditedMeanwhile
from mintobrief.review import accept, carry, reject
from mintobrief.store.library import Library
from tests.store.revising import revise
from tests.store.test_library import GATE, LIFT, NOON, meeting


def revised(library: Library, tmp_path: Path) -> None:
    """A draft that finds the lift and a new thing, and the gate no more."""
    library.save_meeting(meeting(tmp_path), NOON)
    judged = [accept(LIFT, None, "王芳", NOON)]
    library.add_judgements(
        "20260314-ab12cd", judged, None, [Naming("S1", "s1", "王", "王芳", NOON)]
    )
    seen = library.look("20260314")
    assert seen.version == 2
    draft = meeting(tmp_path, "other")
    new = carry(seen.meeting, seen.judgements, seen.namings, draft, used=["r6"])
    revise(library, new.meeting, seen, new.judgements, new.namings)


def test_the_newest_draft_is_shown_with_what_still_counts(library: Library, tmp_path: Path) -> None:
    revised(library, tmp_path)
    now = library.look("20260314")
    assert [r.id for r in now.meeting.resolutions] == ["r1", "r2"]
    assert [j.resolution_id for j in now.judgements] == ["r1"]
    assert now.namings == ()  # nobody spoke: the voice is not found again
    [entry] = library.list_meetings()
    assert (entry.candidates, entry.waiting) == (2, 1)
    assert now.version > 2


def test_no_id_of_any_draft_is_forgotten(library: Library, tmp_path: Path) -> None:
    revised(library, tmp_path)
    seen = library.look("20260314")
    only = carry(seen.meeting, [], [], meeting(tmp_path)).meeting
    revise(library, only, seen)
    assert library.used_ids("20260314") == {"r1", "r2"}


def test_what_was_done_is_in_the_log_and_seals_every_draft(
    library: Library, tmp_path: Path
) -> None:
    revised(library, tmp_path)
    assert library.faults() == ()


def test_a_draft_carried_from_what_has_changed_since_is_refused(
    library: Library, tmp_path: Path
) -> None:
    """A judgement given while the machine was reading is not lost."""
    library.save_meeting(meeting(tmp_path), NOON)
    seen = library.look("20260314")
    library.add_judgements("20260314", [reject(GATE, "王芳", NOON)])
    with pytest.raises(EditedMeanwhile):
        revise(library, seen.meeting, seen)
    assert len(library.judgements("20260314")) == 1


def test_a_page_may_judge_by_the_version_it_showed(library: Library, tmp_path: Path) -> None:
    library.save_meeting(meeting(tmp_path), NOON)
    version = library.look("20260314").version
    library.add_judgements("20260314", [accept(LIFT, None, "王芳", NOON)], version)
    with pytest.raises(EditedMeanwhile):
        library.add_judgements("20260314", [accept(GATE, None, "李明", NOON)], version)
