"""Where decoded sound lies for as long as it is needed, and not a moment longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from time import time

from mintobrief.errors import CacheUnwritable

_PREFIX = "sound-"
_STALE = 3 * 24 * 3600.0  # seconds, longer than the longest recording takes


@contextmanager
def scratch_folder(within: Path | None) -> Iterator[Path]:
    """A folder that is gone afterwards, but for what Windows still maps.

    None leaves the place to the system. Raises CacheUnwritable.
    """
    try:
        if within:
            within.mkdir(parents=True, exist_ok=True)
            _sweep(within)
        made = TemporaryDirectory(prefix=_PREFIX, dir=within, ignore_cleanup_errors=True)
    except OSError as exc:
        raise CacheUnwritable(str(within or gettempdir()), exc) from exc
    with made as folder:
        yield Path(folder)


def _sweep(within: Path) -> None:
    """Remove the sound that a program killed long ago left behind."""
    for left in within.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another program swept it first
            if time() - left.stat().st_mtime > _STALE:
                rmtree(left)
