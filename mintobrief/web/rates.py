"""How much one session, person or address may ask for, so that the others are served too."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_MOST = 20_000  # remembered at a time; the one longest not seen makes room


@dataclass(frozen=True, slots=True)
class Rate:
    """`most` at once, and `each` second that much comes back."""

    name: str
    most: float
    each: float


# a page with sound asks for some thirty pieces, and a look every two seconds
REQUESTS = Rate("requests", 1200, 20)
STRANGERS = Rate("strangers", 240, 4)  # an office may have one address for all
LOGINS = Rate("logins", 30, 1 / 10)
BYTES = Rate("bytes", 64 << 30, (64 << 30) / 86_400)


class Rates:
    """What was asked for lately, in this process: each process of several counts by itself."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, rate: Rate, who: str, cost: float = 1.0) -> float:
        """Take it where there is that much, and 0; else the seconds until there is."""
        with self._lock:
            left = self._now(rate, who)
            if left >= cost:
                self._keep(rate, who, left - cost)
                return 0.0
            return (cost - left) / rate.each

    def charge(self, rate: Rate, who: str, cost: float) -> None:
        """Take it though there be less: what came is here; the next has to wait for it."""
        with self._lock:
            self._keep(rate, who, self._now(rate, who) - cost)

    def _now(self, rate: Rate, who: str) -> float:
        left, at = self._left.get((rate.name, who), (rate.most, self._clock()))
        return min(rate.most, left + (self._clock() - at) * rate.each)

    def _keep(self, rate: Rate, who: str, left: float) -> None:
        self._left[rate.name, who] = (left, self._clock())
        self._left.move_to_end((rate.name, who))
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
