"""What was worked out, kept piece by piece: a program that was killed goes on from there.

Each piece is a file of its own, named by all that it depends on, this very program included. So
nothing old is ever mistaken for an answer, two programs at work on one thing write the same
files, and there is nothing to invalidate.
"""

from __future__ import annotations

import gzip
import json
import os
import stat
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mintobrief import __version__

_KEPT = 14 * 24 * 3600.0  # seconds after its last use
_ROOM = 500 * 2**20  # bytes for all of them: the sheets of ten thousand pages
_LARGEST = 20 * 2**20  # bytes of one; a sheet is a few thousand
_UNPACKED = 64 * 2**20  # bytes: a file of that size could hold a thousand times as much


def load(path: Path, kind: Any) -> Any:
    """The tuple or dataclass of that kind that is kept there; None where nothing is, or
    something else than we write."""
    try:
        kept = decode(kind, json.loads(_read(path)))
        os.utime(path)  # in use: not to be swept
    except (OSError, EOFError, zlib.error, ValueError, TypeError, RecursionError):
        return None
    return kept


def save(path: Path, value: object) -> None:
    """All of it or nothing: a program killed here leaves no half a piece.

    A folder that cannot be written costs the checkpoint and not the work: the words of an hour
    are not thrown away because the disk is full.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        written = json.dumps(encode(value), separators=(",", ":"))
        write_whole(path, gzip.compress(written.encode(), compresslevel=1, mtime=0))


def sweep(folder: Path, now: float | None = None) -> None:
    """Remove what was not used for two weeks, and the oldest of what takes too much room."""
    now = time() if now is None else now
    room = _ROOM
    for path, found in sorted(_files(folder), key=lambda file: -file[1].st_mtime):
        room -= found.st_size
        if room < 0 or now - found.st_mtime > _KEPT:
            with suppress(OSError):  # another program swept it first
                path.unlink()


@cache
def code_of(*folders: Path) -> str:
    """Changes with every change of the program's version or of the code in the folders."""
    digest = sha256(__version__.encode())
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def encode(value: Any) -> Any:
    """Dataclasses and tuples of them, to any depth, as JSON has it."""
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def decode(kind: Any, value: Any) -> Any:
    """The dataclass, tuple or plain value of that kind. Raises ValueError, TypeError for others."""
    if get_origin(kind) in (Union, UnionType):
        if value is None and type(None) in get_args(kind):
            return None
        return decode(next(one for one in get_args(kind) if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return _decode_tuple(get_args(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        return _decode_fields(kind, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, (int, float) if kind is float else kind):
        raise TypeError(f"{value!r} is no {kind}")
    return value


def _decode_fields(kind: Any, value: Any) -> Any:
    fields = _fields(kind)
    if not isinstance(value, dict) or value.keys() != fields.keys():
        raise TypeError(f"{value!r} has not the fields of {kind}")
    return kind(**{name: decode(one, value[name]) for name, one in fields.items()})


@cache
def _fields(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    if kinds[1:] == (...,):
        return tuple(decode(kinds[0], item) for item in value)
    return tuple(decode(kind, item) for kind, item in zip(kinds, value, strict=True))


def _read(path: Path) -> bytes:
    """What is packed there. Raises OSError for what is no file of ours by kind or by size: a
    pipe would keep us waiting, a bomb would fill the memory."""
    with open(path, "rb", opener=_at_once) as file:  # Path.open takes no opener
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise OSError("not written by us")
        with gzip.open(file) as packed:
            content = packed.read(_UNPACKED + 1)
    if len(content) > _UNPACKED:
        raise OSError("not written by us")
    return content


def _at_once(path: str, flags: int) -> int:
    """Opened without waiting for another to write, as one does at a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_whole(path: Path, written: bytes) -> None:
    """Put it at `path`, all or nothing. Raises OSError."""
    with NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
        try:
            file.write(written)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _files(folder: Path) -> Iterable[tuple[Path, os.stat_result]]:
    for path in folder.glob("*"):
        with suppress(OSError):
            yield path, path.stat()
