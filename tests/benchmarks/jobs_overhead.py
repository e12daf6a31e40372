"""What the layer of jobs costs: python -m tests.benchmarks.jobs_overhead [--rounds 2]

The demo recording is converted by calling the pipeline, and by a worker as a job, turn by turn.
Engines are loaded before the clock starts, and every copy of the recording differs in one
sample, so that nothing heard before is found again. Prints the seconds by the clock and of the
processor (of all processes that had a part), and the ratio of the shortest of each: on a machine
that others use, the processor's is the one to believe. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mintobrief import pipeline
from mintobrief.config import read_settings
from mintobrief.domain import Request
from mintobrief.domain.job import JobState
from mintobrief.ingest import open_sound, open_source
from mintobrief.jobs import open_queue
from mintobrief.jobs.bench import Bench
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.worker import Worker
from mintobrief.store import open_library
from mintobrief.transcribe.heard import RATE, Samples

SAMPLE = Path(__file__).parents[2] / "samples" / "spoken-meeting" / "input.opus"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--sound", type=Path, default=SAMPLE)
    parser.add_argument("--seconds", type=float, help="of the recording; all by default")
    parser.add_argument("--database")
    options = parser.parse_args()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores, {options.sound}")
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        samples = open_sound(open_source(options.sound), folder).samples
        if options.seconds:
            samples = samples[: int(options.seconds * RATE)]
        files = copies(samples, folder, 2 * options.rounds + 2)
        settings = replace(
            read_settings({**os.environ, "HOME": name}, folder / "library"),
            database=options.database,
        )
        bench = Bench.with_engines(pipeline.shipped_engines(settings))
        opened.enter_context(Worker(settings))
        library = opened.enter_context(open_library(settings.library, options.database))
        queue = opened.enter_context(open_queue(library, settings))
        ways: dict[str, Callable[[Path], object]] = {
            "called": lambda path: pipeline.convert([path], Request(), bench.engines),
            "as a job": lambda path: done(queue, path),
        }
        for convert in ways.values():
            convert(next(files))
        costs: dict[str, list[Cost]] = {way: [] for way in ways}
        for _ in range(options.rounds):
            for way, convert in ways.items():
                costs[way].append(cost := measured(convert, next(files)))
                print(f"{way:9} {cost.wall:7.2f} s  processor {cost.cpu:7.2f} s", flush=True)
    tell(costs["called"], costs["as a job"])


def tell(called: list[Cost], jobs: list[Cost]) -> None:
    wall = min(c.wall for c in jobs) / min(c.wall for c in called)
    cpu = min(c.cpu for c in jobs) / min(c.cpu for c in called)
    print(f"ratio: clock {wall:.3f}, processor {cpu:.3f}")


def copies(samples: Samples, folder: Path, count: int) -> Iterator[Path]:
    """The recording as files that differ in their first sample."""
    for number in range(count):
        path = folder / f"{number}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(number.to_bytes(2, "little") + samples[1:].tobytes())
        yield path


def done(queue: Queue, path: Path) -> None:
    job = queue.enqueue([path])
    while not queue.job(job.id).state.is_over:
        time.sleep(0.25)
    job = queue.job(job.id)
    assert job.state is JobState.DONE, job.trouble


def measured(convert: Callable[[Path], object], path: Path) -> Cost:
    began, used = time.monotonic(), processor(os.getpid())
    convert(path)
    return Cost(time.monotonic() - began, processor(os.getpid()) - used)


def processor(pid: int, *, children: bool = True) -> float:
    """The seconds of a processor that a process has used, and its living descendants."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    mine = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    if not children:
        return mine
    born = (
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    )
    return mine + sum(map(processor, born))


if __name__ == "__main__":
    main()
