"""What the flow costs over its bare engines, both in one run:

    python -m tests.benchmarks.flow [FILE ...] [--hours H] [--copies N] [--watch N] [--profile N]

Converts the files (the recording of samples/ by default) into a new library as `convert` does,
with every engine timed by itself, and prints the processor's seconds of each and of all that is
no engine: opening, decoding, who said what, particulars, points, keeping. Engines are warm before
the clock starts. --hours repeats the recording until it is so long and has its first round heard
alone; --copies hands pages in N times and has each read once: what is said again counts what it
cost at first. --watch N tells of memory every N pages. --profile N prints the N dearest
functions. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import resource
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from mintobrief import ingest, pipeline
from mintobrief.config import read_settings
from mintobrief.domain import Meeting, Request
from mintobrief.domain.codec import dumps
from mintobrief.progress import Progress, Stage
from mintobrief.store import open_library
from tests.benchmarks.flow_clock import Clock, table
from tests.benchmarks.flow_engines import clocked
from tests.benchmarks.long import SAMPLE, repeat


def main() -> None:
    options = _options()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores, {options.files[0].name} …")
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        settings = replace(read_settings(os.environ), threads=options.threads)
        round_ = ingest.open_source(options.files[0]).seconds if options.hours else None
        engines = clocked(settings, clock, folder / "heard", round_)
        engines = replace(engines, scratch=folder)
        files = _files(options, folder)
        pipeline.convert(options.files[:1], Request(), engines)
        shutil.rmtree(folder / "heard", ignore_errors=True)
        with open_library(folder / "library", None) as library, _profiled(options.profile):
            clock.restart()
            meeting = pipeline.convert(files, Request(), engines, _watched(options.watch))
            library.save_meeting(meeting, datetime.now(UTC))
            spent = clock.stopped()
    units, unit = _size(meeting)
    print("\n".join(table(spent, units, unit)))
    print(
        f"{units:.0f} {unit}, {sum(len(u.text) for u in meeting.utterances)} characters, ", end=""
    )
    print(f"{len(dumps(meeting)) / 1e6:.1f} MB of draft, at most {_peak():.0f} MB of memory")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=[SAMPLE])
    parser.add_argument("--hours", type=float, help="of sound, from one recording")
    parser.add_argument("--copies", type=int, default=1, help="of each file")
    parser.add_argument("--profile", type=int, default=0, metavar="N")
    parser.add_argument("--watch", type=int, metavar="N", help="tell of memory every N pages")
    parser.add_argument("--threads", type=int, default=1, help="of each engine")
    return parser.parse_args()


def _watched(every: int | None) -> Progress:
    """Tells how much memory is taken, each time that so many more pages are read."""

    seen = {0.0}

    def told(stage: Stage, done: float, total: float, text: str = "") -> None:
        if every and stage is Stage.READ and not done % every and done not in seen:
            seen.add(done)
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            print(
                f"{done:.0f} of {total:.0f}: {pages * resource.getpagesize() / 1e6:.0f} MB",
                flush=True,
            )

    return told


def _files(options: argparse.Namespace, folder: Path) -> Sequence[Path]:
    """What is converted; copies differ in a byte behind their end, for they count as others."""
    if options.hours:
        long = folder / f"long{options.files[0].suffix}"
        repeat(options.files[0], long, options.hours * 3600)
        return [long]
    files = list(options.files)
    for number in range(1, options.copies):
        for path in options.files:
            files.append(folder / f"{number}-{path.name}")
            files[-1].write_bytes(path.read_bytes() + number.to_bytes(2, "little"))
    return files


@contextmanager
def _profiled(lines: int) -> Iterator[None]:
    if not lines:
        yield
        return
    with cProfile.Profile() as profile:
        yield
    pstats.Stats(profile).sort_stats("tottime").print_stats(lines)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(r"mintobrief/(?!\.venv)", 2 * lines)


def _size(meeting: Meeting) -> tuple[float, str]:
    seconds = sum(source.seconds or 0.0 for source in meeting.sources)
    return (seconds, "s of sound") if seconds else (float(len(meeting.pages)), "pages")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
