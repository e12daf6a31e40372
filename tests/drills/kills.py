"""Workers on one library, killed at random: is everything done, once, and nothing lost?

    python -m tests.drills.kills FOLDER [--inputs 200] [--workers 3] [--kills 20] [--database URL]

Engines are stubbed by recording; each worker has a home of its own. While jobs are done a
reviewer judges what is there; at the end every judgement must still be. Prints its figures and
exits with 1 where anything is missing or there twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from mintobrief.domain import Judgement, Verdict
from mintobrief.domain.job import Job, JobState
from mintobrief.errors import EditedMeanwhile
from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.store import open_library
from mintobrief.store.library import Library
from tests.drills.work import settings_at
from tests.jobs.benches import PACE, mixed

ROOT = Path(__file__).parents[2]
_LATEST = 7200  # seconds


@dataclass
class Gang:
    """Workers in processes of their own; one that was killed is followed by another."""

    library: Path
    homes: Path
    database: str | None
    pace: float
    said: Path | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hire(self, home: int) -> None:
        command = [sys.executable, "-m", "tests.drills.work", str(self.library)]
        command.append(str(self.homes / str(home)))
        if self.database:
            command.append(self.database)
        environ = {**os.environ, PACE: str(self.pace)}
        with self._paper(home) as paper:
            worker = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=paper, stderr=paper)
        self.workers.insert(home, worker)

    def _paper(self, home: int) -> IO[bytes]:
        """Where what a worker says is written."""
        if self.said is None:
            return Path(os.devnull).open("wb")
        self.said.mkdir(exist_ok=True)
        return (self.said / str(home)).open("ab")

    def kill_one(self, chance: random.Random) -> None:
        """Without warning, and another takes its place."""
        home = chance.randrange(len(self.workers))
        victim = self.workers.pop(home)
        victim.kill()
        victim.wait()
        self.hire(home)

    def kill_all(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.send_signal(signal.SIGTERM)
        for worker in self.workers:
            worker.wait(120)


@dataclass
class Reviewer:
    """Judges every candidate as soon as it is there."""

    library: Library
    judged: dict[str, set[str]] = field(default_factory=dict)

    def look(self, jobs: tuple[Job, ...]) -> None:
        for meeting_id in {m for job in jobs for m in job.meetings} - self.judged.keys():
            meeting = self.library.load_meeting(meeting_id)
            now = datetime.now(UTC)
            said = [Judgement(r.id, Verdict.ACCEPTED, "演习", now) for r in meeting.resolutions]
            try:
                self.library.add_judgements(meeting_id, said)
            except EditedMeanwhile:
                continue
            self.judged[meeting_id] = {judgement.resolution_id for judgement in said}

    def lost(self) -> int:
        """Judgements that are there no more."""
        kept = {m: {j.resolution_id for j in self.library.judgements(m)} for m in self.judged}
        return sum(len(said - kept[meeting]) for meeting, said in self.judged.items())


def drill(gang: Gang, queue: Queue, reviewer: Reviewer, kills: int, seed: int) -> int:
    """Kill at random moments, from the first job's begin to the last one's end, until all is
    done; returns how often it was done."""
    chance, killed, latest = random.Random(seed), 0, time.monotonic() + _LATEST  # noqa: S311
    due = sorted(chance.randrange(len(queue.jobs())) for _ in range(kills))
    while not all(job.state.is_over for job in queue.jobs()):
        jobs = queue.jobs()
        over = sum(job.state.is_over for job in jobs)
        reviewer.look(jobs)
        if killed < kills and over >= due[killed] and any(job.turn for job in jobs):
            time.sleep(chance.uniform(0, 2))
            gang.kill_one(chance)
            killed += 1
        assert time.monotonic() < latest, "it took too long"
        time.sleep(0.5)
    reviewer.look(queue.jobs())
    return killed


def report(queue: Queue, library: Library, reviewer: Reviewer) -> dict[str, object]:
    jobs = queue.jobs()
    made = [meeting for job in jobs for meeting in job.meetings]
    return {
        "jobs": len(jobs),
        "done": sum(job.state is JobState.DONE for job in jobs),
        "meetings": len(library.list_meetings()),
        "twice": sum(count > 1 for count in Counter(made).values()),
        "judgements": sum(map(len, reviewer.judged.values())),
        "judgements_lost": reviewer.lost(),
        "steps_begun_again": sum(job.turn - len(job.order.stages) for job in jobs),
    }


def run(options: argparse.Namespace) -> dict[str, object]:
    place = options.folder / "library"
    settings = settings_at(place, options.folder / "home", options.database)
    files = mixed(options.folder / "in", options.inputs)
    with ExitStack() as opened:
        library = opened.enter_context(open_library(place, options.database))
        queue = opened.enter_context(open_queue(library, settings))
        for file in files:
            queue.enqueue([file], batch="drill", name=file.name)
        gang = Gang(place, options.folder / "homes", options.database, options.pace)
        for home in range(options.workers):
            gang.hire(home)
        began, reviewer = time.monotonic(), Reviewer(library)
        killed = drill(gang, queue, reviewer, options.kills, options.seed)
        seconds = time.monotonic() - began
        gang.dismiss()
        figures = report(queue, library, reviewer)
    return {"kills": killed, "seconds": round(seconds, 1), **figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inputs", type=int, default=200)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pace", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database")
    figures = run(parser.parse_args())
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    whole = figures["done"] == figures["jobs"] == figures["meetings"]
    sys.exit(0 if whole and not figures["twice"] and not figures["judgements_lost"] else 1)


if __name__ == "__main__":
    main()
