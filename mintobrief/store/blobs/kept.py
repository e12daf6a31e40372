"""What every store of files can do."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mintobrief.store.blobs.checked import Keepable


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is kept: its hash, its bytes, when it was last handed in."""

    sha256: str
    size: int
    at: datetime


class Blobs(Protocol):
    """Content-addressed files; each is there whole or not at all.

    Every method raises BlobsUnreachable where the store does not answer, LibraryUnwritable where
    it cannot be written, BrokenLibrary for what is no hash.
    """

    @property
    def place(self) -> str:
        """What a person knows the store by."""

    def path(self, sha256: str) -> Path:
        """Where the file of that hash lies on this machine while it is `opened`."""

    def opened(self, sha256: str) -> AbstractContextManager[Path]:
        """The file, on this machine and with the bytes it was kept with.

        Raises MissingFile or DamagedFile.
        """

    def has(self, sha256: str) -> bool:
        """Whether a file of that hash is here."""

    def keep(self, source: Keepable) -> None:
        """Keep a copy of the source's file; one that is here already counts as handed in now.

        Raises FileGone, or ChangedFile where it no longer has the hash it had when it was read.
        """

    def remove(self, sha256: str) -> None:
        """Delete the file of that hash, if it is here, and what was fetched of it."""

    def stored(self) -> Iterable[Stored]:
        """All that is kept, in no order."""

    def drop(self, sha256: str, before: datetime) -> bool:
        """Delete the file unless it was handed in since; whether it is gone."""

    def sweep(self, before: datetime, *, really: bool = True) -> int:
        """Delete what was half kept, and fetched but not used, since before then; how many."""
