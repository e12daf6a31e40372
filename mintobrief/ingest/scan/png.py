"""Whether a PNG has all its rows.

Where its data end early, but in order, a decoder leaves the rows that are missing black and says
nothing. What tells is how many bytes the data come to.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image

_MARK = 8  # bytes that every PNG begins with
_CHUNK, _CHECK = struct.Struct(">I4s"), 4
_HEADER = struct.Struct(">IIBBxxB")  # width, height, bits, kind of colour, interlaced
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of each kind of colour
_WHOLE = ((0, 0, 1, 1),)
_PASSES = (  # of an interlaced one: first column and row, and every how many
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
_AT_ONCE = 1 << 20  # bytes


def is_whole(picture: Image.Image, path: Path) -> bool:
    """Whether the file has data for every row of the `picture` that was read from it."""
    return not _may_lack_rows(picture) or _has_data(path)


def _may_lack_rows(picture: Image.Image) -> bool:
    """Of a picture without its last rows the last one has stayed empty; to count what the data
    come to would cost a second decoding of every page."""
    width, height = picture.size
    last = picture.crop((0, height - 1, width, height)).tobytes()
    return bool(picture.info.get("interlace")) or not any(last)


def _has_data(path: Path) -> bool:
    with path.open("rb") as file:
        chunks = _chunks(file)
        header = next(content for kind, content in chunks if kind == b"IHDR")
        missing = _size(header)
        for length in _inflated(content for kind, content in chunks if kind == b"IDAT"):
            missing -= length
            if missing <= 0:
                return True
    return False


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    file.seek(_MARK)
    while len(head := file.read(_CHUNK.size)) == _CHUNK.size:
        length, kind = _CHUNK.unpack(head)
        yield kind, file.read(length)
        file.seek(_CHECK, 1)


def _size(header: bytes) -> int:
    """Of all rows before they are deflated, each with the byte that tells its filter."""
    width, height, bits, colour, interlaced = _HEADER.unpack(header)
    pixel = bits * _CHANNELS[colour]
    sizes = (
        (-(-(width - left) // across), -(-(height - top) // down))
        for left, top, across, down in (_PASSES if interlaced else _WHOLE)
    )
    return sum(high * (1 + -(-wide * pixel // 8)) for wide, high in sizes if wide > 0)


def _inflated(parts: Iterator[bytes]) -> Iterator[int]:
    """How many bytes come out, never many at a time."""
    stream = zlib.decompressobj()
    for part in parts:
        while part:
            yield len(stream.decompress(part, _AT_ONCE))
            part = stream.unconsumed_tail
    yield len(stream.flush())
