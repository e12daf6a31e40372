"""Workers for as long as a batch goes on: processes of their own, so that any number can work;
one that is gone is replaced, and all leave when the batch does, however it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from mintobrief.config import Settings
from mintobrief.errors import EngineStopped
from mintobrief.jobs.bench import Bench, shipped_bench
from mintobrief.jobs.crew.hand import deaf_to_interrupts
from mintobrief.jobs.patience import Tell, untold

Make = Callable[[Settings], Bench]

_SPAWN = get_context("spawn")
_LEAVE = 30.0  # seconds for a worker to leave by itself
_DEATHS, _WITHIN = 5, 60.0  # so many deaths in so many seconds are no accident
_LOG_MOST = 1_000_000  # bytes of the log that are kept from one batch to the next


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection  # closed when the worker is to leave


class Shift:
    """So many workers of a library; `look` now and then keeps up their number, and has `tell`
    hear what they wait for."""

    def __init__(self, settings: Settings, size: int, make: Make, tell: Tell) -> None:
        self._settings = _shared(settings, size)
        self._make = make
        self._tell = tell
        self._told = ""
        self._deaths: list[float] = []
        self._workers = [self._hired() for _ in range(size)]

    def look(self) -> None:
        """Replace who is gone. Raises EngineStopped where that is of no use."""
        for number, worker in enumerate(self._workers):
            self._hear(worker)
            if not worker.process.is_alive():
                worker.pipe.close()
                self._count_death()
                self._workers[number] = self._hired()

    def _hear(self, worker: _Worker) -> None:
        """What a worker has to tell; what all of them say is told once."""
        try:
            while worker.pipe.poll():
                words = worker.pipe.recv()
                if words != self._told:
                    self._told = words
                    self._tell(words)
        except (EOFError, OSError):
            return  # it is gone, as will be seen

    def leave(self) -> None:
        """Send all home: what they are at goes back to the queue."""
        for worker in self._workers:
            worker.pipe.close()
        latest = monotonic() + _LEAVE
        for worker in self._workers:
            worker.process.join(max(0.1, latest - monotonic()))
            worker.process.kill()
            worker.process.join()

    def _hired(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(self._settings, self._make, theirs))
        with deaf_to_interrupts():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _count_death(self) -> None:
        self._deaths = [*self._deaths[1 - _DEATHS :], monotonic()]
        if len(self._deaths) == _DEATHS and self._deaths[-1] - self._deaths[0] < _WITHIN:
            raise EngineStopped(f"处理程序一再退出，记录在 {log_of(self._settings)}")


@contextmanager
def shift(
    settings: Settings, size: int, make: Make = shipped_bench, tell: Tell = untold
) -> Iterator[Shift]:
    """Workers that begin now and leave in the end."""
    workers = Shift(settings, size, make, tell)
    try:
        yield workers
    finally:
        workers.leave()


def log_of(settings: Settings) -> Path:
    """Where workers of a batch write what developers want to know."""
    return settings.library / "worker.log"


def _shared(settings: Settings, size: int) -> Settings:
    """What one of several workers may use of the machine."""
    return replace(
        settings,
        threads=max(1, settings.threads // max(1, size)),
        workers=max(1, settings.workers // max(1, size)),
    )


def _work(settings: Settings, make: Make, pipe: Connection) -> None:
    """A worker's life: until the other end of the pipe is closed, or its process has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch to answer
    _write_to(log_of(settings))
    from mintobrief.jobs.worker import run

    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())  # of a system that shuts down
    Thread(target=_wait_for_end, args=(pipe, stop), daemon=True).start()
    run(settings, stop, make, pipe.send)


def _wait_for_end(pipe: Connection, stop: Event) -> None:
    try:
        pipe.recv()
    except (EOFError, OSError):
        stop.set()


def _write_to(log: Path) -> None:
    """What is shouted goes there: it would stand across the bar of the batch."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        if file.tell() > _LOG_MOST:
            file.truncate(0)
        os.dup2(file.fileno(), 2)
