"""Which copy of a briefing is made."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """The full copy for the files (存档版), or the one that is posted (公示版)."""

    ARCHIVE = "archive"
    PUBLIC = "public"
