"""Whether a JPEG goes on to its end.

A copy that broke off is often as long as it should be, and zeros where its end would stand:
libjpeg reads those as a grey lower half, and says nothing.
"""

from __future__ import annotations

import mmap
import re
from pathlib import Path

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_BARE = {0x01, *range(0xD0, 0xD9)}  # marks that nothing belongs to
# within a scan FF is followed by 00, by a restart mark, or by another FF
_MARK = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])", re.DOTALL)


def is_whole(path: Path) -> bool:
    """Whether a scan of the first picture ends with the mark that it is the end."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        place, scanned = 0, False
        while found := _MARK.search(data, place):
            mark = found[1][0]
            if mark == _END:
                return scanned
            scanned = scanned or mark == _SCAN
            place = found.end() if mark in _BARE else found.end() + _length(data, found.end())
        return False


def _length(data: mmap.mmap, place: int) -> int:
    return max(2, int.from_bytes(data[place : place + 2], "big"))
