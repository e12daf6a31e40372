"""Pages of briefings as pictures, made one briefing at a time while requests go on.

They lie in memory only: on disk they would outlive a meeting that is deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread

from mintobrief.errors import MintobriefError, PreviewFailed
from mintobrief.store.memory import Memory

Pages = tuple[bytes, ...]
_MOST = 64 << 20  # bytes of pictures kept; who comes back later has them made anew
_BUG = "程序出错了"


@dataclass(frozen=True, slots=True)
class Key:
    """A briefing as it is printed: whose, and a name for its content."""

    meeting_id: str
    content: str


@dataclass(slots=True)
class Previews:
    """The pictures made so far. At most one briefing is in the making: who asks for another
    asks again."""

    _made: Memory[Pages] = field(default_factory=lambda: Memory(_MOST))
    _failed: dict[Key, MintobriefError] = field(default_factory=dict)
    _making: Key | None = None
    _lock: Lock = field(default_factory=Lock)

    def ask(self, key: Key, make: Callable[[], Pages]) -> Pages | None:
        """The pages, None as long as they are not made; returns at once.

        Raises what `make` raised, once: who asks after that has it tried again.
        """
        with self._lock:
            if key in self._failed:
                raise self._failed.pop(key)
            pages = self._made.get(key)
            if pages is None:
                self._begin(key, make)
            return pages

    def page(self, key: Key, number: int) -> bytes | None:
        """One page, counted from 1; None where it is not, or no longer, there."""
        pages = self._made.get(key) or ()
        return pages[number - 1] if 0 < number <= len(pages) else None

    def _begin(self, key: Key, make: Callable[[], Pages]) -> None:
        if self._making is None:
            self._making = key
            Thread(target=self._make, args=(key, make), name="preview", daemon=True).start()

    def _make(self, key: Key, make: Callable[[], Pages]) -> None:
        made: Pages | None = None
        failed: MintobriefError = PreviewFailed(_BUG)  # the thread prints the traceback
        try:
            made = make()
        except MintobriefError as exc:
            failed = exc
        finally:
            with self._lock:
                self._making = None
                if made is None:
                    self._failed[key] = failed
                else:
                    self._made.put(key, made, sum(map(len, made)))
