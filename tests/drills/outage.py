"""The database gone in the middle of the work: does everything end done, and nobody lift a hand?

    python -m tests.drills.outage [--inputs 60] [--workers 3] [--away 60] [--mode immediate]

Workers with homes of their own on a PostgreSQL that is stopped when a fifth of the jobs are done,
and started again `--away` seconds later. Prints its figures and what the workers said; exits with
1 where a job is not done, a meeting is there twice, or a worker left.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mintobrief.domain.job import JobState
from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.store import open_library
from tests.drills import server
from tests.drills.kills import Gang, Reviewer, report
from tests.drills.work import settings_at
from tests.jobs.benches import mixed

_LATEST = 1200.0  # seconds


def until_done(queue: Queue, count: int) -> float:
    """The seconds until so many jobs are over."""
    began = time.monotonic()
    while sum(job.state.is_over for job in queue.jobs()) < count:
        assert time.monotonic() - began < _LATEST, queue.jobs()
        time.sleep(0.5)
    return time.monotonic() - began


def run(options: argparse.Namespace, folder: Path, opened: ExitStack) -> dict[str, object]:
    database = opened.enter_context(server.running())
    place, url = folder / "library", database.url
    library = opened.enter_context(open_library(place, url))
    queue = opened.enter_context(open_queue(library, settings_at(place, folder, url)))
    for file in mixed(folder / "in", options.inputs):
        queue.enqueue([file])
    gang = Gang(place, folder / "homes", url, 0.5, folder / "said")
    opened.callback(gang.kill_all)
    for home in range(options.workers):
        gang.hire(home)
    until_done(queue, options.inputs // 5)
    before = sum(job.state.is_over for job in queue.jobs())
    database.stop(options.mode)
    time.sleep(options.away)
    left = sum(worker.poll() is not None for worker in gang.workers)
    database.start()
    resumed = until_done(queue, before + 1)
    until_done(queue, options.inputs)
    left += sum(worker.poll() is not None for worker in gang.workers)
    began = time.monotonic()
    gang.dismiss()
    return {
        "done_before": before,
        "first_done_after_s": round(resumed, 1),
        "workers_that_left": left,
        "leaving_s": round(time.monotonic() - began, 1),
        "failed": [str(job.trouble) for job in queue.jobs() if job.state is not JobState.DONE],
        **report(queue, library, Reviewer(library)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=60)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--away", type=float, default=60.0)
    parser.add_argument("--mode", choices=["fast", "immediate"], default="immediate")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, ExitStack() as opened:
        figures = run(options, Path(folder), opened)
        said = {path.name: path.read_text() for path in sorted(Path(folder, "said").iterdir())}
    for name, words in said.items():
        sys.stderr.write(f"--- worker {name}\n{words}\n")
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    whole = figures["done"] == figures["jobs"] == figures["meetings"]
    sys.exit(0 if whole and not figures["twice"] and not figures["workers_that_left"] else 1)


if __name__ == "__main__":
    main()
