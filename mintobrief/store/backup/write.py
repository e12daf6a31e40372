"""A backup is written: the rows as they are at one moment, then the files they speak of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sqlalchemy import Connection, Table, select

from mintobrief import __version__
from mintobrief.errors import DamagedFile, MissingFile, OutputUnwritable, reason_of
from mintobrief.store import schema
from mintobrief.store.backup.manifest import NAME, Manifest, TableTold, dumps, rows_of
from mintobrief.store.backup.rows import dump_row, tags_of
from mintobrief.store.blobs import CHUNK, Blobs, FolderBlobs
from mintobrief.store.deletion import used_files
from mintobrief.store.library import Library

_AT_ONCE = 50  # rows held in memory; a draft may have megabytes

Counting = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What is in a backup; `missing` are files that the library should have and has not."""

    meetings: int
    files: int
    size: int
    missing: tuple[str, ...]


def write_backup(library: Library, path: Path, told: Counting) -> Made:
    """Everything of the library, in one file that is there whole or not at all.

    An earlier backup there is replaced, another file never. Others may write meanwhile: what
    they do is not in it. `told` is called with how many files of how many are done. Raises
    OutputUnwritable, or a StateError where the library fails.
    """
    if not _replaceable(path):
        raise OutputUnwritable(str(path), "那里已有一个文件，不是备份，没有动它")
    with _whole(path) as file, ZipFile(file, "w", allowZip64=True) as archive:
        with library.database.reading() as connection:
            tables = {t.name: _put_rows(archive, connection, t) for t in kept_tables()}
            names = _files(connection)
        files, missing = _put_files(archive, library, names, told)
        now = datetime.now(UTC)
        made = Manifest(__version__, schema.HEAD, now, tables, files, missing)
        archive.writestr(_entry(NAME, ZIP_DEFLATED), dumps(made))
    return Made(tables["meeting"].rows, len(files), path.stat().st_size, missing)


# made from the others, or of a running server: who holds the backup comes in nowhere with it
LEFT_OUT = (
    schema.passages,
    schema.sessions,
    schema.known_browsers,
    schema.attempts,
    schema.rates,
)


def kept_tables() -> list[Table]:
    """Every table but those left out; parents first."""
    return [table for table in schema.metadata.sorted_tables if table not in LEFT_OUT]


def _put_rows(archive: ZipFile, connection: Connection, table: Table) -> TableTold:
    tags, digest, count, size = tags_of(table), sha256(), 0, 0
    query = select(table).order_by(*table.primary_key.columns)
    stream = connection.execute(query.execution_options(yield_per=_AT_ONCE))
    entry = _entry(rows_of(table.name), ZIP_DEFLATED)
    with closing(stream) as rows, archive.open(entry, "w", force_zip64=True) as out:
        for row in rows:
            count += 1
            line = f"{dump_row(row, tags)}\n".encode()
            digest.update(line)
            size += out.write(line)
    return TableTold(tags, count, size, digest.hexdigest())


def _files(connection: Connection) -> list[str]:
    """The names in the backup of all files the rows speak of, but those whose time was up."""
    gone = set(connection.scalars(select(schema.removed_files.c.sha256)))
    consents = connection.scalars(select(schema.voiceprints.c.consent_sha256).distinct())
    kept = [f"files/{sha256}" for sha256 in sorted(used_files(connection) - gone)]
    return kept + [f"consents/{sha256}" for sha256 in sorted(consents)]


def _put_files(
    archive: ZipFile, library: Library, names: Iterable[str], told: Counting
) -> tuple[dict[str, int], tuple[str, ...]]:
    sizes: dict[str, int] = {}
    missing: list[str] = []
    names = list(names)
    for number, name in enumerate(names, 1):
        try:
            sizes[name] = _put_file(archive, store_of(library, name), name)
        except (MissingFile, DamagedFile):
            missing.append(name)
        told(number, len(names))
    return sizes, tuple(missing)


def _put_file(archive: ZipFile, blobs: Blobs, name: str) -> int:
    """As it is: sound and pictures are packed already."""
    with blobs.opened(name.rpartition("/")[2]) as path, path.open("rb") as file:
        with archive.open(_entry(name, ZIP_STORED), "w", force_zip64=True) as out:
            copyfileobj(file, out, CHUNK)
        return file.tell()


def store_of(library: Library, name: str) -> Blobs:
    """Where a file of that name in the backup is kept."""
    consents = FolderBlobs(library.folder / "consents")
    return consents if name.startswith("consents/") else library.blobs


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.compress_type = method
    entry.external_attr = 0o600 << 16
    return entry


def _replaceable(path: Path) -> bool:
    """Whether nothing is lost where a new backup takes the place of what is at `path`."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            return True
        with ZipFile(path) as archive:
            return NAME in archive.namelist()
    except BadZipFile:
        return False
    except OSError as exc:
        raise OutputUnwritable(str(path), reason_of(exc)) from exc


def _forget(new: IO[bytes]) -> None:
    """A full disk makes the closing fail too: what was written goes all the same."""
    with suppress(OSError):
        new.close()
    Path(new.name).unlink(missing_ok=True)


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place when all of it is on the disk."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}-", delete=False) as new:
            try:
                yield new
                new.flush()
                os.fsync(new.fileno())
                new.close()  # Windows renames no open file
                Path(new.name).replace(path)
            finally:
                _forget(new)
    except OSError as exc:
        raise OutputUnwritable(str(path), reason_of(exc)) from exc
