"""What takes seconds to load and is wanted soon, loaded while nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Timer

_AFTER = 2.0  # seconds: the first page comes first
_WANTED = (
    "mintobrief.extract.people",
    "mintobrief.extract.deadline",
    "mintobrief.extract.lookback",
    "mintobrief.language.support",
)


@contextmanager
def warming(after: float = _AFTER) -> Iterator[None]:
    """Loads the dictionary, and what reads names and days with it, a moment after this begins:
    making a resolution of marked words is then as quick the first time as ever."""
    later = Timer(after, _load)
    later.daemon = True
    later.start()
    try:
        yield
    finally:
        later.cancel()


def _load() -> None:
    for module in _WANTED:
        import_module(module)
    import_module("mintobrief.language.words").tag("电梯")
