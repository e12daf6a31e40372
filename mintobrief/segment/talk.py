"""Topic boundaries in spoken meetings: the chair's moves, then the words."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Sequence

from mintobrief.segment.agenda import names_item
from mintobrief.segment.chair import find_chair
from mintobrief.segment.cohesion import Vocabulary, break_depth, novelty, read_vocabulary
from mintobrief.segment.edges import business_end, business_start
from mintobrief.segment.moves import find_move
from mintobrief.segment.seen import seen_end, seen_start, with_seen
from mintobrief.segment.stretch import Stretch
from mintobrief.segment.units import Unit

# What a cue is worth, from whom. A boundary needs _ENOUGH; see tests/benchmarks/topics.py.
_CHAIR = {
    "ordinal": 3.4,
    "next": 2.8,
    "last": 2.8,
    "bare": 1.8,
    "more": 0.8,
    "about": 0.8,
    "first": 0.6,
}
_MEMBER = {
    "item": 1.9,
    "raise": 1.4,
    "ordinal": 1.2,
    "last": 1.2,
    "bare": 1.2,
    "about": 0.6,
    "more": 0.4,
}
_ENOUGH = 2.5
# Topics shorter than this are rare, in units; the last stretch before is made up over _SETTLED.
_SHORTEST, _SETTLED = 4, 14
# How much the time since the last boundary decides.
_TIME = 1.0
# The subject is named within so many characters of the cue.
_SUBJECT = 14
# A turn that takes up an announced item.
_AGENDA = 1.6


def split_talk(units: Sequence[Unit], agenda: Sequence[str]) -> tuple[Stretch, ...]:
    """The stretches of business of a meeting, in order, without opening and closing."""
    start = seen_start(units, business_start(units))
    end = seen_end(units, start, business_end(units, start))
    if end <= start:
        return ()
    starts = [start, *_find_starts(units, range(start + 1, end), agenda)]
    ends = [*starts[1:], end]
    return tuple(
        Stretch(one, other - 1, subject=_subject(units[one]))
        for one, other in zip(starts, ends, strict=True)
    )


def _subject(unit: Unit) -> str:
    """What follows the cue that opens a subject: 第二件事，门铃。"""
    move = find_move(unit, by_chair=True)
    return move.rest[:_SUBJECT] if move else ""


def _find_starts(units: Sequence[Unit], places: range, agenda: Sequence[str]) -> list[int]:
    """The units, in order, at which a new topic begins: the clearest moves claim theirs first.

    Where a tagger was asked, what it sees comes beside them.
    """
    vocabulary = read_vocabulary([unit.text for unit in units])
    chair = find_chair(units)
    scores: dict[int, float] = {}
    claims: list[tuple[float, int]] = []
    for place in places:
        cue = _cue_score(units[place], chair) + _agenda_score(units, place, agenda)
        scores[place] = cue + _word_score(vocabulary, place)
        if cue and scores[place] >= _ENOUGH - _TIME / 2:
            claims.append((-scores[place], place))
    starts = [places.start - 1, places.stop]
    for score, place in sorted(claims):
        if -score + _time_score(starts, place) >= _ENOUGH:
            insort(starts, place)
    return with_seen(units, starts, scores)[1:-1]


def _time_score(starts: Sequence[int], place: int) -> float:
    """Up to half of _TIME for or against; a start too near another is out of the question."""
    after = bisect_left(starts, place)
    since, until = place - starts[after - 1], starts[after] - place
    if min(since, until) < _SHORTEST:
        return -math.inf
    return _TIME * (min(since / _SETTLED, 1.0) - 0.5)


def _agenda_score(units: Sequence[Unit], place: int, agenda: Sequence[str]) -> float:
    """An item of the agenda is spoken of that was not just before."""
    if not agenda:
        return 0.0
    before = "".join(unit.text for unit in units[max(0, place - _SHORTEST) : place])
    fresh = [item for item in agenda if not names_item(before, [item])]
    return _AGENDA if names_item(units[place].text, fresh) else 0.0


def _cue_score(unit: Unit, chair: str | None) -> float:
    leads = chair is None or unit.speaker == chair
    move = find_move(unit, leads)
    if move is None:
        return 0.0
    return (_CHAIR if leads else _MEMBER)[move.kind]


def _word_score(vocabulary: Vocabulary, place: int) -> float:
    """From -0.6 to 1.3: new words that stay, and a break in the words."""
    fresh = min(novelty(vocabulary, place), 2.0) * 0.25
    depth = (break_depth(vocabulary, place) - 0.9) * 8
    return max(fresh + depth, -0.6)
