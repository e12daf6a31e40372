"""A folder of thousands of small files, its batch killed in the middle and begun again:

    python -m tests.drills.batch FOLDER [--files 10000] [--kill-at 0.5] [--minutes 30]

Engines are stubbed by recording. Prints how long it took to plan and to hand in, the memory of
the batch's own process, what a second run costs, and whether every file is accounted for once.
Where the time is up before all is done it is stopped as a person would (Ctrl-C) and told so.
"""

from __future__ import annotations

import argparse
import csv
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console

from mintobrief.cli.batch import Order, convert_folder
from mintobrief.config import read_settings
from mintobrief.jobs.batch.plan import plan
from tests.jobs.benches import recorded_bench, write_notes

ROOT = Path(__file__).parents[2]


def order(folder: Path, workers: int) -> Order:
    environ = {"HOME": str(folder / "home"), "MINTOBRIEF_THREADS": "1"}
    settings = read_settings(environ, folder / "library")
    return Order(folder / "in", settings, folder / "drafts", workers)


def begin(options: argparse.Namespace) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.drills.batch", str(options.folder), "--child"]
    command += ["--workers", str(options.workers)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def ledger(folder: Path) -> list[dict[str, str]]:
    path = folder / "in" / "mintobrief台账.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def done(folder: Path) -> int:
    return sum(row["情况"] == "用于会议" for row in ledger(folder))


def peak(child: subprocess.Popen[bytes]) -> int:
    """MiB that the batch's own process has held at most."""
    told = Path(f"/proc/{child.pid}/status").read_text().split("VmHWM:")[1]
    return int(told.split()[0]) // 1024


def until(options: argparse.Namespace, child: subprocess.Popen[bytes], enough: int) -> int:
    """Wait until so many files are done, or all, or the time is up; the memory it took."""
    memory = 0
    while child.poll() is None and time.monotonic() < options.latest:
        if enough and done(options.folder) >= enough:
            break
        memory = max(memory, peak(child)) if child.poll() is None else memory
        time.sleep(1)
    return memory


def make(options: argparse.Namespace) -> None:
    (options.folder / "in").mkdir(parents=True)
    for number in range(options.files):
        write_notes(options.folder / "in", number)


def run(options: argparse.Namespace) -> dict[str, object]:
    make(options)
    began = time.monotonic()
    found = plan(options.folder / "in")
    figures: dict[str, object] = {
        "files": found.files,
        "plan_s": round(time.monotonic() - began, 2),
    }
    began = time.monotonic()
    options.latest = began + 60 * options.minutes
    child = begin(options)
    figures["memory_mib"] = until(options, child, int(options.files * options.kill_at))
    figures |= {"killed_after_s": round(time.monotonic() - began, 1)}
    figures |= {"done_when_killed": done(options.folder)}
    child.kill()
    child.wait()
    began = time.monotonic()
    child = begin(options)
    figures["memory_again_mib"] = until(options, child, 0)
    child.send_signal(signal.SIGINT)
    child.wait(300)
    figures["second_run_s"] = round(time.monotonic() - began, 1)
    rows = ledger(options.folder)
    ids = Counter(row["会议编号"] for row in rows if row["会议编号"])
    return figures | {
        "fates": dict(Counter(row["情况"] for row in rows)),
        "rows": len(rows),
        "twice": sum(count > 1 for count in ids.values()),
        "drafts": len(list((options.folder / "drafts").iterdir())),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kill-at", type=float, default=0.5)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--child", action="store_true")
    options = parser.parse_args()
    if options.child:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's & turns it off
        convert_folder(order(options.folder, options.workers), recorded_bench, Console(stderr=True))
        return
    figures = run(options)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    sys.exit(figures["rows"] != options.files or bool(figures["twice"]))


if __name__ == "__main__":
    main()
