"""Full disks and several programs at once: real ones, in processes of their own."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from mintobrief.config import read_settings
from mintobrief.domain import Field, Header, Meeting, Resolution, Source, SourceKind
from mintobrief.errors import LibraryUnwritable
from mintobrief.jobs import open_queue
from mintobrief.review import accept
from mintobrief.store import open_library
from tests.databases import Place

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
LIFT = Resolution("r1", Field("更换电梯钢丝绳"), ())
SPAWN = multiprocessing.get_context("spawn")
posix = pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")


def run(target: object, *calls: tuple[object, ...]) -> None:
    """Run the calls each in a process of its own, all at once; every one must succeed."""
    started = [SPAWN.Process(target=target, args=call) for call in calls]  # type: ignore[arg-type]
    for process in started:
        process.start()
    for process in started:
        process.join(120)
    assert [process.exitcode for process in started] == [0] * len(started)


def write_meetings(place: Place, writer: int) -> None:
    with place.open() as library:
        for number in range(5):
            meeting = Meeting(f"w{writer}-{number}", Header(), (), (), resolutions=(LIFT,))
            kept = library.save_meeting(meeting, NOON)
            library.add_judgements(kept, [accept(LIFT, None, "王芳", NOON)])


def test_programs_that_write_at_once_all_succeed(empty_place: Place) -> None:
    """From the first moment on: they make the library together too."""
    run(write_meetings, *[(empty_place, writer) for writer in range(4)])
    with empty_place.open() as library:
        entries = library.list_meetings()
    assert len(entries) == 20
    assert all(entry.waiting == 0 for entry in entries)


def save_one_meeting_again(place: Place) -> None:
    with place.open() as library:
        kept = library.save_meeting(Meeting("m", Header(), (), (), resolutions=(LIFT,)), NOON)
        library.add_judgements(kept, [accept(LIFT, None, str(os.getpid()), NOON)])


def test_no_judgement_is_lost_when_one_meeting_is_saved_by_all(place: Place) -> None:
    """A draft is replaced only while nobody has judged it."""
    run(save_one_meeting_again, *[(place,)] * 4)
    with place.open() as library:
        judged = [library.judgements(entry.id) for entry in library.list_meetings()]
    assert sum(map(len, judged)) == 4


def fill_the_disk(folder: Path, limit: int, content: bytes) -> None:
    """Save a meeting where no file may grow beyond `limit`; it must fail as it should."""
    import resource

    notes = folder.parent / "notes.txt"
    notes.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    source = Source("s1", SourceKind.NOTES, "notes.txt", digest, notes, text=content.decode())
    with open_library(folder) as library:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(LibraryUnwritable):
            library.save_meeting(Meeting("m", Header(), (source,), ()), NOON)


@posix
@pytest.mark.parametrize("limit", [100_000, 500_000], ids=["the file", "the database"])
def test_a_full_disk_leaves_nothing_half_done(tmp_path: Path, limit: int) -> None:
    """Neither a row nor a half-copied file; and the library goes on afterwards."""
    folder = tmp_path / "library"
    run(fill_the_disk, (folder, limit, b"m" * 490_000))
    with open_library(folder) as library:
        assert library.list_meetings() == ()
        library.save_meeting(Meeting("m", Header(), (), ()), NOON)
    kept = [path for path in (folder / "files").rglob("*") if path.is_file()]
    assert all(path.stat().st_size == 490_000 and len(path.name) == 64 for path in kept)


def queue_on_a_full_disk(folder: Path) -> None:
    import resource

    with open_library(folder) as library, open_queue(library, read_settings({})) as queue:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        with pytest.raises(LibraryUnwritable):
            queue.prepare()


@posix
def test_jobs_say_that_the_disk_is_full_and_go_on_when_it_is_not(tmp_path: Path) -> None:
    """Their tables lie in the same database; what was begun of them is finished later."""
    folder = tmp_path / "library"
    run(queue_on_a_full_disk, (folder,))
    with open_library(folder) as library, open_queue(library, read_settings({})) as queue:
        queue.prepare()


@posix
def test_the_library_survives_a_writer_that_is_killed(place: Place) -> None:
    """What was committed is there, what was not is gone, and nobody waits for the dead."""
    process = SPAWN.Process(target=die_while_writing, args=(place,))
    process.start()
    process.join(120)
    assert process.exitcode == 9
    with place.open() as library:
        assert [(entry.id, entry.title) for entry in library.list_meetings()] == [("kept", None)]
        library.save_meeting(Meeting("next", Header(), (), ()), NOON)
        assert [entry.id for entry in library.list_meetings()] == ["kept", "next"]


def die_while_writing(place: Place) -> None:
    with place.open() as library:
        library.save_meeting(Meeting("kept", Header(), (), ()), NOON)
        with library.engine.begin() as connection:
            connection.execute(text("UPDATE meeting SET title = 'lost'"))
            os._exit(9)


@posix
@pytest.mark.parametrize("name", ["问?题=1#a%41&b", "%(here)s", " 空 格 "])
def test_a_library_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    """Its name is no URL: what stands after a ? is part of it."""
    with open_library(tmp_path / name) as library:
        library.save_meeting(Meeting("m", Header(), (), ()), NOON)
    assert (tmp_path / name / "library.db").is_file()
