"""One task told by several sources - the recording and the notes - is one candidate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import Field, Resolution
from mintobrief.extract.cues import cue
from mintobrief.extract.things import things
from mintobrief.language.nlp import content_words
from mintobrief.language.numerals import read_number

# Share of the smaller wording's words that two wordings have in common.
_ALIKE = 0.34
_SAME = 0.6
_NUMBER = re.compile(r"\d+|[〇零一二三四五六七八九十百]+(?=[号栋幢单层])")


def merge_sources(sources: Sequence[Sequence[Resolution]]) -> tuple[Resolution, ...]:
    """The candidates of all sources; what a later source repeats completes the earlier."""
    merged: list[Resolution] = []
    for found in sources:
        earlier = len(merged)
        for resolution in found:
            at = next((i for i in range(earlier) if _is_same(merged[i], resolution)), None)
            if at is None:
                merged.append(resolution)
            else:
                merged[at] = _merged(merged[at], resolution)
    return tuple(sorted(merged, key=lambda r: r.evidence[:1]))


def _is_same(one: Resolution, other: Resolution) -> bool:
    """Whether two candidates are one task: alike in words, in date and in doer.

    In doubt they are two: one too many is seen at review, one that is gone is not.
    """
    alike = _likeness(one.action.value, other.action.value)
    if _days(one) and _days(other) and _days(one) != _days(other):
        return False
    ours, theirs = _doers(one), _doers(other)
    if _other_people(ours, theirs) or _of_other_things(one, other):
        return False
    same_day = bool(_days(one)) and _days(one) == _days(other)
    return alike >= (_ALIKE if same_day and ours & theirs else _SAME)


def _doers(resolution: Resolution) -> set[str]:
    return {owner.value for owner in resolution.owners}


def _other_people(ours: set[str], theirs: set[str]) -> bool:
    """Whether two sets of doers have nobody in common; a body may stand for its person."""
    bodies = any(cue("people", "body").fullmatch(name) for name in ours | theirs)
    return bool(ours and theirs) and ours.isdisjoint(theirs) and not bodies


def _of_other_things(one: Resolution, other: Resolution) -> bool:
    """Whether each names a number, or without doer and day in common a thing, of its own."""
    a, b = one.action.value, other.action.value
    counted = _numbers(a), _numbers(b)
    if all(counted) and counted[0].isdisjoint(counted[1]):
        return True
    if _days(one) and _days(one) == _days(other) and _doers(one) & _doers(other):
        return False
    return bool(_own(a, b) and _own(b, a))


def _numbers(text: str) -> set[int | None]:
    return {read_number(found) for found in _NUMBER.findall(text)}


def _own(text: str, other: str) -> list[str]:
    """The things a text names that the other does not."""
    return [thing for thing in things(text) if thing not in other]


def _likeness(one: str, other: str) -> float:
    a, b = content_words(one), content_words(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _days(resolution: Resolution) -> str:
    day = resolution.deadline.value.day if resolution.deadline else None
    return day.isoformat() if day else ""


def _merged(one: Resolution, other: Resolution) -> Resolution:
    """The earlier candidate with what only the later one knows, and the evidence of both."""
    return replace(
        one,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        measures=one.measures or other.measures,
        owners=one.owners or other.owners,
        deadline=_dated(one, other).deadline,
        supervision=one.supervision or other.supervision,
        vote=one.vote or other.vote,
        action=_worded(one.action, other.action),
        confidence=max(one.confidence, other.confidence),
    )


def _dated(one: Resolution, other: Resolution) -> Resolution:
    return one if _days(one) or not (_days(other) or one.deadline is None) else other


def _worded(one: Field[str], other: Field[str]) -> Field[str]:
    """The first wording, with the words of both to look at."""
    return Field(one.value, tuple(dict.fromkeys((*one.quotes, *other.quotes))))
