"""A disk that is full, a library that is read-only, in the middle of the work: is all done when
that is mended, and nobody lifts a hand?

    python -m tests.drills.disk {full,cache,read-only} {worker,batch} [--inputs 12] [--hold 20]

For Linux and root: the library (or the cache) lies on a small disk in memory that is filled to the
last byte; for a library that is read-only what runs is bound by the rights of files as anybody is.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mintobrief.domain.job import JobState
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from tests.drills.kills import ROOT, Reviewer, report
from tests.drills.work import settings_at
from tests.jobs.benches import PACE, mixed

_LATEST = 900.0  # seconds
_SIZE = "64m"
_BOUND = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")


@contextmanager
def small_disk(at: Path) -> Iterator[None]:
    at.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", str(at)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Not a byte is left."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    subprocess.run(["chmod", "-R", "a-w", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)


def until(true: Callable[[], bool], what: str) -> float:
    """The seconds until it is so."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < _LATEST, f"it took too long until {what}"
        time.sleep(0.3)
    return time.monotonic() - began


def begun(options: argparse.Namespace, folder: Path) -> subprocess.Popen[bytes]:
    module = ["tests.drills.batch", str(folder), "--child"]
    if options.who == "worker":
        module = ["tests.drills.work", str(folder / "library"), str(folder / "home")]
    with (folder / "said").open("wb") as paper:
        return subprocess.Popen(
            [*_BOUND, sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, PACE: "1"},
            stdout=paper,
            stderr=paper,
        )


def run(options: argparse.Namespace, folder: Path, opened: ExitStack) -> dict[str, object]:
    place, disk = folder / "library", folder / ("home" if options.what == "cache" else "library")
    opened.enter_context(small_disk(disk))
    library = opened.enter_context(open_library(place))
    queue = opened.enter_context(open_queue(library, settings_at(place, folder / "home", None)))
    for file in mixed(folder / "in", options.inputs):
        if options.who == "worker":
            queue.enqueue([file])

    def done() -> int:
        return sum(job.state is JobState.DONE for job in queue.jobs())

    process = begun(options, folder)
    opened.callback(process.kill)
    until(lambda: done() >= 2, "two are done")
    before = done()
    with read_only(place) if options.what == "read-only" else filled(disk):
        time.sleep(options.hold)
        meanwhile, left = done(), process.poll() is not None
    resumed = until(
        lambda: done() > meanwhile or meanwhile == len(queue.jobs()), "one more is done"
    )
    until(lambda: all(job.state.is_over for job in queue.jobs()), "all is over")
    if options.who == "batch":
        process.wait(60)
        left = process.returncode != 0
    return {
        "done_before": before,
        "done_meanwhile": meanwhile - before,
        "next_done_after_s": round(resumed, 1),
        "left": left,
        "failed": [str(job.trouble) for job in queue.jobs() if job.state is not JobState.DONE],
        **report(queue, library, Reviewer(library)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["full", "cache", "read-only"])
    parser.add_argument("who", choices=["worker", "batch"])
    parser.add_argument("--inputs", type=int, default=12)
    parser.add_argument("--hold", type=float, default=20.0)
    options = parser.parse_args()
    with TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        opened.callback(lambda: sys.stderr.write((folder / "said").read_text()))
        figures = run(options, folder, opened)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    whole = figures["done"] == figures["jobs"] == figures["meetings"]
    sys.exit(0 if whole and not figures["twice"] and not figures["left"] else 1)


if __name__ == "__main__":
    main()
