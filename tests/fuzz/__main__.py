"""Feed every parser mutated files for a while: `python -m tests.fuzz --seconds 3600 --seed 1 OUT`.

Each round is a process of its own, so that a crash of a library ends one round and is told. A find
is an error that is none of ours, a crash, or more than `--slow` seconds of CPU for one file. The
file is kept in OUT, and `--again TARGET:SEED:NUMBER` feeds the same one again.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS, Target

ROUND = 400  # files to a process
_MEMORY = 3 << 30  # bytes of address space of a round
_LONGEST = 300  # seconds of CPU of a round; one that hangs is ended


def main() -> None:
    given = _arguments()
    if given.again:
        name, seed, number = given.again.split(":")
        _feed(_target(name), int(seed), int(number), given.out, print_all=True)
    elif given.work:
        name, seed, first = given.work.split(":")
        _work(_target(name), int(seed), int(first), given.out, given.slow)
    else:
        _run(given.seconds, given.seed, given.out, given.slow)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("out", type=Path, help="folder for the finds")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=5.0)
    parser.add_argument("--again", help="TARGET:SEED:NUMBER")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    return parser.parse_args()


def _target(name: str) -> Target:
    return next(target for target in TARGETS if target.name == name)


def _run(seconds: float, seed: int, out: Path, slow: float) -> None:
    """Rounds until the time is up, each of a parser chosen by its share."""
    out.mkdir(parents=True, exist_ok=True)
    end, chooser = time.monotonic() + seconds, random.Random(seed)  # noqa: S311
    begun, fed = Counter[str](), Counter[str]()
    while time.monotonic() < end:
        target = chooser.choices(TARGETS, [one.share for one in TARGETS])[0]
        fed[target.name] += _round(target.name, seed, begun[target.name], out, slow)
        begun[target.name] += ROUND
    _tell(f"seed {seed}: {sum(fed.values())} files")
    for name, count in sorted(fed.items()):
        _tell(f"{name:10} {count:8}")


def _round(name: str, seed: int, first: int, out: Path, slow: float) -> int:
    """How many files were fed: all of the round, or those before the one it ended with."""
    command = [sys.executable, "-m", "tests.fuzz", str(out), "--slow", str(slow)]
    (out / "now").write_text(f"{name}:{seed}:{first}")
    done = subprocess.run([*command, "--work", f"{name}:{seed}:{first}"])
    if not done.returncode:
        return ROUND
    mark = (out / "now").read_text()
    _tell(f"FIND {mark} ended with {done.returncode}")
    return int(mark.rpartition(":")[2]) - first


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _work(target: Target, seed: int, first: int, out: Path, slow: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
    warnings.simplefilter("error", RuntimeWarning)
    for number in range(first, first + ROUND):
        (out / "now").write_text(f"{target.name}:{seed}:{number}")
        start = time.process_time()
        found = _feed(target, seed, number, out)
        spent = time.process_time() - start
        if found or spent > slow:
            _tell(f"FIND {target.name}:{seed}:{number} {found or f'{spent:.1f} s'}")


def _feed(target: Target, seed: int, number: int, out: Path, *, print_all: bool = False) -> str:
    """What went wrong with that file, and where; empty where nothing did."""
    name, content = _made(target, seed, number)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "in").mkdir()
        (folder / "scratch").mkdir()
        path = folder / "in" / name
        path.write_bytes(content)
        try:
            target.feed(path, folder / "scratch")
        except target.allowed:
            return ""
        except Exception as exc:  # noqa: BLE001 - what is looked for is any that is not ours
            if print_all:
                traceback.print_exc()
                (out / name).write_bytes(content)
            return _where(exc)
    return ""


def _made(target: Target, seed: int, number: int) -> tuple[str, bytes]:
    chooser = random.Random(f"{target.name}:{seed}:{number}")  # noqa: S311
    seeds = target.seeds()
    name, content = chooser.choice(seeds)
    return name, mutated(content, chooser, [one for _, one in seeds])


def _where(exc: Exception) -> str:
    """The error with the innermost line of ours."""
    ours = [f for f in traceback.extract_tb(exc.__traceback__) if "mintobrief" in f.filename]
    at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    return f"{type(exc).__name__} at {at}: {str(exc)[:100]}"


if __name__ == "__main__":
    main()
