"""How much one session, person or address may ask for, so that the others are served too."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Protocol, TypeVar

from mintobrief.errors import StateError
from mintobrief.store.shared_rates import Rate

T = TypeVar("T")
_MOST = 20_000  # remembered at a time; the one longest not seen makes room
_LOTS = 20  # a lot is such a part of what may be asked for at once

# a page with sound asks for some thirty pieces, and a look every two seconds
REQUESTS = Rate("requests", 1200, 20)
STRANGERS = Rate("strangers", 240, 4)  # an office may have one address for all
LOGINS = Rate("logins", 30, 1 / 10)
BYTES = Rate("bytes", 64 << 30, (64 << 30) / 86_400)


class Common(Protocol):
    """What several servers count together."""

    def take(self, rate: Rate, who: str, lot: float) -> float:
        """As much of the lot as there is. Raises a StateError."""


class Rates:
    """What was asked for lately, by this process alone, or out of the store that is `common` to
    several: then a lot at a time is fetched from it and dealt out here. Where the store cannot be
    asked this process counts by itself: nobody is kept out because a disk is full."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, common: Common | None = None
    ) -> None:
        self._clock = clock
        self._common = common
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._dealt: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = Lock()

    def take(self, rate: Rate, who: str, cost: float = 1.0) -> float:
        """Take it where there is that much, and 0; else the seconds until there is."""
        if self._common is None:
            return self._take_here(rate, who, cost)
        lacking = self._deal(rate, who, cost)
        if not lacking:
            return 0.0
        try:
            given = self._fetched(self._common, rate, who, lacking)
        except StateError:
            return self._take_here(rate, who, cost)
        self.charge(rate, who, -given)
        return self._deal(rate, who, cost) / rate.each

    def charge(self, rate: Rate, who: str, cost: float) -> None:
        """Take it though there be less: what came is here; the next has to wait for it."""
        with self._lock:
            if self._common is None:
                self._keep(rate, who, self._now(rate, who) - cost)
            else:
                self._hold(rate, who, self._dealt.get((rate.name, who), 0.0) - cost)

    def _take_here(self, rate: Rate, who: str, cost: float) -> float:
        with self._lock:
            left = self._now(rate, who)
            if left >= cost:
                self._keep(rate, who, left - cost)
                return 0.0
            return (cost - left) / rate.each

    def _deal(self, rate: Rate, who: str, cost: float) -> float:
        """Deal it out of what was fetched; how much there is too little, and then nothing."""
        with self._lock:
            held = self._dealt.get((rate.name, who), 0.0)
            if held < cost:
                return cost - held
            self._hold(rate, who, held - cost)
            return 0.0

    def _fetched(self, common: Common, rate: Rate, who: str, lacking: float) -> float:
        return common.take(rate, who, max(lacking, rate.most / _LOTS))

    def _hold(self, rate: Rate, who: str, left: float) -> None:
        _remember(self._dealt, (rate.name, who), left)

    def _now(self, rate: Rate, who: str) -> float:
        left, at = self._left.get((rate.name, who), (rate.most, self._clock()))
        return rate.later(left, self._clock() - at)

    def _keep(self, rate: Rate, who: str, left: float) -> None:
        _remember(self._left, (rate.name, who), (left, self._clock()))


def _remember(seen: OrderedDict[tuple[str, str], T], key: tuple[str, str], value: T) -> None:
    """The newest at the end; where there are too many, the oldest makes room."""
    seen[key] = value
    seen.move_to_end(key)
    if len(seen) > _MOST:
        seen.popitem(last=False)
