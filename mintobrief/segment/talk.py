"""Topic boundaries in spoken meetings: the chair's moves, then the words."""

from __future__ import annotations

from collections.abc import Sequence

from mintobrief.segment.agenda import names_item
from mintobrief.segment.chair import find_chair
from mintobrief.segment.cohesion import Vocabulary, break_depth, novelty, read_vocabulary
from mintobrief.segment.edges import business_end, business_start
from mintobrief.segment.moves import find_move
from mintobrief.segment.stretch import Stretch
from mintobrief.segment.units import Unit

# What a cue is worth, from whom. A boundary needs _ENOUGH; see tests/benchmarks/topics.py.
_CHAIR = {"ordinal": 3.2, "next": 2.6, "last": 2.6, "more": 0.8, "first": 0.6, "about": 0.8}
_MEMBER = {"ordinal": 1.2, "item": 1.9, "raise": 1.4, "more": 0.4, "about": 0.6}
_ENOUGH = 2.5
# Topics shorter than this are rare, in units; the last stretch before is made up over _SETTLED.
_SHORTEST, _SETTLED = 4, 14
# The subject is named within so many characters of the cue.
_SUBJECT = 14
# A turn that takes up an announced item.
_AGENDA = 1.6


def split_talk(units: Sequence[Unit], agenda: Sequence[str]) -> tuple[Stretch, ...]:
    """The stretches of business of a meeting, in order, without opening and closing."""
    start = business_start(units)
    end = business_end(units, start)
    if end <= start:
        return ()
    starts = [start, *_find_starts(units, range(start + 1, end), agenda)]
    ends = [*starts[1:], end]
    return tuple(
        Stretch(one, other - 1, subject=_subject(units[one]))
        for one, other in zip(starts, ends, strict=True)
    )


def _subject(unit: Unit) -> str:
    """What follows the cue that opens a subject: 第二件事，楼顶。"""
    move = find_move(unit, by_chair=True)
    return move.rest[:_SUBJECT] if move else ""


def _find_starts(units: Sequence[Unit], places: range, agenda: Sequence[str]) -> list[int]:
    """The units, in order, at which a new topic begins."""
    vocabulary = read_vocabulary([unit.text for unit in units])
    chair = find_chair(units)
    starts: list[int] = []
    previous = places.start - 1
    for place in range(places.start + _SHORTEST - 1, places.stop):
        if place - previous < _SHORTEST:
            continue
        cue = _cue_score(units[place], chair) + _agenda_score(units, place, agenda)
        if cue and cue + _word_score(vocabulary, place, place - previous) >= _ENOUGH:
            starts.append(place)
            previous = place
    return starts


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


def _word_score(vocabulary: Vocabulary, place: int, since: int) -> float:
    """From about -1 to 2: new words that stay, a break in the words, time for a change."""
    fresh = min(novelty(vocabulary, place), 2.0) * 0.25
    depth = (break_depth(vocabulary, place) - 0.9) * 8
    settled = min(since / _SETTLED, 1.0) - 0.5
    return fresh + max(depth, -1.0) + settled
