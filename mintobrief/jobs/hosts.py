"""Children that do the stages of jobs, kept with their engines from one job to the next."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import TypeVar

from mintobrief import machine
from mintobrief.config import Settings
from mintobrief.jobs.bench import Bench
from mintobrief.jobs.crew import Call, Crew, Limits, Lost
from mintobrief.jobs.crew.crew import Watch

R = TypeVar("R")

_GB = 2**30


def limits(settings: Settings) -> Limits:
    """A stage may take hours, but not fall silent for so long; a second death ends its job."""
    most = max(4 * _GB, int(0.8 * (machine.memory() or 0)))
    return Limits(
        seconds=1_800,
        wall=7_200,
        grown=3 * _GB,
        most=most,
        threads=settings.threads,
        parent=True,
    )


@dataclass(frozen=True, slots=True)
class Hosts:
    """Children made by `make`; those at rest are found by the speech model they have loaded."""

    make: Callable[[Settings], Bench]
    settings: Settings
    _rest: dict[Settings, list[Crew]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        atexit.register(self.close)  # else the program would wait for them at its end

    def run(self, settings: Settings, call: Call[R], watch: Watch) -> R | Lost:
        """What the call answers, in a child with the engines of these settings."""
        crew = self._taken(settings)
        try:
            (answer,) = crew.run([call], watch)
        finally:
            with self._lock:
                self._rest.setdefault(settings, []).append(crew)
        return answer

    def close(self) -> None:
        """End all that rest."""
        with self._lock:
            resting = [crew for crews in self._rest.values() for crew in crews]
            self._rest.clear()
        for crew in resting:
            crew.close()

    def _taken(self, settings: Settings) -> Crew:
        """One at rest, or a new one: then those with other models make room."""
        with self._lock:
            if mine := self._rest.get(settings):
                return mine.pop()
        self.close()
        return Crew(partial(self.make, settings), 1, limits(settings))
