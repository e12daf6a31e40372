"""Bytes that have the hash they are known by: checked on the way in and on the way out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal, Protocol

from mintobrief.errors import BrokenLibrary, ChangedFile, DamagedFile, FileGone, MissingFile

CHUNK = 1 << 20
_SHA256 = re.compile("[0-9a-f]{64}")


class Readable(Protocol):
    """What can be opened to read its bytes, as a Path."""

    def open(self, mode: Literal["rb"]) -> IO[bytes]: ...


class Keepable(Protocol):
    """A file by what it is called, the hash it should have and where it lies now."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def path(self) -> Readable: ...


def is_hash(name: str) -> bool:
    """Whether it can be the name of a file that is kept."""
    return _SHA256.fullmatch(name) is not None


def check_hash(sha256: str, place: str) -> str:
    """The hash; raises BrokenLibrary for what is none: it could name any file."""
    if not is_hash(sha256):
        raise BrokenLibrary(place, f"“{sha256:.80}”不是文件的校验值")
    return sha256


def pieces(source: Keepable, size: int = CHUNK) -> Iterator[bytes]:
    """The bytes of the source's file. Raises FileGone, and at its end ChangedFile."""
    digest = hashlib.sha256()
    with _opened(source) as original:
        while chunk := _read(original, source, size):
            digest.update(chunk)
            yield chunk
    if digest.hexdigest() != source.sha256:
        raise ChangedFile(source.name)


def check_file(path: Path, sha256: str, place: str) -> None:
    """Raises MissingFile where nothing is at `path`, DamagedFile where something else is."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as exc:
        raise MissingFile(place, sha256) from exc
    except OSError as exc:
        raise DamagedFile(place, sha256) from exc
    if found != sha256:
        raise DamagedFile(place, sha256)


def sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut, where the system lets folders be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(source: Keepable) -> IO[bytes]:
    try:
        return source.path.open("rb")
    except OSError as exc:
        raise FileGone(source.name) from exc


def _read(original: IO[bytes], source: Keepable, size: int) -> bytes:
    try:
        return original.read(size)
    except OSError as exc:
        raise FileGone(source.name) from exc
