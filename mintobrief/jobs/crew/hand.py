"""A child process as its parent sees it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from time import monotonic
from typing import Any

from mintobrief.jobs.crew.child import OUT_OF_MEMORY, serve
from mintobrief.jobs.crew.task import Call, Limits, Loss

_ABORTED = -signal.SIGABRT  # as a library ends itself, mostly for want of memory
_FAREWELL = 5.0  # seconds until a child whose pipe is closed has ended
# children die with the thread that began them: this one lasts as long as the program
_NURSERY = ThreadPoolExecutor(1, "nursery")
_SPAWN = get_context("spawn")  # a fork would copy the locks of other threads as they are


@dataclass(frozen=True, slots=True)
class Errand:
    """A task in its place, and how often it has been tried."""

    number: int
    call: Call[Any]
    tries: int = 0


class Hand:
    """A child that makes its engine, then does one errand at a time."""

    def __init__(self, make: Callable[[], object], limits: Limits) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._limits = limits
        self._process = _SPAWN.Process(
            target=serve, args=(theirs, os.getpid(), make, limits), daemon=not limits.parent
        )
        _NURSERY.submit(self._start).result()
        theirs.close()
        self.errand: Errand | None = None
        self.ready = False
        self._allow(limits.start)

    def _start(self) -> None:
        with deaf_to_interrupts():
            self._process.start()

    def give(self, errand: Errand) -> None:
        """Raises OSError where the child is gone."""
        self.pipe.send(errand.call)
        self.errand = errand
        if self.ready:
            self._allow(self._limits.seconds)

    def started(self) -> None:
        """Its engine is made; only now the time of its first errand begins."""
        self.ready = True
        self._allow(self._limits.seconds)

    def told(self) -> None:
        """It is getting on: its time begins anew."""
        self._allow(self._limits.seconds)

    def is_overdue(self) -> bool:
        """Whether it has used up its time and is to be given up."""
        return monotonic() >= self._wall or self._spent() >= self._most

    def is_hopeless(self) -> bool:
        """Whether what ended it would end another child as well. Asked as `why_it_ended` is."""
        self._process.join(_FAREWELL)
        return self._process.exitcode == _ABORTED

    def why_it_ended(self) -> Loss:
        """Asked when its end of the pipe is closed."""
        self._process.join(_FAREWELL)
        if self._process.exitcode in (OUT_OF_MEMORY, -9, _ABORTED):
            return Loss.MEMORY
        return Loss.CRASH

    def end(self) -> None:
        """Now, whatever it is at."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _allow(self, seconds: float) -> None:
        self._wall = monotonic() + self._limits.wall
        self._most = self._spent() + seconds

    def _spent(self) -> float:
        pid = self._process.pid
        return _seconds_of(pid) if pid else 0.0


if sys.platform == "linux":

    def _seconds_of(pid: int) -> float:
        """The time of a processor that a child has used."""
        try:
            told = Path(f"/proc/{pid}/stat").read_text(errors="replace")
        except OSError:  # it is gone, as its pipe will tell
            return 0.0
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

else:

    def _seconds_of(_pid: int) -> float:
        return monotonic()  # how long it has run: what it used is not known here


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Children made here never hear Ctrl-C, not even while Python itself starts in them."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # else started within, and it lets interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
