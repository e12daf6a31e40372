"""What became of every file and page that was handed in: 台账."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a file or a page."""

    USED = "used"
    SKIPPED = "skipped"  # none of ours, empty, or there twice
    UNREADABLE = "unreadable"
    FAILED = "failed"
    WAITING = "waiting"  # not done yet


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A file, or a page (from 1) of it, and in which meetings it was used, or `why` not.

    `titles` are those of the meetings, in their order.
    """

    file: str
    fate: Fate
    page: int | None = None
    meetings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    why: str = ""
