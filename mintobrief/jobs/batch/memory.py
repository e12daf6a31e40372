"""What was found out about the files of a folder, so that thousands are not read anew each time
the same batch is run: a file is taken for unchanged by what the system tells of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mintobrief.checkpoints import load, save
from mintobrief.domain.job import Input
from mintobrief.jobs.intake import look_at

_FRESH = 2_000_000_000  # nanoseconds: what was written so lately may be written to again unnoticed

Print = tuple[int, int, int, int]  # inode, size, times of change of the content and of the entry


@dataclass(frozen=True, slots=True)
class Known:
    """A file by its path, what the system told of it then, and what it held."""

    path: str
    print: Print
    held: Input


@dataclass(slots=True)
class Memory:
    """Remembers in the file `kept`; what is lost of it is found out again."""

    kept: Path
    look: Callable[[Path], Input] = look_at
    _known: dict[str, Known] = field(default_factory=dict)
    _is_new: bool = False

    def __post_init__(self) -> None:
        found: tuple[Known, ...] = load(self.kept, tuple[Known, ...]) or ()
        self._known = {known.path: known for known in found}

    def ask(self, path: Path) -> Input:
        """As `look_at`, of which it raises what it raises."""
        before = _print_of(path)
        known = self._known.get(str(path))
        if known and known.print == before:
            return known.held
        found = self.look(path)
        if before and max(before[2:]) < time.time_ns() - _FRESH and _print_of(path) == before:
            self._known[str(path)] = Known(str(path), before, found)
            self._is_new = True
        return found

    def keep(self) -> None:
        """Have it outlast the program."""
        if self._is_new:
            save(self.kept, tuple(self._known.values()))
            self._is_new = False


def _print_of(path: Path) -> Print | None:
    """None for what is no file that can be looked at."""
    with suppress(OSError):
        told = path.stat()
        return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns
    return None
