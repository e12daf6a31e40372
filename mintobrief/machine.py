"""What this machine has to offer: cores, and memory."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_LIMITS = ("memory.max", "memory/memory.limit_in_bytes")  # of a container, new and old
_GROUP = Path("/sys/fs/cgroup")


def cores() -> int:
    """How many this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory(group: Path = _GROUP) -> int | None:
    """Bytes of memory that programs may use in all; None where the system does not say."""
    known = [limit for limit in (_installed(), *_granted(group)) if limit]
    return min(known, default=None)


def _installed() -> int | None:
    if sys.platform == "win32":
        return None
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return None


def _granted(group: Path) -> list[int]:
    """What a container was given; the word `max` stands for no limit."""
    found = []
    for name in _LIMITS:
        with suppress(OSError, ValueError):
            found.append(int((group / name).read_text()))
    return found
