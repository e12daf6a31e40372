"""A backup becomes a library again: in a new folder, in SQLite or in PostgreSQL."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, func, insert, inspect, select, text, update
from sqlalchemy.exc import StatementError

from mintobrief.domain.job import JobState
from mintobrief.errors import (
    BadBackup,
    BrokenLibrary,
    ChangedFile,
    LibraryInUse,
    LibraryUnwritable,
    StateError,
    reason_of,
)
from mintobrief.store import schema
from mintobrief.store.audit import faults
from mintobrief.store.backup.archive import Archive, Packed, open_archive
from mintobrief.store.backup.manifest import Manifest
from mintobrief.store.backup.rows import load_row, table_of
from mintobrief.store.backup.write import LEFT_OUT, Counting, store_of
from mintobrief.store.blobs import open_blobs
from mintobrief.store.database import Database, kind_at
from mintobrief.store.library import Library
from mintobrief.store.migrate import bring_up_to_date

_AT_ONCE = 20  # rows added in one statement
_MARGIN = 64 << 20  # bytes that must stay free besides


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a library is to be: as the settings name it."""

    folder: Path
    database: str | None = None
    blobs: str | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `missing` files were not in the backup, `agrees` is false where the log
    did not agree with the rows even when it was made."""

    meetings: int
    files: int
    missing: tuple[str, ...]
    agrees: bool


def restore(path: Path, place: Destination, told: Counting) -> Restored:
    """Make the library of the backup at `place`, which must hold none.

    The rows appear last and at once: what fails before leaves a library without content, and
    can be begun again. `told` is called with how many files of how many are done. Raises
    FileGone, BadBackup, LibraryInUse, or a StateError where the place cannot be written.
    """
    with open_archive(path) as archive:
        _refuse_known_newer(archive)
        with _empty_library(place) as library:
            _refuse_full(archive, place.folder)
            _keep_files(archive, library, told)
            with library.database.writing() as connection:
                agrees = _fill(archive, library, connection)
            return Restored(
                archive.manifest.tables["meeting"].rows,
                len(archive.manifest.files),
                archive.manifest.missing,
                agrees,
            )


def _empty_library(place: Destination) -> Library:
    """The library with nothing in it, not even tables. Raises LibraryInUse."""
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise LibraryUnwritable(str(place.folder), reason_of(exc)) from exc
    kind = kind_at(place.folder, place.database)
    library = Library(
        place.folder,
        Database(kind, kind.connect()),
        open_blobs(place.folder, place.blobs, place.cache),
    )
    try:
        with library.database.reading() as connection:
            _refuse_used(connection, library.place)
    except StateError:
        library.engine.dispose()
        raise
    return library


def _refuse_used(connection: Connection, place: str) -> None:
    there = set(inspect(connection).get_table_names())
    for table in schema.metadata.sorted_tables:
        if table.name in there and connection.scalar(select(func.count()).select_from(table)):
            raise LibraryInUse(place)


def _refuse_known_newer(archive: Archive) -> None:
    """A backup by a newer program holds what we do not understand."""
    if archive.manifest.schema > schema.HEAD:
        raise BadBackup(archive.name, "它由更新版本的程序做成，请先升级 mintobrief")
    if "meeting" not in archive.manifest.tables:
        raise BadBackup(archive.name, "清单里没有会议")


def _refuse_full(archive: Archive, folder: Path) -> None:
    wanted = sum(archive.manifest.entries.values()) + _MARGIN
    if shutil.disk_usage(folder).free < wanted:
        raise LibraryUnwritable(str(folder), f"磁盘放不下，要 {wanted >> 20} MB")


def _keep_files(archive: Archive, library: Library, told: Counting) -> None:
    names = list(archive.manifest.files)
    for number, name in enumerate(names, 1):
        try:
            with archive.explained():
                store_of(library, name).keep(Packed(archive, name))
        except ChangedFile as exc:
            raise BadBackup(archive.name, f"{name:.20} 的内容与校验值对不上") from exc
        told(number, len(names))


def _fill(archive: Archive, library: Library, connection: Connection) -> bool:
    """Tables as they were at the backup's time, their rows, then all as this program wants it.
    Whether the log agrees with the rows."""
    place, manifest = library.place, archive.manifest
    _refuse_used(connection, place)
    bring_up_to_date(connection, library.folder, place, manifest.schema)
    _add_all(archive, connection)
    bring_up_to_date(connection, library.folder, place)
    _count_on(connection, manifest)
    running = schema.jobs.c.state == str(JobState.RUNNING)
    waiting = {"state": str(JobState.WAITING)}
    connection.execute(update(schema.jobs).where(running).values(waiting))
    _refuse_headless(archive, connection)
    with suppress(BrokenLibrary):  # a damaged meeting is told of when it is opened
        library.index_all(connection)
    return not list(islice(faults(connection), 1))


def _add_all(archive: Archive, connection: Connection) -> None:
    """In the order of the tables that there are, parents first."""
    there = inspect(connection).get_table_names()
    known = [t.name for t in schema.metadata.sorted_tables if t.name in there]
    unwanted = {table.name for table in LEFT_OUT}
    if not archive.manifest.tables.keys() <= set(known) - unwanted:
        raise BadBackup(archive.name, "清单里有不认识的表")
    for name in (name for name in known if name in archive.manifest.tables):
        try:
            _add_rows(archive, connection, name)
        except (StatementError, ValueError, OverflowError) as exc:
            raise BadBackup(archive.name, f"{name} 的内容放不进数据库") from exc


def _add_rows(archive: Archive, connection: Connection, name: str) -> None:
    told = archive.manifest.tables[name]
    table = table_of(name, told.columns)
    rows = (load_row(line, told.columns) for line in archive.rows(name, told))
    while chunk := list(islice(rows, _AT_ONCE)):
        connection.execute(insert(table), chunk)


def _count_on(connection: Connection, manifest: Manifest) -> None:
    """A server's own counters go on after the rows that brought their numbers along."""
    if connection.dialect.name != "postgresql":
        return
    for name in manifest.tables:
        table = schema.metadata.tables[name]
        key = table.autoincrement_column
        if key is not None:
            counter = text("SELECT setval(pg_get_serial_sequence(:table, :key), :last)")
            last = connection.scalar(select(func.max(key)))
            if last is not None:
                connection.execute(counter, {"table": name, "key": key.name, "last": last})


def _refuse_headless(archive: Archive, connection: Connection) -> None:
    """Every meeting has the draft that it says is its newest."""
    meeting, draft = schema.meetings, schema.revisions
    newest = (draft.c.meeting_id == meeting.c.id) & (draft.c.number == meeting.c.revision)
    lacking = select(meeting.c.id).outerjoin(draft, newest).where(draft.c.row.is_(None))
    if connection.scalar(lacking.limit(1)) is not None:
        raise BadBackup(archive.name, "有会议没有草稿")
