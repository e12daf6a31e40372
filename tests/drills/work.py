"""A worker to be killed, its engines stubbed by recording:

python -m tests.drills.work LIBRARY CACHE [DATABASE_URL]
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event

from mintobrief.config import Settings, read_settings
from tests.jobs.benches import recorded_bench


def settings_at(library: Path, cache: Path, database: str | None) -> Settings:
    """Of a drill: one thread, and rules alone."""
    environ = {"HOME": str(cache), "MINTOBRIEF_THREADS": "1", "MINTOBRIEF_FINDER": "rules"}
    return replace(read_settings({**os.environ, **environ}, library), database=database)


def main() -> None:
    from mintobrief.jobs.worker import run  # not above: children import what stands there

    library, cache, *database = sys.argv[1:]
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    settings = settings_at(Path(library), Path(cache), next(iter(database), None))
    run(settings, stop, recorded_bench, lambda words: print(words, flush=True))  # noqa: T201


if __name__ == "__main__":
    main()
