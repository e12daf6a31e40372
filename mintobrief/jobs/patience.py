"""What is gone for a while, a server or the room on a disk, is waited for; a person is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TypeVar

from mintobrief.errors import (
    BlobsUnreachable,
    CacheUnwritable,
    DatabaseUnreachable,
    LibraryUnwritable,
    StateError,
)

T = TypeVar("T")

GONE = (BlobsUnreachable, DatabaseUnreachable)
FULL = (CacheUnwritable, LibraryUnwritable)
WEATHER = (*GONE, *FULL)  # no file's fault: it passes
_PAUSE = 2.0  # seconds until what is gone is asked again

Tell = Callable[[str], None]


def untold(words: str) -> None:
    """Nobody listens."""


class GaveUp(Exception):
    """It was not there again before the wait was ended."""


@dataclass(slots=True)
class Weather:
    """`tell` hears once that something is gone, and once that it is back, however many wait."""

    tell: Tell = untold
    _said: StateError | None = None
    _lock: Lock = field(default_factory=Lock)

    def bad(self, why: StateError) -> None:
        """That is gone."""
        with self._lock:
            if type(self._said) is not type(why):
                self._said = why
                self.tell(f"{why}等它恢复，会自动接着做，不用管它。")

    def good(self) -> None:
        """Nothing is."""
        with self._lock:
            if self._said is not None:
                self._said = None
                self.tell("恢复了，接着做。")


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits for better weather until `ended` is set."""

    ended: Event
    weather: Weather = field(default_factory=Weather)

    def ask(self, what: Callable[[], T]) -> T:
        """Its answer, asked again and again as long as the weather is bad. Raises GaveUp."""
        waited = False
        while True:
            try:
                answer = what()
            except WEATHER as exc:
                self.wait(exc)
                waited = True
            else:
                if waited:  # else it may be something else that is gone
                    self.weather.good()
                return answer

    def wait(self, why: StateError, seconds: float | None = None) -> None:
        """Say why, and wait a while. Raises GaveUp where the wait is ended."""
        self.weather.bad(why)
        if self.ended.wait(_PAUSE if seconds is None else seconds):
            raise GaveUp from why
