"""The clock is changed while workers are at it, days back and days ahead: is all done, once?

    python -m tests.drills.clock FOLDER [--inputs 8] [--jumps=-3d,+5d]

The clock that a person can set jumps for all workers at once; the one that counts from the
machine's start does not, as in real life. What SQLite itself tells of the time does not either:
the two clocks disagree, which is worse than any real one.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

_LATEST = 900.0  # seconds
_CLOCK = "MINTOBRIEF_DRILL_CLOCK"  # the variable that says in what file the seconds stand
_DAY = 86_400


def skew() -> None:
    """From now on this process lives so many seconds ahead as the file says."""
    place = Path(os.environ[_CLOCK])
    true, true_ns = time.time, time.time_ns

    def ahead() -> int:
        return int(place.read_text() or "0")

    class Skewed(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
            return cls.fromtimestamp(true() + ahead(), tz)

    time.time = lambda: true() + ahead()
    time.time_ns = lambda: true_ns() + ahead() * 1_000_000_000
    datetime.datetime = Skewed  # type: ignore[misc]


def hired(folder: Path, number: int, database: str | None) -> subprocess.Popen[bytes]:
    """A worker that lives by the clock of the drill."""
    home = folder / f"home{number}"
    command = [sys.executable, "-m", "tests.drills.clock", "--work", str(folder / "library")]
    with (folder / f"said{number}").open("wb") as paper:
        return subprocess.Popen(
            [*command, str(home), *([database] if database else [])],
            env={**os.environ, _CLOCK: str(folder / "clock"), "MINTOBRIEF_DRILL_PACE": "1"},
            stdout=paper,
            stderr=paper,
        )


def run(options: argparse.Namespace, opened: ExitStack) -> dict[str, object]:
    from mintobrief.domain.job import JobState
    from mintobrief.jobs import open_queue
    from mintobrief.store import open_library
    from tests.drills.kills import Reviewer, report
    from tests.drills.work import settings_at
    from tests.jobs.benches import mixed

    place, clock = options.folder / "library", options.folder / "clock"
    library = opened.enter_context(open_library(place, options.database))
    asked = settings_at(place, options.folder / "home", options.database)
    queue = opened.enter_context(open_queue(library, asked))
    for file in mixed(options.folder / "in", options.inputs):
        queue.enqueue([file], name=file.name)

    def until(enough: int) -> float:
        began = time.monotonic()
        while sum(job.state is JobState.DONE for job in queue.jobs()) < enough:
            assert time.monotonic() - began < _LATEST, f"{enough} were not done in time"
            time.sleep(0.3)
        return round(time.monotonic() - began, 1)

    clock.write_text("0")
    workers = [hired(options.folder, n, options.database) for n in range(options.workers)]
    for worker in workers:
        opened.callback(worker.kill)
    waits = list[float]()
    for number, jump in enumerate(options.jumps, 1):
        before = options.inputs * number // (len(options.jumps) + 1)
        until(before)
        clock.write_text(str(int(jump.removesuffix("d")) * _DAY))
        waits.append(until(before + 1))
    until(options.inputs)
    return {
        "jumps": options.jumps,
        "next_done_after_s": waits,
        "workers_left": sum(worker.poll() is not None for worker in workers),
        **report(queue, library, Reviewer(library)),
    }


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        del sys.argv[1]
        skew()  # before anything else is imported that asks for the time
        from tests.drills.work import main as work

        work()
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inputs", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--jumps", type=lambda told: told.split(","), default=["-3d", "+5d"])
    parser.add_argument("--database")
    with ExitStack() as opened:
        figures = run(parser.parse_args(), opened)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    whole = figures["done"] == figures["jobs"] == figures["meetings"]
    sys.exit(0 if whole and not figures["twice"] and not figures["workers_left"] else 1)


if __name__ == "__main__":
    main()
