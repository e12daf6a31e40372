"""How long a person waits for an answer: python -m tests.benchmarks.starts [--rounds 3]

Commands from the shell to their end, and `serve` until the first page and until words can be cut
(what making a resolution of marked words needs), on a library with the typed notes of samples/.
"cold" is the first time after the files of all packages were put out of memory (as far as no
other program holds them), "warm" the median of the rounds after it; by the clock, in seconds.
Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess  # to measure the program as it is started
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

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
            cold = wait()
            warm = median(wait() for _ in range(options.rounds))
            print(f"{called:28} cold {cold:6.2f}  warm {warm:6.2f}", flush=True)


def _waits(library: Path, meeting: str) -> Iterator[tuple[str, Callable[[], float]]]:
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


def _took(library: Path, command: Sequence[str]) -> float:
    began = time.perf_counter()
    _run(library, command)
    return time.perf_counter() - began


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


def _first_page(library: Path) -> float:
    began = time.perf_counter()
    with _served(library) as link:
        opener = _browser()
        with opener.open(link) as page:
            assert page.status == 200
            page.read()
        return time.perf_counter() - began


@contextmanager
def _served(library: Path) -> Iterator[str]:
    """The link that lets a browser in."""
    command = (*PROGRAM, "--library", str(library), "serve", "--port", "0")
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environ) as server:
        assert server.stdout
        try:
            for line in server.stdout:
                if found := re.search(rb"http://\S+", line):
                    yield found.group().decode()
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
