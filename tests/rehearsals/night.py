"""A night with power cuts: a batch in real processes, all of which end at once, twice; the same
command goes on each time.

    python -m tests.rehearsals.night CUPBOARD [--cuts 0.35 0.7] [--workers 1]

CUPBOARD is what `tests.rehearsals.notebooks` made. Whoever is there in the evening judges every
candidate of a meeting as soon as it is done. Prints pages an hour, the memory of all processes
together, how long it took after a cut until the next page was read, and what became of the pages;
exits with 1 where a page is not accounted for once, was read twice, or a judgement is lost. What
the system had not yet written to the disk survives `kill -9`, as it would not survive a cut.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook

from mintobrief.config import read_settings
from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.store import open_library
from tests.drills.kills import Reviewer
from tests.rehearsals.accounts import Account
from tests.rehearsals.truth import Truth

ROOT = Path(__file__).parents[2]
_LATEST = 3 * 3600.0
_SOME_FAILED = 6  # the exit code where a file came to nothing
_LOOK, _JUDGE = 0.5, 20.0  # seconds between two looks at the pages, at the meetings


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rehearsal lies, and the command that is given again and again."""

    root: Path
    command: Sequence[str]

    @property
    def material(self) -> Path:
        return self.root / "in"

    @property
    def library(self) -> Path:
        return self.root / "library"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def environ(self) -> dict[str, str]:
        return {**os.environ, "HOME": str(self.root), "MINTOBRIEF_CACHE": str(self.cache)}

    def sheets(self) -> dict[str, int]:
        """The pages that were read, each with its inode: another one was written anew."""
        found = dict[str, int]()
        for path in (self.cache / "read").glob("*.json.gz"):
            with suppress(OSError):
                found[path.name] = path.stat().st_ino
        return found

    def ledger(self) -> list[dict[str, str]]:
        with (self.material / "mintobrief台账.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def said(self) -> str:
        """The end of what the batch has said."""
        return (self.root / "said").read_text(encoding="utf-8", errors="replace")[-2000:]

    def workbook(self) -> list[dict[str, str]]:
        """The other ledger, as the first one has it."""
        rows = load_workbook(self.material / "mintobrief台账.xlsx").worksheets[0].values
        heads, *cells = (["" if cell is None else str(cell) for cell in row] for row in rows)
        return [dict(zip(heads, row, strict=True)) for row in cells]


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds of work so far, pages read, MiB of all processes together."""

    at: float
    pages: int
    memory: float


@dataclass
class Night:
    """One after the other, the runs of a batch."""

    place: Place
    reviewer: Reviewer
    queue: Queue
    moments: list[Moment] = field(default_factory=list)
    resumed: list[float] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    worked: float = 0.0

    def until(self, pages: int) -> int:
        """Work until so many pages are read, then cut; or to the end, whose exit code is
        answered."""
        with self._begun() as process:
            began, next_look = time.monotonic(), _JUDGE
            while process.poll() is None and len(self.place.sheets()) < pages:
                seconds = time.monotonic() - began
                assert seconds < _LATEST, "it took too long"
                self._note(process, self.worked + seconds)
                if seconds >= next_look:
                    self.reviewer.look(self.queue.jobs())
                    next_look = seconds + _JUDGE
                self._see_resumed(seconds)
                time.sleep(_LOOK)
            cut = process.poll() is None
            if cut:
                cut_power(process)
            self.worked += time.monotonic() - began
        self.reviewer.look(self.queue.jobs())
        self.before = self.place.sheets()
        return -signal.SIGKILL if cut else process.returncode

    @contextmanager
    def _begun(self) -> Iterator[subprocess.Popen[bytes]]:
        with (self.place.root / "said").open("ab") as paper:
            process = subprocess.Popen(
                self.place.command,
                cwd=ROOT,
                env=self.place.environ,
                stdout=paper,
                stderr=paper,
                start_new_session=True,
            )
        self._waits = bool(self.before)
        try:
            yield process
        finally:
            if process.poll() is None:
                cut_power(process)

    def _note(self, process: subprocess.Popen[bytes], at: float) -> None:
        memory = sum(map(resident, family(process.pid)))
        self.moments.append(Moment(at, len(self.place.sheets()), memory))

    def _see_resumed(self, seconds: float) -> None:
        """When the first page is read that was not read before."""
        if self._waits and self.place.sheets().keys() - self.before.keys():
            self.resumed.append(seconds)
            self._waits = False


def family(pid: int) -> list[int]:
    """The process and all that descend from it, as long as they live."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def resident(pid: int) -> float:
    """MiB of a process; what several share is divided among them."""
    with suppress(OSError):
        told = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\nPss:")[1]
        return int(told.split()[0]) / 1024
    return 0.0


def cut_power(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything that it has begun, at once; nobody says farewell."""
    members = family(process.pid)
    os.killpg(process.pid, signal.SIGKILL)
    for member in members:
        with suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)
    process.wait()
    latest = time.monotonic() + 10
    while any(resident(member) for member in members):
        assert time.monotonic() < latest, "something outlives the cut"
        time.sleep(0.05)


def run(
    place: Place, pages: int, cuts: Sequence[float], ends_with: int = 0
) -> Mapping[str, object]:
    """The whole night; its figures. Asserts that a cut does what a cut does."""
    environ = {**place.environ, "MINTOBRIEF_THREADS": "1"}
    settings = read_settings(environ, place.library)
    with ExitStack() as opened:
        library = opened.enter_context(open_library(place.library, None))
        queue = opened.enter_context(open_queue(library, settings))
        night = Night(place, Reviewer(library), queue)
        anew = 0
        for share in cuts:
            before = night.before
            code = night.until(round(pages * share))
            assert code == -signal.SIGKILL, f"it ended before the cut, with {code}: {place.said()}"
            anew += _anew(before, night.before)
        before = night.before
        code = night.until(10**9)
        assert code == ends_with, f"it ended with {code}: {place.said()}"
        anew += _anew(before, night.before)
        return {
            **_pace(night),
            "resumed_after_s": [round(seconds, 1) for seconds in night.resumed],
            "read_anew": anew,
            "jobs": len(queue.jobs()),
            "meetings": len(library.list_meetings()),
            "judged": sum(map(len, night.reviewer.judged.values())),
            "judgements_lost": night.reviewer.lost(),
        }


def _anew(before: Mapping[str, int], now: Mapping[str, int]) -> int:
    """Pages that had been read, and were read once more."""
    return sum(now.get(name) != inode for name, inode in before.items())


def _pace(night: Night) -> dict[str, object]:
    moments, hours = night.moments, night.worked / 3600
    tenths = [moments[len(moments) * i // 10] for i in range(10)] + moments[-1:]
    return {
        "pages_read": len(night.before),
        "worked_s": round(night.worked),
        "pages_per_hour": round(len(night.before) / hours),
        "most_mib": round(max(moment.memory for moment in moments)),
        "mib_over_time": [round(moment.memory) for moment in tenths],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cupboard", type=Path)
    parser.add_argument("--cuts", type=float, nargs="*", default=[0.35, 0.7])
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    place = shipped(options.cupboard, options.workers)
    truth = Truth.load(options.cupboard / "truth.json")
    written = len(truth.pages)
    figures = {"pages": written, **run(place, written, options.cuts, ends_with=_SOME_FAILED)}
    account = Account.of(place.ledger(), place.workbook(), truth)
    told = {**figures, **account.figures()}
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    sys.exit(not account.is_whole or bool(figures["read_anew"] or figures["judgements_lost"]))


def shipped(cupboard: Path, workers: int) -> Place:
    """The program as a person runs it."""
    command = [sys.executable, "-m", "mintobrief", "--library", str(cupboard / "library")]
    return Place(cupboard, [*command, "batch", str(cupboard / "in"), "--workers", str(workers)])


if __name__ == "__main__":
    main()
