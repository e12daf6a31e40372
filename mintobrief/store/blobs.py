"""The files handed in, kept once each under their hash."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol

from mintobrief.errors import BrokenLibrary, ChangedFile, FileGone, LibraryUnwritable, reason_of

CHUNK = 1 << 20
_SHA256 = re.compile("[0-9a-f]{64}")


class Keepable(Protocol):
    """A file by what it is called, the hash it should have and where it lies now."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def path(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Blobs:
    """Content-addressed files under `folder`; a file is there whole or not at all."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the file of that hash lies; raises BrokenLibrary for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise BrokenLibrary(str(self.folder), f"“{sha256:.80}”不是文件的校验值")
        return self.folder / sha256[:2] / sha256

    def keep(self, source: Keepable) -> None:
        """Copy the source's file here, unless a file of that content is here already.

        Raises FileGone, ChangedFile (it no longer has the hash it had when it was read) or
        LibraryUnwritable; nothing half-copied stays behind.
        """
        target = self.path(source.sha256)
        if target.exists():
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._copy(source, target)
        except OSError as exc:
            raise LibraryUnwritable(str(self.folder), reason_of(exc)) from exc

    def remove(self, sha256: str) -> None:
        """Delete the file of that hash, if it is here. Raises LibraryUnwritable."""
        try:
            self.path(sha256).unlink(missing_ok=True)
            _sync_folder(self.path(sha256).parent)
        except OSError as exc:
            raise LibraryUnwritable(str(self.folder), reason_of(exc)) from exc

    def _copy(self, source: Keepable, target: Path) -> None:
        with (
            _opened(source) as original,
            NamedTemporaryFile(dir=target.parent, prefix=".incoming-", delete=False) as copy,
        ):
            try:
                _copy_checked(original, copy, source)
                copy.close()  # Windows renames no open file
                Path(copy.name).replace(target)
            finally:
                copy.close()
                Path(copy.name).unlink(missing_ok=True)
        _sync_folder(target.parent)


def _opened(source: Keepable) -> IO[bytes]:
    try:
        return source.path.open("rb")
    except OSError as exc:
        raise FileGone(source.name) from exc


def _copy_checked(original: IO[bytes], copy: IO[bytes], source: Keepable) -> None:
    digest = hashlib.sha256()
    while chunk := _read_chunk(original, source):
        digest.update(chunk)
        copy.write(chunk)
    if digest.hexdigest() != source.sha256:
        raise ChangedFile(source.name)
    copy.flush()
    os.fsync(copy.fileno())


def _read_chunk(original: IO[bytes], source: Keepable) -> bytes:
    try:
        return original.read(CHUNK)
    except OSError as exc:
        raise FileGone(source.name) from exc


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets folders be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
