"""Jobs whose queue stayed behind, and jobs whose meeting was deleted: both are done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mintobrief.domain.job import JobState
from mintobrief.jobs import open_queue
from mintobrief.jobs.worker import Worker
from mintobrief.store import library_of
from mintobrief.store.backup import Destination as Target
from mintobrief.store.backup import restore, write_backup
from mintobrief.store.deletion import delete_meeting
from tests.databases import KINDS, Place, fresh_database
from tests.jobs.benches import recorded_bench, write_notes
from tests.jobs.test_worker import settings_at, wait


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    """Where nothing is yet, on each kind of database."""
    folder = tmp_path / "restored"
    if request.param == "sqlite":
        yield Target(folder)
        return
    with fresh_database() as url:
        yield Target(folder, url)


def test_a_job_that_waited_is_done_in_the_restored_library(target: Target, tmp_path: Path) -> None:
    """The backup has the job and not the queue of the machine it was made on."""
    before = settings_at(Place(tmp_path / "before"))
    with library_of(before) as library, open_queue(library, before) as queue:
        job = queue.enqueue([write_notes(tmp_path, 1)])
        write_backup(library, tmp_path / "b.zip", lambda _, __: None)
    restore(tmp_path / "b.zip", target, lambda _, __: None)
    settings = settings_at(Place(target.folder, target.database))
    with ExitStack() as opened:
        opened.enter_context(Worker(settings, recorded_bench))
        library = opened.enter_context(library_of(settings))
        done = wait(opened.enter_context(open_queue(library, settings)), job)
        assert done.state is JobState.DONE
        assert library.load_meeting(done.meetings[0]).utterances


def test_files_of_a_deleted_meeting_may_be_handed_in_again(place: Place, tmp_path: Path) -> None:
    """The job went with the meeting; DBOS remembers one of that name that it did."""
    settings = settings_at(place)
    with ExitStack() as opened:
        opened.enter_context(Worker(settings, recorded_bench))
        library = opened.enter_context(library_of(settings))
        queue = opened.enter_context(open_queue(library, settings))
        file = write_notes(tmp_path, 2)
        [first] = wait(queue, queue.enqueue([file])).meetings
        delete_meeting(library, first, "王芳")
        assert queue.jobs() == ()
        again = wait(queue, queue.enqueue([file]))
        assert again.state is JobState.DONE
        assert library.load_meeting(again.meetings[0]).utterances
        assert library.faults() == ()
