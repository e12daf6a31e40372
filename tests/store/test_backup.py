"""A backup holds the library as it was at one moment, and becomes one again on any database."""

from __future__ import annotations

import json
import shutil
import stat
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from sqlalchemy import select

from mintobrief.domain import Consent, Naming, VoicePrint
from mintobrief.domain.job import JobStage, JobState
from mintobrief.errors import (
    BadBackup,
    ChangedFile,
    LibraryInUse,
    LibraryUnwritable,
    OutputUnwritable,
)
from mintobrief.review import accept, amend, reject
from mintobrief.store import open_library, schema, voice_prints
from mintobrief.store.backup import Place as Target
from mintobrief.store.backup import restore, write_backup
from mintobrief.store.backup.write import kept_tables
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from tests.databases import KINDS, Place, fresh_database
from tests.store.test_deletion import job
from tests.store.test_library import GATE, LIFT, NOON, files, meeting, source
from tests.store.test_search import said


def quiet(done: int, total: int) -> None:
    """Nobody is told."""


@pytest.fixture
def full(library: Library, tmp_path: Path) -> Library:
    """A library with something in every table."""
    found = meeting(tmp_path)
    library.save_meeting(found, NOON)
    library.add_judgements(found.id, [accept(LIFT, None, "王芳", NOON), reject(GATE, "李明", NOON)])
    library.add_judgements(found.id, [], None, [Naming("S1", "s1", "王主任", "王芳", NOON)])
    seen = library.look(found.id)
    library.revise(found, seen.judgements, seen.namings, seen=seen, at=NOON, by="王芳")
    library.save_meeting(said("小区停车难", meeting_id="m2"), NOON)
    library.save_meeting(said("删掉的", meeting_id="m3"), NOON)
    delete_meeting(library, "m3", "王芳")
    library.tell_exported(found.id)
    form = tmp_path / "同意书.jpg"
    form.write_bytes(b"signed")
    consent = Consent(form.name, sha256(b"signed").hexdigest(), form)
    voice_prints(library).add(
        VoicePrint("李强", (0.5,) * 4, date(2026, 3, 1), date(2027, 3, 1), consent)
    )
    jobs = Jobs(library.database)
    with library.database.writing() as connection:
        jobs.add(connection, replace(job(found, JobState.RUNNING), meetings=()))
        jobs.name_in_batch(connection, "b", "j", "三月")
    jobs.keep_piece(job(found, JobState.RUNNING), JobStage.TEXT, "读到的")
    return library


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    """Where nothing is yet, on each kind of database."""
    folder = tmp_path / "restored"
    if request.param == "sqlite":
        yield Target(folder)
        return
    with fresh_database() as url:
        yield Target(folder, url)


def opened(target: Target) -> Library:
    return open_library(target.folder, target.database, target.blobs, target.cache)


def rows(library: Library) -> dict[str, list[object]]:
    with library.database.reading() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in kept_tables()
        }


def test_a_backup_becomes_the_same_library_on_any_database(
    full: Library, target: Target, tmp_path: Path
) -> None:
    """From SQLite to PostgreSQL and back: rows, files, consents, search, the sealed log."""
    made = write_backup(full, tmp_path / "b.zip", quiet)
    assert (made.meetings, made.files, made.missing) == (2, 2, ())
    before = rows(full)
    assert all(before[table.name] for table in kept_tables() if table is not schema.removed_files)
    restored = restore(tmp_path / "b.zip", target, quiet)
    assert (restored.meetings, restored.files, restored.agrees) == (2, 2, True)
    with opened(target) as library:
        after = rows(library)
        del after["job"], before["job"]
        assert after == before
        assert library.faults() == ()
        assert library.search("停车难")[0].meeting_id == "m2"
        [print_] = voice_prints(library).all()
        assert print_.consent.path.read_bytes() == b"signed"
        assert [one.read_bytes() for one in files(library)] == ["会议笔记".encode()]


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
    [file] = files(full)
    file.unlink()
    made = write_backup(full, tmp_path / "b.zip", quiet)
    assert made.missing == (f"files/{file.name}",)
    assert restore(tmp_path / "b.zip", target, quiet).missing == made.missing


def test_a_damaged_file_is_not_taken_for_the_one_it_was(full: Library, tmp_path: Path) -> None:
    [file] = files(full)
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


# hostile archives


def remade(path: Path, change: Callable[[ZipFile, ZipFile], None]) -> Path:
    """The backup made anew with a change."""
    new = path.with_name("hostile.zip")
    with ZipFile(path) as old, ZipFile(new, "w") as out:
        change(old, out)
    return new


def copied(old: ZipFile, out: ZipFile, but: tuple[str, ...] = ()) -> None:
    for entry in old.infolist():
        if not entry.filename.startswith(but or ("-",)):
            out.writestr(entry, old.read(entry))


def with_entry(
    name: str, content: bytes, mode: int = 0o600, method: int = ZIP_STORED
) -> Callable[[ZipFile, ZipFile], None]:
    def change(old: ZipFile, out: ZipFile) -> None:
        copied(old, out)
        entry = ZipInfo(name)
        entry.external_attr = mode << 16
        out.writestr(entry, content, method)

    return change


def with_manifest(edit: Callable[[dict[str, Any]], None]) -> Callable[[ZipFile, ZipFile], None]:
    def change(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, ("manifest.json",))
        told = json.loads(old.read("manifest.json"))
        edit(told)
        out.writestr("manifest.json", json.dumps(told))

    return change


def with_bytes(prefix: str, content: bytes) -> Callable[[ZipFile, ZipFile], None]:
    """The first entry of that prefix holds something else of the same length."""

    def change(old: ZipFile, out: ZipFile) -> None:
        for entry in old.infolist():
            found = old.read(entry)
            if entry.filename.startswith(prefix):
                found = (content * len(found))[: len(found)]
            out.writestr(entry, found)

    return change


HOSTILE = {
    "path traversal": with_entry("../evil", b"x"),
    "absolute path": with_entry("/etc/evil", b"x"),
    "unknown file": with_entry("files/" + "0" * 64, b"x"),
    "link": with_entry("files/" + "1" * 64, b"/etc/passwd", stat.S_IFLNK | 0o777),
    "folder": with_entry("files/", b""),
    "wrong file": with_bytes("files/", b"x"),
    "wrong rows": with_bytes("rows/audit", b"x"),
    "traversal in the manifest": with_manifest(lambda told: told["files"].update({"../x": 1})),
    "table of others": with_manifest(
        lambda told: told["tables"].update({"sqlite_master": told["tables"]["job"]})
    ),
    "newer": with_manifest(lambda told: told.update({"schema": "9999"})),
    "no format": with_manifest(lambda told: told.update({"format": 99})),
    "no tables": with_manifest(lambda told: told.update({"tables": []})),
    "counts of nothing": with_manifest(
        lambda told: told.update({"files": {"files/" + "0" * 64: -1}})
    ),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_backup_is_refused_and_nothing_is_changed(
    full: Library, target: Target, tmp_path: Path, change: Callable[[ZipFile, ZipFile], None]
) -> None:
    write_backup(full, tmp_path / "b.zip", quiet)
    hostile = remade(tmp_path / "b.zip", change)
    with pytest.raises((BadBackup, ChangedFile)):
        restore(hostile, target, quiet)
    assert not (tmp_path / "evil").exists()
    assert restore(tmp_path / "b.zip", target, quiet).agrees


def test_a_backup_by_an_older_program_is_brought_up_to_date(
    full: Library, target: Target, tmp_path: Path
) -> None:
    """Its rows go into the tables of its time, and the migrations do the rest."""

    def age(old: ZipFile, out: ZipFile) -> None:
        since = ("meeting_file", "removed_file")
        copied(old, out, ("manifest.json", *(f"rows/{name}." for name in since)))
        told = json.loads(old.read("manifest.json"))
        told["schema"] = "0007"
        for name in since:
            del told["tables"][name]
        out.writestr("manifest.json", json.dumps(told))

    write_backup(full, tmp_path / "b.zip", quiet)
    before = rows(full)
    assert restore(remade(tmp_path / "b.zip", age), target, quiet).agrees
    with opened(target) as library:
        assert rows(library)["meeting_file"] == before["meeting_file"]
        assert library.faults() == ()


@pytest.mark.parametrize("packed", [ZIP_STORED, ZIP_DEFLATED])
def test_what_would_unfold_without_end_is_refused_before_it_is_read(
    full: Library, tmp_path: Path, packed: int
) -> None:
    """A bomb in the place of rows; and one that says it is smaller than it is."""

    def bomb(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, ("rows/audit", "manifest.json"))
        out.writestr("rows/audit.jsonl", bytes(20 << 20), ZIP_DEFLATED)
        told = json.loads(old.read("manifest.json"))
        told["tables"]["audit"]["size"] = 20 << 20
        out.writestr("manifest.json", json.dumps(told), packed)

    write_backup(full, tmp_path / "b.zip", quiet)
    hostile = remade(tmp_path / "b.zip", bomb)
    tracemalloc.start()
    with pytest.raises(BadBackup, match="大得不正常"):
        restore(hostile, Target(tmp_path / "new"), quiet)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


def test_a_backup_that_was_cut_short_is_refused(
    full: Library, target: Target, tmp_path: Path
) -> None:
    write_backup(full, tmp_path / "b.zip", quiet)
    content = (tmp_path / "b.zip").read_bytes()
    for end in (0, 10, len(content) // 2, len(content) - 1):
        (tmp_path / "cut.zip").write_bytes(content[:end])
        with pytest.raises(BadBackup):
            restore(tmp_path / "cut.zip", target, quiet)


def test_any_flipped_byte_is_found_or_harmless(full: Library, tmp_path: Path) -> None:
    """What is restored from a damaged backup is the library, or nothing is restored."""
    write_backup(full, tmp_path / "b.zip", quiet)
    content = bytearray((tmp_path / "b.zip").read_bytes())
    before = rows(full)
    for number, at in enumerate(range(7, len(content), len(content) // 12)):
        damaged = bytearray(content)
        damaged[at] ^= 0x55
        (tmp_path / "d.zip").write_bytes(damaged)
        target = Target(tmp_path / f"d{number}")
        try:
            restore(tmp_path / "d.zip", target, quiet)
        except BadBackup:
            continue
        with opened(target) as library:
            found = rows(library)
            assert {**found, "job": []} == {**before, "job": []}


def test_the_folder_must_have_room(
    full: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(full, tmp_path / "b.zip", quiet)
    few = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: few)
    with pytest.raises(LibraryUnwritable, match="磁盘放不下"):
        restore(tmp_path / "b.zip", Target(tmp_path / "new"), quiet)
