"""Whether a JPEG has all its rows, each from the data that belong to it.

libjpeg says nothing of damage: what it cannot decode it paints grey, and where data are missing
in the middle all that follows is shifted. Three things tell: a stricter decoder gives up; more
data would change the picture, so rows are missing; its last data do not, so rows came too soon.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import av
from av.codec import CodecContext
from av.error import FFmpegError, PatchWelcomeError
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

_MARKED, _END, _SCAN = 0xFF, 0xD9, 0xDA
_BARE = {0x01, *range(0xD0, 0xD9)}  # marks that nothing belongs to
# within a scan FF is followed by 00, by a restart mark, or by another FF
_MORE = bytes(range(1, 251)) * 40  # as good a scan as any
_LAST = 24  # bytes: a few blocks at the end of a scan
_OTHER = bytes((byte ^ 0x55) & 0x7F for byte in range(256))  # never FF
_MARK = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])", re.DOTALL)
_CLOSED = bytes((_MARKED, _END))


class _Scan(NamedTuple):
    """Where the data of the last scan of the first picture begin and end."""

    start: int
    end: int


def is_whole(picture: Image.Image, path: Path) -> bool:
    """Whether the first picture of a file ends with the mark that it is the end, and all of
    `picture`, which is what was read there, comes from data that belong to it."""
    return _is_sound(path.read_bytes(), picture)


def is_sound(data: bytes) -> bool:
    """The same for a JPEG without a file of its own, which need not have the mark of an end."""
    try:
        with JpegImageFile(BytesIO(data + _CLOSED)) as picture:
            picture.load()
            return _is_sound(data + _CLOSED, picture)
    except (OSError, SyntaxError, ValueError):  # what Pillow raises on damage
        return False


def _is_sound(data: bytes, picture: Image.Image) -> bool:
    scan = _last_scan(data)
    if scan is None or not _is_decoded(data[: scan.end] + _CLOSED):
        return False
    pixels = picture.tobytes()
    if _pixels(data[: scan.end] + _MORE + _CLOSED) != pixels:
        return False
    # the last scan of a progressive one refines, and may have nothing to say of the last rows
    return "progressive" in picture.info or _pixels(_with_another_end(data, scan)) != pixels


def _is_decoded(data: bytes) -> bool:
    """Whether FFmpeg decodes it all; what it knows no way to decode may be sound."""
    decoder = CodecContext.create("mjpeg", "r")
    decoder.options = {"err_detect": "explode"}
    try:
        return bool(decoder.decode(av.Packet(data)) or decoder.decode(None))
    except PatchWelcomeError:
        return True
    except FFmpegError:
        return False


def _with_another_end(data: bytes, scan: _Scan) -> bytes:
    place = max(scan.start, scan.end - _LAST)
    while data[place - 1] == _MARKED and place > scan.start:  # else it would be a mark, and no end
        place -= 1
    return data[:place] + data[place : scan.end].translate(_OTHER) + _CLOSED


def _pixels(data: bytes) -> bytes:
    with JpegImageFile(BytesIO(data)) as picture:
        return picture.tobytes()


def _last_scan(data: bytes) -> _Scan | None:
    """None where the picture is not ended by its mark."""
    place, begun = 0, None
    while found := _MARK.search(data, place):
        mark = found[1][0]
        if mark == _END:
            return None if begun is None else _Scan(begun, found.start())
        place = found.end() if mark in _BARE else found.end() + _length(data, found.end())
        begun = place if mark == _SCAN else begun
    return None


def _length(data: bytes, place: int) -> int:
    return max(2, int.from_bytes(data[place : place + 2], "big"))
