"""Files handed in: kept in the library before anything else, so that they may go away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mintobrief.domain import SourceKind
from mintobrief.domain.job import Input
from mintobrief.errors import FileGone, InputError, IsFolder
from mintobrief.ingest import hash_of
from mintobrief.ingest.sniff import Format, sniff
from mintobrief.store.blobs import Blobs

_KINDS = {
    Format.RECORDING: SourceKind.AUDIO,
    Format.PICTURE: SourceKind.SCAN,
    Format.PDF: SourceKind.SCAN,
}


@dataclass(frozen=True, slots=True)
class _Handed:
    """A file as `Blobs.keep` wants it."""

    name: str
    sha256: str
    path: Path


Ask = Callable[[Path], Input]


def look_at(path: Path) -> Input:
    """What is known of a file by its bytes. Raises FileGone or IsFolder."""
    try:
        if path.is_dir():
            raise IsFolder(str(path))
        return Input(path.name, hash_of(path), _kind(path))
    except OSError as exc:
        raise FileGone(path.name) from exc


def take_in(paths: Sequence[Path], blobs: Blobs, ask: Ask = look_at) -> tuple[Input, ...]:
    """Keep the files; what is in them is looked at when the job is done.

    `ask` tells what is known of a file. Raises FileGone, IsFolder, or what `Blobs.keep` raises.
    """
    return tuple(_take_in(path, blobs, ask) for path in paths)


def _take_in(path: Path, blobs: Blobs, ask: Ask) -> Input:
    found = ask(path)
    blobs.keep(_Handed(path.name, found.sha256, path))
    return found


def _kind(path: Path) -> SourceKind | None:
    """By the first bytes; None for what the job will be told is no file of ours."""
    try:
        return _KINDS.get(sniff(path, path.name), SourceKind.NOTES)
    except InputError:
        return None
