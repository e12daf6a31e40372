"""What the bytes of a recording say that the decoder keeps to itself: locks, and broken ends."""

from __future__ import annotations

from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

_MOST = 64 * 2**20  # bytes of an index; hours of sound take less
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_LOCKS = (
    bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e"),  # content encryption
    bytes.fromhex("14e68a292226174cb935dae07ee9289c"),  # extended content encryption
)
_PAGE = 65_536 + 300  # bytes of the longest Ogg page
_LAST_PAGE = 4  # its flag


def is_protected(path: Path) -> bool:
    """Whether its seller or maker locked it (DRM), so that nobody else can decode it."""
    with path.open("rb") as file:
        head = file.read(24)
        if head.startswith(_ASF):
            content = head + file.read(min(_MOST, int.from_bytes(head[16:24], "little")))
            return any(lock in content for lock in _ASF_LOCKS)
        return any(_locks(content) for kind, content in _boxes(file) if kind == b"moov")


def _locks(index: bytes) -> bool:
    return b"sinf" in index and (b"enca" in index or b"drms" in index)


def lacks_index(path: Path) -> bool:
    """Whether it is an MP4 that nobody finished: the recorder lost power before the end."""
    with path.open("rb") as file:
        kinds = [kind for kind, _ in _boxes(file)]
    return kinds[:1] == [b"ftyp"] and b"moov" not in kinds


def lacks_end(path: Path) -> bool:
    """Whether it is an Ogg file whose last page does not say that it is the last."""
    with path.open("rb") as file:
        if file.read(4) != b"OggS":
            return False
        file.seek(max(0, path.stat().st_size - _PAGE))
        end = file.read()
    last = end.rfind(b"OggS")
    return last < 0 or len(end) < last + 6 or not end[last + 5] & _LAST_PAGE


def states_frames(path: Path) -> bool:
    """Whether an MP3 says at its beginning how many frames follow; else its length is a guess."""
    with path.open("rb") as file:
        head = file.read(10)
        tag = 0
        if head.startswith(b"ID3"):
            tag = 10 + sum(
                byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)
            )
        file.seek(tag)
        first = file.read(256)
    at = max(first.find(b"Xing"), first.find(b"Info"))
    return 0 <= at < len(first) - 7 and bool(first[at + 7] & 1)


def claimed_share(path: Path) -> float:
    """How many times its real size a WAV file claims to be; the decoder believes the size."""
    with path.open("rb") as file:
        head = file.read(8)
    claimed = int.from_bytes(head[4:], "little") + 8
    if head[:4] != b"RIFF" or claimed > 0xFFFF_FF00:  # a recorder that did not know yet
        return 1.0
    return max(1.0, claimed / path.stat().st_size)


def _boxes(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """The boxes an MP4 consists of, by kind; the content only of its index."""
    at, end = 0, file.seek(0, SEEK_END)
    while at < end:
        file.seek(at)
        head = file.read(16)
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if size == 1:
            size = int.from_bytes(head[8:], "big")
        if len(head) < 8 or not kind.isalnum():
            return
        content = b""
        if kind == b"moov":
            file.seek(at)
            content = file.read(min(_MOST, size or _MOST))
        yield kind, content
        if size < 8:  # to the end of the file, or nonsense
            return
        at += size
