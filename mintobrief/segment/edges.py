"""Where the business of a meeting begins and ends: greetings, roll call and closing lie outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mintobrief.language import lexicon
from mintobrief.segment.units import Unit

# Openings and closings are looked for this far from the edges, in units.
_OPENING, _CLOSING = 10, 8
# A meeting that has an opening opens in one of its first units.
_FIRST = 3
# A reaction among greetings: too short to start the business.
_SHORT = 14
# Whoever speaks first after the greetings begins the business within so many units.
_AFTER = 3


@cache
def edge_pattern(name: str) -> re.Pattern[str]:
    """The cues of one edge of a meeting: opening, closing, or the tail of notes."""
    return re.compile(lexicon.load("topics").expression(f"edges.{name}"))


@cache
def _start_pattern() -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").expression("moves.start"))


def business_start(units: Sequence[Unit]) -> int:
    """The first unit of business; 0 where the meeting begins without an opening."""
    if not any(edge_pattern("opening").search(unit.text) for unit in units[:_FIRST]):
        return 0
    reach = min(_OPENING, len(units) // 2)
    greeting = _last_greeting(units[:reach])
    for place in range(1, reach):
        if _start_pattern().search(units[place].text):
            idle = all(len(unit.text) <= _SHORT for unit in units[greeting + 1 : place])
            return place if idle or place <= greeting + _AFTER else greeting + 1
    return min(greeting + 1, len(units) - 1)


def _last_greeting(units: Sequence[Unit]) -> int:
    """The last unit of the run of greetings that begins the meeting, short reactions included."""
    last = 0
    for place, unit in enumerate(units):
        if edge_pattern("opening").search(unit.text):
            last = place
        elif len(unit.text) > _SHORT and place - last > 1:
            break
    return last


def business_end(units: Sequence[Unit], start: int) -> int:
    """The unit after the last one of business; the number of units where nobody closes."""
    first = max(start + 1, len(units) - _CLOSING, len(units) * 4 // 5)
    for place in range(first, len(units)):
        if edge_pattern("closing").search(units[place].text):
            return place
    return len(units)
