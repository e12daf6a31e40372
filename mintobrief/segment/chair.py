"""Who leads the meeting: opens it, moves it on, calls on people and closes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mintobrief.segment.edges import edge_pattern
from mintobrief.segment.moves import find_move
from mintobrief.segment.units import Unit

_OPENING, _CLOSING = 12, 6


_PRESIDES = re.compile(r"(?:我|由我)[^，。、？]{0,10}主持|我是主持")


def find_chair(units: Sequence[Unit]) -> str | None:
    """The speaker label of who chairs; None where nobody is told apart."""
    scores: Counter[str] = Counter()
    for place, unit in enumerate(units):
        if unit.speaker is not None:
            scores[unit.speaker] += _leads(unit, place, len(units))
    if len(scores) < 2:
        return None
    return max(scores, key=lambda speaker: scores[speaker])


def _leads(unit: Unit, place: int, count: int) -> int:
    score = 3 if place == 0 else 0
    if place < _OPENING:
        score += 8 if _PRESIDES.search(unit.text) else 0
        score += 2 if edge_pattern("opening").search(unit.text) else 0
    if place >= count - _CLOSING and edge_pattern("closing").search(unit.text):
        score += 2
    move = find_move(unit, by_chair=True)
    return score + (1 if move and move.kind in ("ordinal", "next", "last") else 0)
