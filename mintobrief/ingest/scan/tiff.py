"""Where the pages of a TIFF stand.

Pillow walks from the first page to the one asked for, each time a file is opened: three
thousand pages would be walked five million times.
"""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

_SUBFILE, _SMALLER_OR_MASK = 254, 0b101  # a thumbnail or a mask, not a page
_MOST_TAGS = 4096
_BIG = 43  # where 42 stands in a TIFF of less than 4 GB


class _Layout(NamedTuple):
    """How a TIFF writes its numbers: struct formats of a count, a tag's entry, an address."""

    header: bytes
    tally: struct.Struct
    entry: struct.Struct
    address: struct.Struct


class Frame(io.FileIO):
    """A TIFF file that begins with the page at `place`: whoever opens it sees that page first."""

    def __init__(self, path: Path, place: int) -> None:
        super().__init__(path, "rb")
        self._head = b""
        layout = _layout(self)
        self._head = layout.header + layout.address.pack(place)
        self.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        start = self.tell()
        content = super().read(-1 if size is None else size) or b""
        return self._head[start : start + len(content)] + content[max(0, len(self._head) - start) :]


def places_of_pages(path: Path) -> tuple[int, ...]:
    """Where each page's directory stands, thumbnails left out.

    Raises OSError, ValueError or struct.error where the file is damaged, EOFError where it ends
    too early.
    """
    state = path.stat()
    return _places(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _places(path: Path, _written: int, size: int) -> tuple[int, ...]:
    with path.open("rb") as file:
        found = dict(_directories(file, _layout(file), size))
    pages = tuple(place for place, kind in found.items() if not kind & _SMALLER_OR_MASK)
    return pages or tuple(found)[:1]


def _layout(file: BinaryIO | io.FileIO) -> _Layout:
    head = file.read(8)
    order = "<" if head[:2] == b"II" else ">"
    big = struct.unpack(f"{order}H", head[2:4])[0] == _BIG
    formats = ("Q", "HHQI4x", "Q") if big else ("H", "HHII", "I")
    count, entry, address = (struct.Struct(order + format_) for format_ in formats)
    return _Layout(head if big else head[:4], count, entry, address)


def _directories(file: BinaryIO, layout: _Layout, size: int) -> Iterator[tuple[int, int]]:
    """Each directory's place and kind; a chain that bites its own tail ends there."""
    seen: set[int] = set()
    place = _address(file, layout, len(layout.header))
    while place and place not in seen:
        if place >= size:
            raise ValueError(f"a page should stand at {place} of {size} bytes")
        seen.add(place)
        (count,) = layout.tally.unpack(_at(file, place, layout.tally.size))
        tags = _at(file, place + layout.tally.size, min(count, _MOST_TAGS) * layout.entry.size)
        yield place, _kind(tags, layout)
        place = _address(file, layout, place + layout.tally.size + count * layout.entry.size)


def _kind(tags: bytes, layout: _Layout) -> int:
    """What TIFF calls the subfile's type; the value stands where its address otherwise would."""
    entries = layout.entry.iter_unpack(tags)
    return next((int(value) for tag, _, _, value in entries if tag == _SUBFILE), 0)


def _address(file: BinaryIO, layout: _Layout, place: int) -> int:
    return int(layout.address.unpack(_at(file, place, layout.address.size))[0])


def _at(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    content = file.read(size)
    if len(content) < size:
        raise EOFError(os.fspath(file.name))
    return content
