"""`mintobrief serve` as a person runs it, to be opened in a real browser and killed at will."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

_LINK = re.compile(r"http://\S+/enter\?key=\S+")
_PATIENCE = 180  # seconds that a busy machine may need to start


@dataclass(slots=True)
class House:
    """The library below `home` with its pages."""

    home: Path
    served: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        """What it printed since it was opened."""
        return (self.home / "said.txt").read_text(encoding="utf-8")

    @property
    def link(self) -> str:
        """The newest link; the next one is printed when it was used."""
        return str(_LINK.findall(self.said)[-1])

    def kill(self) -> None:
        """As a power cut ends it: nothing is told, the children go as well."""
        os.killpg(self.served.pid, signal.SIGKILL)
        self.served.wait()

    def open_again(self) -> None:
        """After it was killed, at the same address."""
        port = self.link.split(":")[2].split("/")[0]
        self.served = _started(self.home, port)


@contextmanager
def opened(home: Path) -> Iterator[House]:
    """Pages over the library below `home`, which may be empty."""
    house = House(home, _started(home, "0"))
    try:
        yield house
    finally:
        if house.served.poll() is None:
            house.kill()


def mintobrief(home: Path, *arguments: str) -> str:
    """What a command prints, of the same library."""
    command = [sys.executable, "-m", "mintobrief", *arguments]
    done = subprocess.run(
        command, env=environment(home), capture_output=True, text=True, check=True
    )
    return done.stdout


def environment(home: Path) -> dict[str, str]:
    """A library of its own; weights that were joined and words that were heard are shared."""
    cache = os.environ.get("MINTOBRIEF_CACHE", str(Path.home() / ".cache" / "mintobrief"))
    library = {"HOME": str(home), "MINTOBRIEF_LIBRARY": str(home / "library")}
    return {**os.environ, **library, "MINTOBRIEF_CACHE": cache}


def _started(home: Path, port: str) -> subprocess.Popen[bytes]:
    said = home / "said.txt"
    with said.open("wb") as out:
        served = subprocess.Popen(
            [sys.executable, "-u", "-m", "mintobrief", "serve", "--port", port],
            env=environment(home),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    end = monotonic() + _PATIENCE
    while not _LINK.search(said.read_text(encoding="utf-8")):
        assert served.poll() is None, said.read_text(encoding="utf-8")
        assert monotonic() < end, said.read_text(encoding="utf-8")
        sleep(0.1)
    return served
