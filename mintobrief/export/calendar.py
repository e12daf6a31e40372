"""Lines of an iCalendar (RFC 5545): text escaped, long lines folded."""

from __future__ import annotations

import re
from collections.abc import Iterable

WIDTH = 75  # bytes a line may have (RFC 5545, 3.1)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def calendar_of(lines: Iterable[str]) -> bytes:
    """The lines as a file."""
    return b"".join(_folded(line) for line in lines)


def escaped(text: str) -> str:
    """Text as the value of a property; what no line may hold becomes a blank."""
    return re.sub(r"[\\;,]", r"\\\g<0>", _CONTROL.sub(" ", text)).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line cut where it grows too long, never inside a character."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        # a continued line begins with a space, which counts
        room = WIDTH - bool(pieces)
        if len((piece + character).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece]).encode() + b"\r\n"
