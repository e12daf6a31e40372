"""Files kept in a folder, of this machine or shared by several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from mintobrief.errors import LibraryUnwritable, reason_of
from mintobrief.store.blobs.checked import (
    Keepable,
    check_file,
    check_hash,
    is_hash,
    pieces,
    sync_folder,
)
from mintobrief.store.blobs.kept import Stored

_INCOMING, _CONDEMNED = ".incoming-", ".condemned-"


@dataclass(frozen=True, slots=True)
class FolderBlobs:
    """`Blobs` under `folder`. When a file was last handed in is the time of its last change."""

    folder: Path

    @property
    def place(self) -> str:
        return str(self.folder)

    def path(self, sha256: str) -> Path:
        return self.folder / check_hash(sha256, self.place)[:2] / sha256

    @contextmanager
    def opened(self, sha256: str) -> Iterator[Path]:
        check_file(self.path(sha256), sha256, self.place)
        yield self.path(sha256)

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def keep(self, source: Keepable) -> None:
        target = self.path(source.sha256)
        with self._written():
            with suppress(FileNotFoundError):
                os.utime(target)
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(source, target)

    def remove(self, sha256: str) -> None:
        target = self.path(sha256)
        with self._written(), suppress(FileNotFoundError):
            target.unlink()
            sync_folder(target.parent)

    def stored(self) -> Iterable[Stored]:
        for path in self.folder.glob("*/*"):
            if is_hash(path.name):
                with suppress(FileNotFoundError):
                    found = path.stat()
                    yield Stored(path.name, found.st_size, _moment(found.st_mtime))

    def drop(self, sha256: str, before: datetime) -> bool:
        """Who keeps the file meanwhile finds it gone and copies it anew, or is seen here."""
        target = self.path(sha256)
        aside = target.with_name(f"{_CONDEMNED}{sha256}")
        if not _is_older(target, before):
            return False
        with self._written():
            try:
                target.rename(aside)
            except FileNotFoundError:
                return False
            if not _is_older(aside, before):
                aside.replace(target)
                return False
            aside.unlink()
            return True

    def sweep(self, before: datetime, *, really: bool = True) -> int:
        """Copies that a kill broke off, and what was to be deleted when one came."""
        with self._written():
            left = [path for path in self._aside() if _is_older(path, before)]
            for path in left if really else ():
                path.unlink(missing_ok=True)
        return len(left)

    def _aside(self) -> Iterator[Path]:
        for prefix in (_INCOMING, _CONDEMNED):
            yield from self.folder.glob(f"*/{prefix}*")

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise LibraryUnwritable(str(self.folder), reason_of(exc)) from exc


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _is_older(path: Path, before: datetime) -> bool:
    try:
        return _moment(path.stat().st_mtime) < before
    except FileNotFoundError:
        return False


def _copy(source: Keepable, target: Path) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=_INCOMING, delete=False) as copy:
        try:
            for chunk in pieces(source):
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
            copy.close()  # Windows renames no open file
            Path(copy.name).replace(target)
        finally:
            copy.close()
            Path(copy.name).unlink(missing_ok=True)
    sync_folder(target.parent)
