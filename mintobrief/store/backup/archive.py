"""A backup file opened with distrust: nothing is read before its names and sizes are ours."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from mintobrief.errors import BadBackup, FileGone, IsFolder
from mintobrief.store.backup.manifest import NAME, Manifest, TableTold, loads, rows_of

_MANIFEST = 256 << 20  # bytes: a million files
_LINE = 256 << 20  # bytes of one row
_FOLDS = 200  # bytes that one packed byte may become; text of meetings becomes ten
_SMALL = 1 << 20  # bytes that are no danger, however they are packed
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """An open backup; every method raises BadBackup for what is not as the manifest says."""

    zip: ZipFile
    manifest: Manifest
    name: str

    def rows(self, table: str, told: TableTold) -> Iterator[bytes]:
        """The lines of a table; what was read is to be kept only if this comes to its end."""
        digest, count = sha256(), 0
        with self.opened(rows_of(table)) as file:
            while line := file.readline(_LINE):
                digest.update(line)
                count += 1
                yield line
        if (digest.hexdigest(), count) != (told.sha256, told.rows):
            raise BadBackup(self.name, f"{table} 的内容与清单对不上")

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """What lies under that name in the backup."""
        with self.explained(), self.zip.open(name) as file:
            yield file

    def explained(self) -> AbstractContextManager[None]:
        """Around what reads the backup: what a damaged one raises becomes BadBackup."""
        return _explained(self.name)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the backup, as `Blobs.keep` wants one: its bytes are checked as they are read."""

    archive: Archive
    entry: str

    @property
    def name(self) -> str:
        return self.entry

    @property
    def sha256(self) -> str:
        return self.entry.rpartition("/")[2]

    @property
    def path(self) -> Packed:
        return self

    def open(self, mode: Literal["rb"]) -> IO[bytes]:  # noqa: ARG002 - as a Path is opened
        with self.archive.explained():
            return self.archive.zip.open(self.entry)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The backup at `path`. Raises FileGone, IsFolder, or BadBackup for what is none of ours."""
    try:
        file = path.open("rb")
    except IsADirectoryError as exc:
        raise IsFolder(str(path)) from exc
    except OSError as exc:
        raise FileGone(str(path)) from exc
    with file:
        with _explained(path.name):
            archive = ZipFile(file)
            found = _checked(archive, path.name)
        yield Archive(archive, found, path.name)


def _checked(archive: ZipFile, name: str) -> Manifest:
    entries = {entry.filename: entry for entry in archive.infolist()}
    if len(entries) != len(archive.infolist()) or NAME not in entries:
        raise BadBackup(name, "不是 mintobrief backup 做的备份")
    for entry in entries.values():
        _refuse_strange(entry, name)
    if entries[NAME].file_size > _MANIFEST:
        raise BadBackup(name, "清单太大")
    with archive.open(NAME) as file:
        manifest = loads(file.read(_MANIFEST))
    sizes = {entry.filename: entry.file_size for entry in entries.values()}
    if sizes != manifest.entries | {NAME: entries[NAME].file_size}:
        raise BadBackup(name, "里面的文件与清单对不上")
    return manifest


def _refuse_strange(entry: ZipInfo, name: str) -> None:
    """Links, devices, what is locked, and what would unfold to more than any library of ours."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.is_dir() or entry.flag_bits & _ENCRYPTED:
        raise BadBackup(name, f"里面的“{entry.filename:.60}”不是普通文件")
    packed = entry.compress_type
    if packed not in (ZIP_STORED, ZIP_DEFLATED) or _unfolds(entry):
        raise BadBackup(name, f"里面的“{entry.filename:.60}”展开后大得不正常")


def _unfolds(entry: ZipInfo) -> bool:
    if entry.compress_type == ZIP_STORED:
        return entry.file_size != entry.compress_size
    return entry.file_size > max(_SMALL, entry.compress_size * _FOLDS)


# OSError: a damaged table of contents sends a reader to before the file's beginning
_DAMAGED = (
    BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """What reading a damaged file raises, in our words."""
    try:
        yield
    except _DAMAGED as exc:
        raise BadBackup(name, "不是备份文件，或者没有拷完整、已经损坏") from exc
