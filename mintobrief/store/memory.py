"""What was read once and is asked for again, as much of it as fits."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Things by what they were made of, those asked for last; several threads may ask.

    Together they are at most `most` of what their sizes count in; the newest stays however large.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """What was put under that key; None where it was not, or is forgotten."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key][0]

    def put(self, key: Hashable, made: T, size: int) -> None:
        """Keep it; what was not asked for longest makes room."""
        with self._lock:
            _, before = self._held.pop(key, (None, 0))
            self._held[key] = made, size
            self._size += size - before
            while self._size > self._most and len(self._held) > 1:
                _, (_, gone) = self._held.popitem(last=False)
                self._size -= gone
