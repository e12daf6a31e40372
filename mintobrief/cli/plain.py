"""Words of strangers, made safe to print."""

from __future__ import annotations


def plain(words: str) -> str:
    """Without control characters: what an uploader wrote must not drive the terminal."""
    return "".join(c for c in words if c.isprintable() or c == " ")
