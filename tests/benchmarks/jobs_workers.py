"""What more workers bring: python -m tests.benchmarks.jobs_workers [--inputs 60] [--seconds 4]

Recordings are converted by one, two and three workers, each a process with a home of its own.
Engines repeat what was recorded, and wait for as long as an engine would take, without work for
the processor: what is measured is whether the layer of jobs lets workers go on side by side.
Prints jobs a minute once every worker has begun, and how much of linear that is; then how long
it takes from the start of a worker, after its predecessor was killed, to its first new step.
Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.store import open_library
from tests.drills import server
from tests.drills.kills import Gang
from tests.drills.work import settings_at
from tests.jobs.benches import write_recording

_LATEST = 1800.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    kind = "PostgreSQL" if options.postgres else "SQLite"
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores, {kind}")
    pace = 0.0
    for workers in options.workers:
        found, again = measured(options, workers)
        pace = pace or found / workers
        told = f"{found:6.1f} jobs a minute, {found / (workers * pace):.2f} of linear"
        print(
            f"{workers} workers: {told}; after a kill {again:.1f} s to the first step", flush=True
        )


def measured(options: argparse.Namespace, workers: int) -> tuple[float, float]:
    """Jobs a minute, and the seconds until a worker is at work that comes after a kill."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        url = opened.enter_context(server.running()).url if options.postgres else None
        place = folder / "library"
        library = opened.enter_context(open_library(place, url))
        queue = opened.enter_context(open_queue(library, settings_at(place, folder, url)))
        (folder / "in").mkdir()
        for number in range(options.inputs * workers):
            queue.enqueue([write_recording(folder / "in", number)])
        gang = Gang(place, folder / "homes", url, options.seconds)
        opened.enter_context(closing(_Dismissed(gang)))
        for home in range(workers):
            gang.hire(home)
        pace = paced(queue, workers)
        return pace, resumed(queue, gang)


class _Dismissed:
    """The end of a gang."""

    def __init__(self, gang: Gang) -> None:
        self.close = gang.kill_all


def paced(queue: Queue, workers: int) -> float:
    """Jobs a minute, from when each worker has done one to when the last jobs begin."""
    first = 2 * workers
    until(lambda: over(queue) >= first)
    done, began = over(queue), time.monotonic()
    most = len(queue.jobs()) - 3 * workers
    until(lambda: over(queue) >= most)
    return 60 * (over(queue) - done) / (time.monotonic() - began)


def resumed(queue: Queue, gang: Gang) -> float:
    """All are killed; how long the next takes to begin a step, from its start."""
    gang.kill_all()
    gang.workers.clear()
    before, began = turns(queue), time.monotonic()
    gang.hire(0)
    until(lambda: turns(queue) > before)
    return time.monotonic() - began


def over(queue: Queue) -> int:
    return sum(job.state.is_over for job in queue.jobs())


def turns(queue: Queue) -> int:
    return sum(job.turn for job in queue.jobs())


def until(true: Callable[[], bool]) -> None:
    latest = time.monotonic() + _LATEST
    while not true():
        assert time.monotonic() < latest, "it took too long"
        time.sleep(0.2)


if __name__ == "__main__":
    main()
