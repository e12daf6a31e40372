"""Two workers as they are shipped, engines and all, on one database and one folder of files:

    python -m tests.drills.two FILE [FILE ...]

Each has a home and a library folder of its own, as on two machines. When the first job is done
one of them is killed; when half are done it comes back. Prints how that went, and
exits with 1 where a job is not done or a meeting is there twice.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mintobrief.config import read_settings
from mintobrief.domain.job import JobState
from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.store import library_of
from tests.drills import server
from tests.drills.disk import until
from tests.drills.kills import ROOT, Reviewer, report


def begun(home: Path, url: str, blobs: Path) -> subprocess.Popen[bytes]:
    """A worker as a person starts it."""
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "mintobrief", "--library", str(home / "library"), "worker"]
    with (home / "said").open("ab") as paper:
        return subprocess.Popen(
            [*command, "--database-url", url, "--blobs", str(blobs)],
            cwd=ROOT,
            env={**os.environ, "HOME": str(home), "MINTOBRIEF_CACHE": str(home / "cache")},
            stdout=paper,
            stderr=paper,
        )


def done(queue: Queue) -> int:
    return sum(job.state is JobState.DONE for job in queue.jobs())


def run(files: list[Path], folder: Path, opened: ExitStack) -> dict[str, object]:
    url, blobs = opened.enter_context(server.running()).url, folder / "files"
    asked = read_settings({"HOME": str(folder)}, folder / "library")
    asked = replace(asked, database=url, blobs=str(blobs))
    library = opened.enter_context(library_of(asked))
    queue = opened.enter_context(open_queue(library, asked))
    for file in files:
        queue.enqueue([file])
    workers = [begun(folder / name, url, blobs) for name in ("one", "two")]
    for worker in workers:
        opened.callback(worker.kill)
    began = time.monotonic()
    until(lambda: done(queue) >= 1, "the first is done")
    workers[0].kill()
    workers[0].wait()
    until(lambda: done(queue) >= len(files) // 2, "half are done")
    workers[0] = begun(folder / "one", url, blobs)
    opened.callback(workers[0].kill)
    until(lambda: all(job.state.is_over for job in queue.jobs()), "all is over")
    seconds = time.monotonic() - began
    for worker in workers:
        worker.terminate()
    return {
        "seconds": round(seconds, 1),
        "exit_codes": [worker.wait(60) for worker in workers],
        "files_in_homes": sum(len(list(folder.glob(f"{name}/library/files/*"))) for name in _HOMES),
        **report(queue, library, Reviewer(library)),
        "failed": [str(job.trouble) for job in queue.jobs() if job.trouble],
    }


_HOMES = ("one", "two")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    with TemporaryDirectory() as name, ExitStack() as opened:
        figures = run(options.files, Path(name), opened)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    whole = figures["done"] == figures["jobs"] == figures["meetings"]
    sys.exit(0 if whole and not figures["twice"] else 1)


if __name__ == "__main__":
    main()
