"""What becomes of words that a person chose, of two candidates in one, of one in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from mintobrief.domain import Deadline, Field, Meeting, Quote, Resolution
from mintobrief.errors import BadEdit
from mintobrief.web.correct.correcting import NO_SUCH_LINES

T = TypeVar("T")
_MOST = 60  # lines of one candidate
_EDGES = "。；;，,、！!？?：: "
_SEAM = re.compile(r"[；;。]|[，,](?=同时|并|另|还|再)")
_NEW = "h"  # the library counts on from here


@dataclass(frozen=True, slots=True)
class Selection:
    """Lines `first` to `last`, of the first from character `start`, of the last up to `end`;
    `end` 0 is all of it."""

    first: int
    last: int
    start: int
    end: int


def made_from(meeting: Meeting, chosen: Selection) -> Resolution:
    """A candidate of the words that were chosen, with who and by when as the lines tell.

    Raises BadEdit where nothing was chosen, or too much.
    """
    quotes = tuple(_quotes(meeting, chosen))
    said = [meeting.utterances[q.utterance].text[q.start : q.end] for q in quotes]
    action = "".join(said).strip(_EDGES)
    if not action or len(quotes) > _MOST:
        raise BadEdit(action[:20], f"请选中写进决议的话，不超过 {_MOST} 句。")
    lines = tuple(range(chosen.first, chosen.last + 1))
    return Resolution(
        _NEW,
        Field(action, quotes),
        lines,
        owners=tuple(_owners(meeting, lines)),
        deadline=next(_deadlines(meeting, lines, meeting.header.day), None),
        confidence=1.0,
        because="由审核人从转写稿里选出。",
    )


def merged(one: Resolution, two: Resolution) -> Resolution:
    """Both as one: what only one of them says is kept, what both say is put together."""
    return replace(
        one,
        id=_NEW,
        action=_both(one.action, two.action),
        evidence=tuple(sorted({*one.evidence, *two.evidence})),
        measures=_either(one.measures, two.measures),
        owners=tuple({owner.value: owner for owner in (*two.owners, *one.owners)}.values())[::-1],
        deadline=one.deadline or two.deadline,
        supervision=_either(one.supervision, two.supervision),
        vote=one.vote or two.vote,
        flags=tuple({*one.flags, *two.flags}),
        because="由审核人把两条并成一条。",
    )


def halved(found: Resolution) -> tuple[Resolution, Resolution]:
    """A first guess at the two: what is to be done, divided where the words have a seam."""
    seam = _SEAM.search(found.action.value, 1)
    if seam is None:
        return found, found
    parts = found.action.value[: seam.start()], found.action.value[seam.end() :]
    one, two = (part.strip(_EDGES) or found.action.value for part in parts)
    return (
        replace(found, action=replace(found.action, value=one)),
        replace(found, action=replace(found.action, value=two)),
    )


def _quotes(meeting: Meeting, chosen: Selection) -> Iterator[Quote]:
    said = meeting.utterances
    if not 0 <= chosen.first <= chosen.last < len(said):
        raise BadEdit("", NO_SUCH_LINES)
    for line in range(chosen.first, chosen.last + 1):
        size = len(said[line].text)
        start = chosen.start if line == chosen.first else 0
        end = min(size, chosen.end or size) if line == chosen.last else size
        if start < end:
            yield Quote(line, start, end)


def _owners(meeting: Meeting, lines: tuple[int, ...]) -> Iterator[Field[str]]:
    """Who the lines charge with it by name."""
    from mintobrief.extract.people import charged_names

    seen: set[str] = set()
    for line in lines:
        text = meeting.utterances[line].text
        for name in charged_names(text):
            if name not in seen:
                at = text.index(name)
                yield Field(name, (Quote(line, at, at + len(name)),))
            seen.add(name)


def _deadlines(
    meeting: Meeting, lines: tuple[int, ...], held_on: date | None
) -> Iterator[Field[Deadline]]:
    """The time limits that the lines set."""
    from mintobrief.extract.deadline import find_deadlines

    for line in lines:
        for found in find_deadlines(meeting.utterances[line].text, held_on):
            if found.is_limit:
                yield Field(found.deadline, (Quote(line, found.start, found.end),))


def _both(one: Field[str], two: Field[str]) -> Field[str]:
    if two.value in one.value:
        return one
    if one.value in two.value:
        return two
    return Field(f"{one.value}；{two.value}", (*one.quotes, *two.quotes))


def _either(one: Field[str] | None, two: Field[str] | None) -> Field[str] | None:
    return _both(one, two) if one and two else one or two
