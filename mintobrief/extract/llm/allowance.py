"""What asking about one meeting may still cost."""

from __future__ import annotations

import time
from collections.abc import Callable

from mintobrief.config import Limits
from mintobrief.errors import LanguageModelSpent

Clock = Callable[[], float]


class Allowance:
    """Requests, characters and seconds that are left; tries that fail cost like any other."""

    def __init__(self, limits: Limits, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._until = clock() + limits.seconds
        self._requests = limits.requests
        self._characters = limits.characters

    @property
    def seconds(self) -> float:
        """Seconds left, 0 where none are."""
        return max(0.0, self._until - self._clock())

    def spend(self, characters: int) -> None:
        """One request of so many characters. Raises LanguageModelSpent where it is too much."""
        if self.seconds <= 0:
            raise LanguageModelSpent("时间")
        if self._requests < 1:
            raise LanguageModelSpent("次数")
        if self._characters < characters:
            raise LanguageModelSpent("字数")
        self._requests -= 1
        self._characters -= characters
