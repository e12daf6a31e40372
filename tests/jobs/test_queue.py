"""What is asked for is kept: at once, once, and with the place in the queue or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.config import read_settings
from mintobrief.domain import Attendee, Meeting, Reading, Request, SourceKind, Term
from mintobrief.domain.job import Input, Job, JobStage, JobState, Order
from mintobrief.domain.job_codec import (
    dumps_readings,
    dumps_request,
    dumps_sources,
    loads_readings,
    loads_request,
    loads_sources,
)
from mintobrief.errors import FileGone, IsFolder, JobUnderway, UnknownJob
from mintobrief.jobs import open_queue
from mintobrief.jobs.durable import PAGES, SPEECH, TEXT, lane_of
from mintobrief.jobs.queue import Papers, Queue
from mintobrief.store import open_library
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from tests.databases import SERVER, fresh_database
from tests.jobs.benches import write_notes
from tests.strategies import DAYS, WORDS, meetings

REQUESTS = st.builds(
    Request,
    st.none() | DAYS,
    st.none() | WORDS,
    st.lists(WORDS, max_size=2).map(tuple),
    st.lists(st.builds(Attendee, WORDS, st.none() | WORDS, st.none() | WORDS), max_size=2).map(
        tuple
    ),
    st.lists(st.builds(Term, WORDS, st.lists(WORDS, max_size=2).map(tuple)), max_size=2).map(tuple),
)


@pytest.fixture
def queue(library: Library, tmp_path: Path) -> Iterator[Queue]:
    settings = read_settings({"HOME": str(tmp_path)}, library.folder)
    with open_queue(library, settings) as opened:
        yield opened


@given(REQUESTS)
def test_a_request_comes_back_as_it_was(request: Request) -> None:
    assert loads_request(dumps_request(request)) == request


@given(meetings())
def test_what_steps_hand_on_comes_back_as_it_was(meeting: Meeting) -> None:
    reading = Reading(meeting.utterances, meeting.notices, (), meeting.pages)
    assert loads_readings(dumps_readings({"s": reading})) == {"s": reading}
    opened = (meeting.sources, meeting.notices)
    assert loads_sources(dumps_sources(*opened), {}) == opened


def test_a_job_waits_where_its_hardest_work_is_done() -> None:
    def order(*kinds: SourceKind | None) -> Order:
        files = tuple(Input(str(n), "0" * 64, kind) for n, kind in enumerate(kinds))
        return Order(files, Request(), "base", "0" * 64)

    assert lane_of(order(SourceKind.NOTES, SourceKind.AUDIO, SourceKind.SCAN)) == SPEECH
    assert lane_of(order(SourceKind.NOTES, SourceKind.SCAN)) == PAGES
    assert lane_of(order(SourceKind.NOTES)) == lane_of(order(None)) == TEXT
    assert order(None).stages == (JobStage.OPEN, JobStage.UNDERSTAND)


def test_a_file_may_go_away_once_it_was_handed_in(
    queue: Queue, library: Library, tmp_path: Path
) -> None:
    file = write_notes(tmp_path, 1)
    job = queue.enqueue([file])
    said = file.read_bytes()
    file.unlink()
    with library.blobs.opened(job.order.inputs[0].sha256) as path:
        assert path.read_bytes() == said


@pytest.mark.skipif(not SERVER, reason="two homes share a database on a server")
def test_two_homes_share_a_database_and_a_folder_of_files(tmp_path: Path) -> None:
    """What is handed in on one machine is there on the other, which has a home of its own."""
    shared = str(tmp_path / "shared")
    with ExitStack() as opened:
        url = opened.enter_context(fresh_database())
        here, there = [
            opened.enter_context(open_library(tmp_path / home, url, shared))
            for home in ("here", "there")
        ]
        settings = read_settings({"HOME": str(tmp_path)}, here.folder)
        queue = opened.enter_context(open_queue(here, settings))
        file = write_notes(tmp_path, 1)
        said = file.read_bytes()
        kept = queue.enqueue([file]).order.inputs[0]
        file.unlink()
        with there.opened(kept.sha256, kept.name) as path:
            assert path.read_bytes() == said
        assert [job.name for job in Jobs(there.database).all()] == [kept.name]
        assert not (tmp_path / "there" / "files").exists()


def test_a_file_that_is_gone_or_a_folder_is_refused_at_once(queue: Queue, tmp_path: Path) -> None:
    with pytest.raises(FileGone, match=r"没有\.txt"):
        queue.enqueue([tmp_path / "没有.txt"])
    with pytest.raises(IsFolder):
        queue.enqueue([tmp_path])
    assert queue.jobs() == ()


@pytest.mark.parametrize("name", ["有 空格.txt", "🎙️.txt", "长" * 83 + ".txt", "'; --.txt"])
def test_names_of_every_sort_are_kept(queue: Queue, tmp_path: Path, name: str) -> None:
    write_notes(tmp_path, 1).rename(tmp_path / name)
    assert queue.enqueue([tmp_path / name]).order.inputs[0].name == name
    assert queue.jobs()[0].name == name


def test_a_job_and_its_place_in_the_queue_are_kept_together(
    queue: Queue, library: Library, tmp_path: Path
) -> None:
    """Nobody waits for what no worker knows of, and no worker does what nobody sees."""
    file = write_notes(tmp_path, 1)

    jobs = Jobs(library.database)
    job = queue.enqueue([file])
    with pytest.raises(UnknownJob):
        _add_and_fail(queue, library, jobs, job.order)
    assert [found.id for found in jobs.all()] == [job.id]
    assert [w.workflow_id for w in queue.client.list_workflows()] == [job.id]


def _add_and_fail(queue: Queue, library: Library, jobs: Jobs, order: Order) -> None:
    with library.database.writing() as connection:
        queue._add(connection, replace(order, identity="1" * 64), "n")
        jobs.within(connection, "nobody")


def test_what_waits_can_be_cancelled_and_asked_for_again(queue: Queue, tmp_path: Path) -> None:
    file = write_notes(tmp_path, 1)
    job = queue.enqueue([file])
    with pytest.raises(JobUnderway):
        queue.retry(job.id)
    assert queue.cancel(job.id).state is JobState.CANCELLED
    assert queue.cancel(job.id).state is JobState.CANCELLED
    again = queue.enqueue([file])
    assert (again.id, again.state) == (job.id, JobState.WAITING)
    with pytest.raises(UnknownJob):
        queue.job("nobody")


def test_only_the_turn_that_was_begun_last_may_write(
    queue: Queue, library: Library, tmp_path: Path
) -> None:
    """A worker that was taken for dead, and is not, disturbs nobody."""
    jobs = Jobs(library.database)
    job = queue.enqueue([write_notes(tmp_path, 1)])
    old, new = jobs.begin(job.id), jobs.begin(job.id)
    assert old
    assert new
    assert not jobs.tell(old, "听写录音", 1, 2)
    assert jobs.keep_piece(old, JobStage.OPEN, "old") is None
    assert jobs.tell(new, "听写录音", 1, 2)
    assert jobs.keep_piece(new, JobStage.OPEN, "new")
    assert jobs.piece(job.id, JobStage.OPEN) == "new"
    queue.cancel(job.id)
    assert not jobs.is_wanted(new)
    assert jobs.begin(job.id) is None


def test_a_job_whose_meeting_was_lost_is_done_again(
    queue: Queue, library: Library, tmp_path: Path
) -> None:
    file = write_notes(tmp_path, 1)
    job = queue.enqueue([file])
    queue.cancel(job.id)
    now = datetime.now(UTC)
    done = replace(job, state=JobState.DONE, meetings=("gone",), changed_at=now)
    with library.database.writing() as connection:
        Jobs(library.database).put(connection, done)
    assert queue.enqueue([file]).state is JobState.WAITING


def test_many_are_handed_in_at_once_and_what_is_wrong_with_one_stays_its_own(
    queue: Queue, tmp_path: Path
) -> None:
    """Twice the same is one job under two names; a name that is given again is the last one's."""
    first, other = write_notes(tmp_path, 1), write_notes(tmp_path, 2)
    copy, gone = tmp_path / "又一份.txt", tmp_path / "没有.txt"
    copy.write_bytes(first.read_bytes())
    asked = [Papers((path,), Request(), path.name) for path in (first, gone, copy, other)]
    one, wrong, same, two = queue.enqueue_all(asked, "b")
    assert isinstance(wrong, FileGone)
    assert isinstance(one, Job)
    assert same == one
    assert isinstance(two, Job)
    assert {job.id: job.name for job in queue.jobs()} == {one.id: first.name, two.id: other.name}
    assert [job.name for job in queue.jobs("b")] == [first.name, copy.name, other.name]
    queue.cancel(two.id)
    again = queue.enqueue_all([Papers((other,), Request(), first.name)], "b")
    assert [job.state for job in again if isinstance(job, Job)] == [JobState.WAITING]
    named = {job.name: job.id for job in queue.jobs("b")}
    assert named == {first.name: two.id, copy.name: one.id, other.name: two.id}
    waiting = queue.client.list_workflows(status="ENQUEUED")
    assert {status.workflow_id for status in waiting} == {one.id, two.id}
