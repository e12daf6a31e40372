"""A child process as its parent sees it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from time import monotonic
from typing import Any

from mintobrief.jobs.child import OUT_OF_MEMORY, serve
from mintobrief.jobs.task import Call, Limits, Loss

_FAREWELL = 5.0  # seconds until a child whose pipe is closed has ended
_SPAWN = get_context("spawn")  # a fork would copy the locks of other threads as they are


@dataclass(frozen=True, slots=True)
class Job:
    """A task in its place, and how often it has been tried."""

    number: int
    call: Call[Any]
    tries: int = 0


class Worker:
    """A child that makes its engine, then does one job at a time.

    `due` is when it is to be given up, on the clock of `monotonic`.
    """

    def __init__(self, make: Callable[[], object], limits: Limits) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._limits = limits
        self._process = _SPAWN.Process(
            target=serve, args=(theirs, os.getpid(), make, limits), daemon=True
        )
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()
        self.job: Job | None = None
        self.ready = False
        self.due = monotonic() + limits.start

    def give(self, job: Job) -> None:
        """Raises OSError where the child is gone."""
        self.pipe.send(job.call)
        self.job = job
        if self.ready:
            self.due = monotonic() + self._limits.seconds

    def started(self) -> None:
        """Its engine is made; only now the time of its first job begins."""
        self.ready = True
        self.due = monotonic() + self._limits.seconds

    def why_it_ended(self) -> Loss:
        """Asked when its end of the pipe is closed."""
        self._process.join(_FAREWELL)
        if self._process.exitcode in (OUT_OF_MEMORY, -9):
            return Loss.MEMORY
        return Loss.CRASH

    def end(self) -> None:
        """Now, whatever it is at."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
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
