"""Files that come with the code that writes by them: style sheets, page templates."""

from __future__ import annotations

from pathlib import Path

from mintobrief.errors import MissingResource


def shipped_text(path: Path) -> str:
    """What it says, its lines ended by \\n alone; raises as `shipped_bytes`."""
    return shipped_bytes(path).decode().replace("\r\n", "\n")


def shipped_bytes(path: Path) -> bytes:
    """As it is; raises MissingResource where the installation lacks it."""
    try:
        return path.read_bytes()
    except OSError as exc:
        raise MissingResource(path.name) from exc
