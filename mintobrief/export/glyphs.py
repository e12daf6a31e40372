"""Which characters the fonts of this computer can show: the `cmap` tables of font files."""

from __future__ import annotations

import mmap
import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import category

_COLLECTION = b"ttcf"
# tables of characters to glyphs, by their number: segments of 16 bits, groups of 32 bits
_SEGMENTS, _GROUPS = 4, 12
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # of a character's variants


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font: a file, and which of a collection's fonts."""

    path: str
    index: int


def without_glyph(text: str, fonts: Iterable[FontFile]) -> tuple[str, ...]:
    """The characters of `text` that none of the fonts can show, in the order of their codes.

    What has no shape of its own (joiners, selectors of a variant) needs no glyph.
    """
    wanted = frozenset(ord(character) for character in text if not _is_shapeless(character))
    for font in fonts:
        if not wanted:
            break
        wanted -= shown_by(font, wanted)
    return tuple(chr(code) for code in sorted(wanted))


@cache
def shown_by(font: FontFile, characters: frozenset[int]) -> frozenset[int]:
    """Those of the characters that the font has a glyph for; none where it cannot be read."""
    try:
        with (
            Path(font.path).open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        ):
            return frozenset().union(*_found(mapped, font.index, characters))
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()  # a damaged font shows nothing


def _is_shapeless(character: str) -> bool:
    return category(character) in ("Cf", "Cc", "Zs") or bool(_SELECTOR.match(character))


def _found(file: mmap.mmap, index: int, characters: frozenset[int]) -> Iterator[set[int]]:
    """What each of the font's tables for Unicode holds, as far as we can read it."""
    for kind, start in _tables(file, index):
        if kind == _GROUPS:
            yield _in_groups(file, start, characters)
        elif kind == _SEGMENTS:
            yield {c for c in characters if c <= 0xFFFF and _in_segment(file, start, c)}


def _in_groups(file: mmap.mmap, start: int, characters: frozenset[int]) -> set[int]:
    (count,) = struct.unpack_from(">I", file, start + 12)
    groups = file[start + 16 : start + 16 + 12 * count]
    ranges = [(first, last) for first, last, _ in struct.iter_unpack(">III", groups)]
    places = {c: bisect_right(ranges, (c, 0x110000)) - 1 for c in characters}
    return {c for c, place in places.items() if place >= 0 and c <= ranges[place][1]}


def _in_segment(file: mmap.mmap, start: int, character: int) -> bool:
    (doubled,) = struct.unpack_from(">H", file, start + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", file, start + 14)
    place = 2 * bisect_left(ends, character)
    starts = start + 16 + doubled
    (first,) = struct.unpack_from(">H", file, starts + place)
    (delta,) = struct.unpack_from(">H", file, starts + doubled + place)
    (offset,) = struct.unpack_from(">H", file, starts + 2 * doubled + place)
    if character < first:
        return False
    if not offset:
        return bool((character + delta) & 0xFFFF)
    at = starts + 2 * doubled + place + offset + 2 * (character - first)
    (glyph,) = struct.unpack_from(">H", file, at)
    return bool(glyph)


def _tables(file: mmap.mmap, index: int) -> Iterator[tuple[int, int]]:
    """Kind and place of the font's tables for Unicode."""
    start = 0
    if file[:4] == _COLLECTION:
        (start,) = struct.unpack_from(">I", file, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", file, start + 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", file, start + 12 + 16 * number)
        if tag == b"cmap":
            yield from _subtables(file, offset)


def _subtables(file: mmap.mmap, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", file, start + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", file, start + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", file, start + offset)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            yield kind, start + offset
