"""Topic boundaries that a tagger sees, beside those that the rules find.

Rules are seldom wrong where somebody says that the talk moves on, and find little where nobody
does; the tagger sees the change of subject itself, and finer ones than an agenda has.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence

from mintobrief.segment.units import Unit

# The weight of the tagger's log odds beside the score of cues and words, and how far they count.
_WEIGHT, _MOST = 0.7, 4.0
# What a start needs, and what more for each that the rules found, up to so many: a meeting that
# is led by announcements has few topics that nobody announced.
_ENOUGH, _LED, _LED_MOST = 1.0, 1.5, 3
# How much the time to the next boundary decides. Topics are about a fifth of a meeting; nothing
# is made up over _SETTLED units, in the shortest meeting over _SETTLED_LEAST.
_TIME = 3.0
_SHARE, _SETTLED_LEAST, _SETTLED = 0.2, 6, 20
_SHORTEST = 3

_LIKELY = 0.5
# Greetings are looked for so far, closing words so near the end, in units.
_OPENING, _CLOSING = 8, 4


def with_seen(
    units: Sequence[Unit], starts: Sequence[int], scores: Mapping[int, float]
) -> list[int]:
    """The starts with those that the tagger sees between them: the clearest come first.

    `starts` begins and ends with the limits of the business; `scores` are by the rules.
    """
    found = list(starts)
    enough = _ENOUGH + _LED * min(len(found) - 2, _LED_MOST)
    settled = min(_SETTLED, max(_SETTLED_LEAST, _SHARE * len(units)))
    claims = [
        (-score - _WEIGHT * odds, place)
        for place, score in scores.items()
        if (odds := _odds(units[place])) is not None
    ]
    for claim, place in sorted(claims):
        if -claim + _TIME / 2 < enough:
            break
        near = _nearest(found, place)
        if near >= _SHORTEST and -claim + _TIME * (min(near / settled, 1) - 0.5) >= enough:
            insort(found, place)
    return found


def _odds(unit: Unit) -> float | None:
    """The logarithm of the tagger's odds."""
    if unit.start is None:
        return None
    likely = min(max(unit.start, 1e-6), 1 - 1e-6)
    return max(-_MOST, min(_MOST, math.log(likely / (1 - likely))))


def _nearest(starts: Sequence[int], place: int) -> int:
    after = bisect_left(starts, place)
    return min(place - starts[after - 1], starts[after] - place)


def seen_start(units: Sequence[Unit], start: int) -> int:
    """Where business begins; where the rules hear no opening the tagger may see its end."""
    reach = range(1, min(_OPENING, len(units) // 3))
    return start or next((place for place in reach if _is_likely(units[place])), 0)


def seen_end(units: Sequence[Unit], start: int, end: int) -> int:
    """The unit after the last of business: closing words may begin before they are plain."""
    if end < len(units):
        near = range(max(start + 1, end - _SHORTEST), end)
        return next((place for place in near if _is_likely(units[place])), end)
    last = range(max(start + 1, len(units) * 4 // 5, end - _CLOSING), end)
    seen = (place for place in last if _is_likely(units[place]) and not units[place].business)
    return next(seen, end)


def _is_likely(unit: Unit) -> bool:
    return unit.start is not None and unit.start >= _LIKELY
