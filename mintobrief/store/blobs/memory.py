"""Files that were made here, or are small: kept from memory."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO, Literal

from mintobrief.store.blobs.kept import Blobs


@dataclass(frozen=True, slots=True)
class _Bytes:
    """A file that lies in memory."""

    content: bytes

    def open(self, mode: Literal["rb"]) -> IO[bytes]:  # noqa: ARG002 - what a Readable has
        return BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class _InMemory:
    """A file to be kept."""

    name: str
    sha256: str
    path: _Bytes


def keep_bytes(blobs: Blobs, name: str, content: bytes) -> str:
    """Keep the bytes; returns their hash. Raises what `Blobs.keep` does for the store."""
    found = _InMemory(name, sha256(content).hexdigest(), _Bytes(content))
    blobs.keep(found)
    return found.sha256
