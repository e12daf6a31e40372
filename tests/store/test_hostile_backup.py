"""A backup that somebody made to harm, or that was damaged, is refused and changes nothing."""

from __future__ import annotations

import json
import shutil
import stat
import tracemalloc
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from sqlalchemy import create_engine, inspect

from mintobrief.errors import (
    BadBackup,
    ChangedFile,
    LibraryUnwritable,
)
from mintobrief.review import accept
from mintobrief.store.backup import Destination as Target
from mintobrief.store.backup import restore, write_backup
from mintobrief.store.library import Library
from mintobrief.store.migrate import bring_up_to_date
from tests.databases import KINDS, placed
from tests.store.backups import filled, opened, quiet, rows
from tests.store.test_library import LIFT, NOON, meeting


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
    backup: Path, target: Target, tmp_path: Path, change: Callable[[ZipFile, ZipFile], None]
) -> None:
    hostile = remade(backup, change)
    with pytest.raises((BadBackup, ChangedFile)):
        restore(hostile, target, quiet)
    assert not (tmp_path / "evil").exists()
    assert restore(backup, target, quiet).agrees


@pytest.fixture(params=KINDS)
def backup(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """One of a full library of each kind, made once: to make it takes longer than all the rest."""
    made = tmp_path_factory.getbasetemp() / f"{request.param}.zip"
    if not made.exists():
        folder = tmp_path_factory.mktemp("full")
        with placed(request, folder / "library") as place, place.open() as library:
            write_backup(filled(library, folder), made, quiet)
    return Path(shutil.copy(made, tmp_path / "b.zip"))


OLDER = "0007"


def test_a_backup_by_an_older_program_is_brought_up_to_date(
    library: Library, target: Target, tmp_path: Path
) -> None:
    """Its rows go into the tables of its time, and the migrations do the rest."""
    found = meeting(tmp_path)
    library.save_meeting(found, NOON)
    library.add_judgements(found.id, [accept(LIFT, None, "王芳", NOON)])
    write_backup(library, tmp_path / "b.zip", quiet)
    before, then = rows(library), columns_of(OLDER)

    def age(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, ("manifest.json", "rows/"))
        told = json.loads(old.read("manifest.json"))
        told["schema"] = OLDER
        told["tables"] = {name: told["tables"][name] for name in told["tables"] if name in then}
        for name, table in told["tables"].items():
            lines = aged(old.read(f"rows/{name}.jsonl"), table["columns"], then[name])
            table["columns"] = {c: tag for c, tag in table["columns"].items() if c in then[name]}
            table["size"], table["sha256"] = len(lines), sha256(lines).hexdigest()
            out.writestr(f"rows/{name}.jsonl", lines)
        out.writestr("manifest.json", json.dumps(told))

    assert restore(remade(tmp_path / "b.zip", age), target, quiet).agrees
    with opened(target) as brought:
        assert rows(brought)["meeting_file"] == before["meeting_file"]
        assert brought.look(found.id) == library.look(found.id)
        assert brought.faults() == ()


def aged(lines: bytes, columns: Iterable[str], then: set[str]) -> bytes:
    """The rows without the columns that there were not yet."""
    kept = [at for at, column in enumerate(columns) if column in then]
    rows = (json.loads(line) for line in lines.splitlines())
    return b"".join(json.dumps([row[at] for at in kept]).encode() + b"\n" for row in rows)


def columns_of(revision: str) -> dict[str, set[str]]:
    """The tables that a program of that time made."""
    with create_engine("sqlite://").begin() as connection:
        bring_up_to_date(connection, Path(), "", revision)
        found = inspect(connection)
        tables = found.get_table_names()
        return {name: {one["name"] for one in found.get_columns(name)} for name in tables}


@pytest.mark.parametrize("packed", [ZIP_STORED, ZIP_DEFLATED])
def test_what_would_unfold_without_end_is_refused_before_it_is_read(
    backup: Path, tmp_path: Path, packed: int
) -> None:
    """A bomb in the place of rows; and one that says it is smaller than it is."""

    def bomb(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, ("rows/audit", "manifest.json"))
        out.writestr("rows/audit.jsonl", bytes(20 << 20), ZIP_DEFLATED)
        told = json.loads(old.read("manifest.json"))
        told["tables"]["audit"]["size"] = 20 << 20
        out.writestr("manifest.json", json.dumps(told), packed)

    hostile = remade(backup, bomb)
    tracemalloc.start()
    with pytest.raises(BadBackup, match="大得不正常"):
        restore(hostile, Target(tmp_path / "new"), quiet)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


def test_a_backup_that_was_cut_short_is_refused(
    backup: Path, target: Target, tmp_path: Path
) -> None:
    content = backup.read_bytes()
    for end in (0, 10, len(content) // 2, len(content) - 1):
        (tmp_path / "cut.zip").write_bytes(content[:end])
        with pytest.raises(BadBackup):
            restore(tmp_path / "cut.zip", target, quiet)


def test_any_flipped_byte_is_found_or_harmless(full: Library, tmp_path: Path) -> None:
    """What is restored from a damaged backup is the library, or nothing is restored."""
    write_backup(full, tmp_path / "b.zip", quiet)
    content = bytearray((tmp_path / "b.zip").read_bytes())
    before = rows(full)
    where_contents_begin = range(len(content) - 6, len(content) - 2)  # as its last bytes tell
    anywhere = range(7, len(content), len(content) // 12)
    for number, at in enumerate([*anywhere, *where_contents_begin]):
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


def test_nobody_is_logged_in_by_a_backup(full: Library, target: Target, tmp_path: Path) -> None:
    """Rows that a backup of ours never has: whoever slipped them in holds the key to them."""
    session = json.dumps(["0" * 64, 1, "2026-03-15T12:00:00+00:00", "2026-03-15T12:00:00+00:00"])
    content = f"{session}\n".encode()

    def change(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, ("manifest.json",))
        told = json.loads(old.read("manifest.json"))
        tags = ("text", "integer", "moment", "moment")
        columns = dict(zip(("hash", "person_id", "created_at", "seen_at"), tags, strict=True))
        digest = sha256(content).hexdigest()
        slipped = {"columns": columns, "rows": 1, "size": len(content), "sha256": digest}
        told["tables"]["web_session"] = slipped
        out.writestr("manifest.json", json.dumps(told))
        out.writestr("rows/web_session.jsonl", content)

    write_backup(full, tmp_path / "b.zip", quiet)
    with pytest.raises(BadBackup, match="不认识的表"):
        restore(remade(tmp_path / "b.zip", change), target, quiet)
