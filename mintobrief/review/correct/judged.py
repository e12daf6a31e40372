"""What becomes of judgements when the draft under them is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mintobrief.domain import Judgement, Meeting, Resolution
from mintobrief.review.compile import latest_judgements
from mintobrief.review.correct.follow import Follow, quotes_of, values_of
from mintobrief.review.correct.way import Way
from mintobrief.review.judge import standing


def reopened_by(
    before: Meeting, after: Meeting, judgements: Iterable[Judgement]
) -> tuple[Judgement, ...]:
    """The judgements that count whose candidate's words stand no longer as they were judged."""
    way = Way.between(before.utterances, after.utterances)
    return tuple(
        j for j, found, now in _judged(before, after, judgements) if _is_touched(found, now, j, way)
    )


def moved_by(
    before: Meeting, after: Meeting, judgements: Iterable[Judgement]
) -> tuple[Judgement, ...]:
    """The judgements that count, stand, and tell of a candidate whose words only moved."""
    way = Way.between(before.utterances, after.utterances)
    follow = Follow(way, after.header.day)
    moved = []
    for judgement, found, now in _judged(before, after, judgements):
        left = judgement.edited
        if left is None or _is_touched(found, now, judgement, way):
            continue
        there = replace(follow.resolution(left), topic=now.topic)
        if there != left:
            moved.append(replace(judgement, edited=there))
    return tuple(moved)


def _judged(
    before: Meeting, after: Meeting, judgements: Iterable[Judgement]
) -> Iterator[tuple[Judgement, Resolution, Resolution]]:
    """The judgements that count, each with its candidate before and after."""
    old, new = _candidates(before), _candidates(after)
    for candidate, judgement in latest_judgements(judgements).items():
        if candidate in old and candidate in new:
            yield judgement, old[candidate], new[candidate]


def _candidates(meeting: Meeting) -> dict[str, Resolution]:
    return {r.id: r for r in (*meeting.near_misses, *meeting.resolutions)}


def _is_touched(found: Resolution, now: Resolution, judgement: Judgement, way: Way) -> bool:
    quoted = (*quotes_of(found), *quotes_of(standing(found, judgement)))
    return values_of(found) != values_of(now) or way.touches(quoted)
