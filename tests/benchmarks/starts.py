"""How long a person waits for an answer: python -m tests.benchmarks.starts [--rounds 3]

Commands from the shell to their end, and `serve` until the first page, on a library with the typed
notes of samples/. "cold" is the first time after the files of all packages were put out of memory
(as far as no other program holds them), "warm" the median of the rounds after it: seconds by the
clock, and in brackets of the processor (of the server alone, not of the worker that starts beside
it), which a busy machine stretches less. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import subprocess  # to measure the program as it is started
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tests.benchmarks.jobs_overhead import processor

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "samples" / "typed-notes" / "input.docx"
PROGRAM = (sys.executable, "-m", "mintobrief")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        library = Path(name) / "library"
        meeting = _filled(library)
        for called, wait in _waits(library, meeting):
            _forget_files()
            cold, warm = wait(), [wait() for _ in range(options.rounds)]
            usual = Wait(median(one.clock for one in warm), median(one.cpu for one in warm))
            print(f"{called:20} cold {cold}  warm {usual}", flush=True)


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds by the clock, and of the processor."""

    clock: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.clock:6.2f} ({self.cpu:5.2f})"


def _waits(library: Path, meeting: str) -> Iterator[tuple[str, Callable[[], Wait]]]:
    export = ("export", meeting, "-f", "docx", "-o", str(library.parent / "out.docx"))
    commands: Sequence[Sequence[str]] = (
        ("--help",),
        ("list",),
        ("show", meeting),
        ("search", "电梯"),
        export,
        ("doctor",),
    )
    for command in commands:
        yield command[0], partial(_took, library, command)
    yield "serve, first page", partial(_first_page, library)


def _filled(library: Path) -> str:
    """The id of a meeting that was read and judged."""
    _run(library, ("convert", str(NOTES)))
    found = re.search(r"\d{8}-[0-9a-f]{6}", _run(library, ("list",)))
    assert found
    _run(library, ("review", found.group(), "--accept", "all", "--reviewer", "王敏"))
    return found.group()


def _took(library: Path, command: Sequence[str]) -> Wait:
    began, spent = time.perf_counter(), _children()
    _run(library, command)
    return Wait(time.perf_counter() - began, _children() - spent)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(library: Path, command: Sequence[str]) -> str:
    done = subprocess.run(
        (*PROGRAM, "--library", str(library), *command),
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode in (0, 5), done.stderr.decode()  # 5: something of doctor's is missing
    return done.stdout.decode()


def _first_page(library: Path) -> Wait:
    began = time.perf_counter()
    with _served(library) as (link, server), _browser().open(link) as page:
        assert page.status == 200
        page.read()
        return Wait(time.perf_counter() - began, processor(server, children=False))


@contextmanager
def _served(library: Path) -> Iterator[tuple[str, int]]:
    """The link that lets a browser in, and the server's process."""
    command = (*PROGRAM, "--library", str(library), "serve", "--port", "0")
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environ) as server:
        assert server.stdout
        try:
            for line in server.stdout:
                if found := re.search(rb"http://\S+", line):
                    yield found.group().decode(), server.pid
                    break
        finally:
            server.terminate()
            server.stdout.read()


def _browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def _forget_files() -> None:
    """Put what Python reads at its start out of memory; what others have mapped stays."""
    for folder in {Path(entry) for entry in sys.path if entry} | {ROOT / "mintobrief"}:
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".pyc", ".so", ".txt", ".json", ".html") and path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


if __name__ == "__main__":
    main()
