"""What the tests have children do; they find these by name."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mintobrief.errors import BadWeights, UnreadablePage
from mintobrief.jobs import Call, Crew, Limits

LIMITS = Limits(seconds=30, start=60)


def no_engine() -> str:
    return "engine"


def no_weights() -> str:
    raise BadWeights("base.onnx")


def broken_engine() -> str:
    raise KeyError("base")


def dying_engine() -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "engine"


def endless_engine() -> str:
    time.sleep(600)
    return "engine"


def slow_engine() -> str:
    work("", 1.5)
    return "engine"


def late_engine(folder: Path) -> str:
    """Dies when it is made for the first time."""
    if not (folder / "tried").exists():
        (folder / "tried").touch()
        os._exit(1)
    return "engine"


def double(engine: str, number: int) -> int:
    assert engine == "engine"
    return 2 * number


def pid(engine: str) -> int:
    return os.getpid()


def sleep(engine: str, seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def say_and_sleep(engine: str, path: Path, seconds: float) -> None:
    """Writes who we are, and works on."""
    path.with_suffix(".new").write_text(str(os.getpid()))
    path.with_suffix(".new").replace(path)
    time.sleep(seconds)


def die(engine: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work(engine: str, seconds: float) -> float:
    """Keeps a processor busy for so long."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return seconds


def abort(engine: str, folder: Path) -> None:
    """As a library does when `new` finds no memory; leaves a file for each try."""
    (folder / str(os.getpid())).touch()
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'")
    os.abort()


def leave(engine: str) -> None:
    os._exit(3)


def die_once(engine: str, folder: Path) -> str:
    if not (folder / "tried").exists():
        (folder / "tried").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "second try"


def stumble(engine: str) -> None:
    raise ZeroDivisionError("a bug")


def complain(engine: str) -> None:
    raise UnreadablePage("会议.pdf", 3, "图片已损坏")


def swallow(engine: str, size: int) -> int:
    return len(bytes(size))


_kept: list[bytes] = []


def keep(engine: str, size: int) -> int:
    """A leak."""
    _kept.append(b"x" * size)
    return os.getpid()


def count(engine: str, tell: Callable[[object], None], most: int, seconds: float) -> str:
    """Tells every number on its way."""
    for number in range(most):
        tell(number)
        work(engine, seconds)
    return "counted"


def family(engine: str, path: Path) -> None:
    """A child with a child, which says who it is; both sleep."""
    with crew(1) as children:
        list(children.run([Call(say_and_sleep, (path, 600.0))]))


def environment(engine: str, name: str) -> str | None:
    return os.environ.get(name)


@contextmanager
def crew(size: int = 2, limits: Limits = LIMITS) -> Iterator[Crew]:
    with Crew(no_engine, size, limits) as children:
        yield children


def parent_of_sleepers(folder: str) -> None:
    """A parent to be killed: its children tell who they are and sleep."""
    with crew() as children:
        paths = [Path(folder) / name for name in ("one", "two")]
        list(children.run(Call(say_and_sleep, (path, 600.0)) for path in paths))


if __name__ == "__main__":
    parent_of_sleepers(sys.argv[1])
