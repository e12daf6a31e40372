"""A stopwatch for the parts of the flow, and the table of what it told."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

OUTSIDE = "all that is no engine"


class Clock:
    """Seconds of the processor, all threads of this process, by part; what one part asks of
    another counts for the other."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._parts = [OUTSIDE]
        self._last = time.process_time()

    @contextmanager
    def at(self, part: str) -> Iterator[None]:
        self._lap()
        self._parts.append(part)
        try:
            yield
        finally:
            self._lap()
            self._parts.pop()

    def restart(self) -> None:
        self.spent.clear()
        self._last = time.process_time()

    def stopped(self) -> defaultdict[str, float]:
        self._lap()
        return self.spent

    def _lap(self) -> None:
        now = time.process_time()
        self.spent[self._parts[-1]] += now - self._last
        self._last = now


def table(spent: Mapping[str, float], units: float, unit: str) -> Iterable[str]:
    """A line for each part, and the ratio that it is about."""
    counted = {part: took for part, took in spent.items() if part != "measuring"}
    engines = sum(took for part, took in counted.items() if part != OUTSIDE)
    yield f"{'':24} {'CPU s':>8} {f'ms/{unit}':>10} {'of engines':>10}"
    for part, took in sorted(counted.items(), key=lambda one: (one[0] == OUTSIDE, -one[1])):
        yield f"{part:24} {took:8.2f} {1000 * took / units:10.2f} {took / engines:10.1%}"
    whole = engines + counted.get(OUTSIDE, 0.0)
    yield f"{'engines':24} {engines:8.2f} {1000 * engines / units:10.2f}"
    yield f"{'the flow':24} {whole:8.2f} {1000 * whole / units:10.2f} {whole / engines:10.3f}"
