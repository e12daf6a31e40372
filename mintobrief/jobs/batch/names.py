"""Names of files: in the order a person counts them, and as they can be shown and kept."""

from __future__ import annotations

import os
import re
from pathlib import PurePath

from mintobrief.language.numerals import read_number

_NUMBER = re.compile(r"([0-9]+|[一二三四五六七八九十]+)")
_SKELETON = re.compile(r"[\W_]+|\d+")

Order = tuple[tuple[int, int, str], ...]


def in_order(name: str) -> tuple[Order, str]:
    """A key that sorts names as a person counts: page2 before page10, 第二次 before 第十次."""
    pieces = (piece for piece in _NUMBER.split(name) if piece)
    return tuple(_rank(piece) for piece in pieces), name


def _rank(piece: str) -> tuple[int, int, str]:
    number = read_number(piece) if _NUMBER.fullmatch(piece) else None
    return (1, 0, piece.casefold()) if number is None else (0, number, "")


def shown(path: PurePath) -> str:
    """The path as text that every file and database can hold: what cannot be shown is escaped."""
    raw = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in raw)


def skeleton(stem: str) -> str:
    """A name without its numbers and marks: IMG_0012 and IMG_0013 have it in common."""
    return _SKELETON.sub("", stem).casefold()
