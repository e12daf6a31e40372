"""A backup holds the library as it was at one moment, and becomes one again on any database."""

from __future__ import annotations

import sys
import threading
import tracemalloc
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from mintobrief.domain.job import JobStage, JobState
from mintobrief.domain.person import Role
from mintobrief.errors import (
    LibraryInUse,
    OutputUnwritable,
)
from mintobrief.review import amend
from mintobrief.store import open_library, schema, voice_prints
from mintobrief.store.accounts import Accounts, Caller
from mintobrief.store.backup import Destination as Target
from mintobrief.store.backup import restore, write_backup
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from tests.databases import Place
from tests.store.backups import opened, quiet, rows
from tests.store.test_faults import run
from tests.store.test_library import LIFT, NOON, files, source
from tests.store.test_search import said


def test_a_backup_becomes_the_same_library_on_any_database(
    full: Library, target: Target, tmp_path: Path
) -> None:
    """From SQLite to PostgreSQL and back: rows, files, consents, search, the sealed log."""
    made = write_backup(full, tmp_path / "b.zip", quiet)
    assert (made.meetings, made.files, made.missing) == (2, 3, ())
    before = rows(full)
    empty = {name for name, found in before.items() if not found}
    assert empty == {schema.removed_files.name}
    restored = restore(tmp_path / "b.zip", target, quiet)
    assert (restored.meetings, restored.files, restored.agrees) == (2, 3, True)
    with opened(target) as library:
        after = rows(library)
        del after["job"], before["job"]
        assert after == before
        assert library.faults() == ()
        assert library.search("停车难")[0].meeting_id == "m2"
        [print_] = voice_prints(library).all()
        assert print_.consent.path.read_bytes() == b"signed"
        kept = {one.read_bytes() for one in files(library)}
        assert kept == {"会议笔记".encode(), b"\x89PNG\r\n\x1a\n"}


def test_accounts_come_back_but_nobody_is_logged_in(
    full: Library, target: Target, tmp_path: Path
) -> None:
    """Passwords, roles, tokens, permissions are kept; the browsers that were in are not."""
    write_backup(full, tmp_path / "b.zip", quiet)
    with ZipFile(tmp_path / "b.zip") as archive:
        names = set(archive.namelist())
    left_out = {"rows/web_session.jsonl", "rows/known_browser.jsonl", "rows/attempt.jsonl"}
    assert not names & left_out
    restore(tmp_path / "b.zip", target, quiet)
    with opened(target) as library:
        accounts = Accounts(library.database)
        [person] = accounts.people.all()
        assert (person.name, person.roles) == ("王芳", frozenset(Role))
        assert accounts.sessions.of(person) == ()
        assert len(accounts.tokens.of(person)) == 1
        assert accounts.permissions.of("20260314-ab12cd") == (person,)
        assert accounts.sessions.log_in("王芳", "小区北门的桂花全都开了", Caller("192.0.2.7"))
        assert accounts.people.add("李明", [], "另一句只有我记得的话", by="王芳", given=False)


def test_work_under_way_waits_in_the_restored_library(
    full: Library, target: Target, tmp_path: Path
) -> None:
    write_backup(full, tmp_path / "b.zip", quiet)
    restore(tmp_path / "b.zip", target, quiet)
    with opened(target) as library:
        jobs = Jobs(library.database)
        assert [(one.id, one.state) for one in jobs.all()] == [("j", JobState.WAITING)]
        assert jobs.piece("j", JobStage.TEXT) == "读到的"


def test_a_restored_library_goes_on(full: Library, target: Target, tmp_path: Path) -> None:
    """Its counters too: a server's are not moved by rows that bring their numbers."""
    write_backup(full, tmp_path / "b.zip", quiet)
    restore(tmp_path / "b.zip", target, quiet)
    with opened(target) as library:
        seen = library.look("20260314-ab12cd")
        library.add_judgements(seen.meeting.id, [amend(LIFT, "王芳", NOON)], seen)
        library.save_meeting(said("新的", meeting_id="m4"), NOON)
        assert library.faults() == ()
        delete_meeting(library, "m2", "王芳")
        assert library.faults() == ()


def test_an_empty_library_may_be_backed_up(
    library: Library, target: Target, tmp_path: Path
) -> None:
    write_backup(library, tmp_path / "b.zip", quiet)
    assert restore(tmp_path / "b.zip", target, quiet).meetings == 0
    assert restore(tmp_path / "b.zip", target, quiet).meetings == 0


def test_what_is_written_meanwhile_is_not_in_it(
    full: Library, place: Place, tmp_path: Path
) -> None:
    """Others write all the while; the backup is of one moment, its log whole."""
    over, begun = threading.Event(), threading.Event()

    def write() -> None:
        with place.open() as other:
            for number in range(1000):
                other.save_meeting(said("又一次", meeting_id=f"n{number}"), NOON)
                begun.set()
                if over.is_set():
                    return

    writing = threading.Thread(target=write)
    writing.start()
    begun.wait(60)
    try:
        for number in range(3):
            write_backup(full, tmp_path / f"{number}.zip", quiet)
    finally:
        over.set()
        writing.join()
    for number in range(3):
        target = Target(tmp_path / f"r{number}")
        assert restore(tmp_path / f"{number}.zip", target, quiet).agrees
        with opened(target) as library:
            assert library.faults() == ()


def test_a_library_with_content_is_not_overwritten(
    full: Library, place: Place, tmp_path: Path
) -> None:
    write_backup(full, tmp_path / "b.zip", quiet)
    before = rows(full)
    with pytest.raises(LibraryInUse, match="--library"):
        restore(tmp_path / "b.zip", Target(place.folder, place.database), quiet)
    assert rows(full) == before


def test_a_file_the_library_lost_is_told_of_and_the_rest_is_kept(
    full: Library, target: Target, tmp_path: Path
) -> None:
    file, _ = files(full)
    file.unlink()
    made = write_backup(full, tmp_path / "b.zip", quiet)
    assert made.missing == (f"files/{file.name}",)
    assert restore(tmp_path / "b.zip", target, quiet).missing == made.missing


def test_a_damaged_file_is_not_taken_for_the_one_it_was(full: Library, tmp_path: Path) -> None:
    file, _ = files(full)
    file.write_bytes(b"bad disk")
    assert write_backup(full, tmp_path / "b.zip", quiet).missing == (f"files/{file.name}",)


def test_no_half_a_backup_takes_the_place_of_a_whole_one(full: Library, tmp_path: Path) -> None:
    class Stopped(BaseException):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped

    write_backup(full, tmp_path / "b.zip", quiet)
    before = (tmp_path / "b.zip").read_bytes()
    with pytest.raises(Stopped):
        write_backup(full, tmp_path / "b.zip", stop)
    assert (tmp_path / "b.zip").read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".b.zip")] == []
    with pytest.raises(OutputUnwritable):
        write_backup(full, tmp_path / "no" / "b.zip", quiet)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_no_half_a_backup(tmp_path: Path) -> None:
    """The last bytes are refused while the file is closed, not only while it is written."""
    run(back_up_on_a_full_disk, (tmp_path,))
    assert [path.name for path in tmp_path.iterdir() if "b.zip" in path.name] == []


def back_up_on_a_full_disk(folder: Path) -> None:
    import resource

    with open_library(folder / "library") as library:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        with pytest.raises(OutputUnwritable):
            write_backup(library, folder / "b.zip", quiet)


def test_memory_stays_flat_however_large_the_library(tmp_path: Path) -> None:
    """Drafts and files go through little of it, both ways."""
    with open_library(tmp_path / "library") as library:
        for number in range(6):
            texts = (f"{number} {n} 讨论停车收费" * 20 for n in range(100))
            spoken = said(*texts, meeting_id=f"m{number}")
            (tmp_path / str(number)).mkdir()
            kept = replace(source(tmp_path / str(number), f"{number}" * 8_000_000), text=None)
            library.save_meeting(replace(spoken, sources=(kept,)), NOON)
        tracemalloc.start()
        write_backup(library, tmp_path / "b.zip", quiet)
        restore(tmp_path / "b.zip", Target(tmp_path / "restored"), quiet)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "b.zip").stat().st_size > 48_000_000
    assert most < 24_000_000
