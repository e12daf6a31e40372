"""Two machines on one PostgreSQL and one folder of files, and the cable of one is pulled:

    python -m tests.drills.machines [--inputs 16] [--away 60]

For Linux and root: each worker lives in a network namespace of its own, with a library folder
and a home of its own; they share the server, which they reach through a bridge, and the files.
Does the other do what the first had begun, and is nothing there twice when it comes back?
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mintobrief.domain.job import JobState
from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.store import library_of
from tests.drills import server
from tests.drills.disk import until
from tests.drills.kills import ROOT, Reviewer, report
from tests.drills.work import settings_at
from tests.jobs.benches import PACE, mixed

_BRIDGE, _HOME = "mintobr0", "10.77.0.1"
_BLOBS = "MINTOBRIEF_BLOBS"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


@contextmanager
def bridge() -> Iterator[None]:
    ip("link", "add", _BRIDGE, "type", "bridge")
    try:
        ip("addr", "add", f"{_HOME}/24", "dev", _BRIDGE)
        ip("link", "set", _BRIDGE, "up")
        yield
    finally:
        ip("link", "del", _BRIDGE)


@contextmanager
def machine(number: int) -> Iterator[str]:
    """A network of its own, with a cable to the bridge; answers the cable's name."""
    name, cable, plug = f"mintobrief{number}", f"mintobr{number}a", f"mintobr{number}b"
    ip("netns", "add", name)
    try:
        ip("link", "add", cable, "type", "veth", "peer", "name", plug)
        ip("link", "set", cable, "master", _BRIDGE, "up")
        ip("link", "set", plug, "netns", name)
        ip("-n", name, "addr", "add", f"10.77.0.{number + 1}/24", "dev", plug)
        ip("-n", name, "link", "set", plug, "up")
        yield cable
    finally:
        ip("netns", "del", name)


def begun(number: int, folder: Path, url: str) -> subprocess.Popen[bytes]:
    home = folder / f"machine{number}"
    home.mkdir()
    work = [sys.executable, "-m", "tests.drills.work", str(home / "library"), str(home), url]
    with (home / "said").open("wb") as paper:
        return subprocess.Popen(
            ["ip", "netns", "exec", f"mintobrief{number}", *work],
            cwd=ROOT,
            env={**os.environ, PACE: "3"},
            stdout=paper,
            stderr=paper,
        )


def done(queue: Queue) -> int:
    return sum(job.state is JobState.DONE for job in queue.jobs())


def run(options: argparse.Namespace, folder: Path, opened: ExitStack) -> dict[str, object]:
    opened.enter_context(bridge())
    cables = [opened.enter_context(machine(number)) for number in (1, 2)]
    url = opened.enter_context(server.running(_HOME)).url
    os.environ[_BLOBS] = str(folder / "files")
    settings = settings_at(folder / "library", folder / "home", url)
    library = opened.enter_context(library_of(settings))
    queue = opened.enter_context(open_queue(library, settings))
    for file in mixed(folder / "in", options.inputs):
        queue.enqueue([file])
    workers = [begun(number, folder, url) for number in (1, 2)]
    for worker in workers:
        opened.callback(worker.kill)
    until(lambda: done(queue) >= options.inputs // 4, "a quarter is done")
    before = done(queue)
    ip("link", "set", cables[0], "down")
    began = time.monotonic()
    time.sleep(options.away)
    meanwhile = done(queue)
    ip("link", "set", cables[0], "up")
    until(lambda: done(queue) == options.inputs, "all are done")
    took = time.monotonic() - began
    time.sleep(15)  # whoever came back has time to do harm
    return {
        "done_when_pulled": before,
        "done_while_away": meanwhile - before,
        "all_done_after_s": round(took, 1),
        "workers_that_left": sum(worker.poll() is not None for worker in workers),
        **report(queue, library, Reviewer(library)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=16)
    parser.add_argument("--away", type=float, default=60.0)
    options = parser.parse_args()
    with TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        figures = run(options, folder, opened)
        for path in sorted(folder.glob("machine*/said")):
            sys.stderr.write(f"--- {path.parent.name}\n{path.read_text()}\n")
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    whole = figures["done"] == figures["jobs"] == figures["meetings"]
    sys.exit(0 if whole and not figures["twice"] and not figures["workers_that_left"] else 1)


if __name__ == "__main__":
    main()
