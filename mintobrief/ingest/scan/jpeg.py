"""Whether a JPEG goes on to its end.

A copy that broke off is often as long as it should be, and zeros where its end would stand, or
has been given the mark of an end by what copied it: libjpeg reads those as a grey lower half,
and says nothing.
"""

from __future__ import annotations

import mmap
import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_BARE = {0x01, *range(0xD0, 0xD9)}  # marks that nothing belongs to
# within a scan FF is followed by 00, by a restart mark, or by another FF
_GREY = frozenset(range(126, 131))  # what libjpeg paints where nothing is left to read
_MORE = bytes(range(1, 251)) * 40  # as good a scan as any
_MARK = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])", re.DOTALL)


def is_whole(picture: Image.Image, path: Path) -> bool:
    """Whether a scan of the first picture ends with the mark that it is the end, and that scan
    has all rows of `picture`, which is what was read there."""
    end = _end(path)
    return end is not None and not (_ends_grey(picture) and _takes_more(picture, path, end))


def _ends_grey(picture: Image.Image) -> bool:
    last = picture.crop((0, picture.height - 1, *picture.size))
    return _GREY.issuperset(last.tobytes())


def _takes_more(picture: Image.Image, path: Path, end: int) -> bool:
    """Whether more of a scan would change the picture: one that has all its rows takes none."""
    with path.open("rb") as file:
        longer = file.read(end) + _MORE + bytes((0xFF, _END))
    with JpegImageFile(BytesIO(longer)) as more:
        return more.tobytes() != picture.tobytes()


def _end(path: Path) -> int | None:
    """Where the mark stands that ends the first picture; None where it does not."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        place, scanned = 0, False
        while found := _MARK.search(data, place):
            mark = found[1][0]
            if mark == _END:
                return found.start() if scanned else None
            scanned = scanned or mark == _SCAN
            place = found.end() if mark in _BARE else found.end() + _length(data, found.end())
        return None


def _length(data: mmap.mmap, place: int) -> int:
    return max(2, int.from_bytes(data[place : place + 2], "big"))
