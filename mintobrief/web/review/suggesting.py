"""What a field of a candidate could say instead: who else was named there, which other day.

A suggestion is taken with one key, so none may be made up: each stands in the words around the
candidate. `clauses_for` are the words an action can be put together from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mintobrief.domain import FieldName, Meeting, Quote, Resolution
from mintobrief.export.pen import written_deadline
from mintobrief.layouts import is_generic
from mintobrief.web import words
from mintobrief.web.review.candidates import Place, places_of

if TYPE_CHECKING:
    from mintobrief.extract.people import People

NEAR = 3  # lines either side of what a candidate rests on
_MOST = {FieldName.OWNERS: 4, FieldName.DEADLINE: 3, FieldName.SUPERVISION: 2}
_HERE, _BESIDE = 3, 1  # what a name weighs in a line of the candidate and beside it
_MISHEARD = 20  # what one weighs that the recogniser may have taken for the owner's
_EDGES = "。；;，,、！!？?：: "
_PAUSES = re.compile(r"[，。；;,！!？?：:]+")
_LONGEST = 30  # characters of a clause worth taking as a whole
_MOST_CLAUSES = 9  # a key each


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that a field may get; `shown` is how it reads, `value` how one would type it."""

    name: FieldName
    label: str
    shown: str
    value: str
    place: Place | None


def suggestions_for(meeting: Meeting, left: Resolution) -> tuple[Suggestion, ...]:
    """The likeliest owners, then days, then ways of checking that the candidate does not have."""
    lines = _around(meeting, left)
    found = {
        FieldName.OWNERS: _owners(meeting, left, lines),
        FieldName.DEADLINE: _deadlines(meeting, left, lines),
        FieldName.SUPERVISION: _checks(meeting, left, lines),
    }
    return tuple(
        Suggestion(name, words.FIELDS[name], shown, value, _place(meeting, quote))
        for name, values in found.items()
        for shown, value, quote in list(values)[: _MOST[name]]
    )


Value = tuple[str, str, Quote | None]  # how it reads, how one would type it, where it was said


def clauses_for(meeting: Meeting, left: Resolution) -> tuple[str, ...]:
    """The clauses of the action, then those of the lines it rests on that it left out."""
    own = _clauses(left.action.value)
    said = (clause for line in left.evidence for clause in _clauses(meeting.utterances[line].text))
    others = (one for one in said if 1 < len(one) <= _LONGEST and one not in left.action.value)
    return tuple(dict.fromkeys((*own, *others)))[: max(len(own), _MOST_CLAUSES)]


def _clauses(text: str) -> list[str]:
    return [clause for piece in _PAUSES.split(text) if (clause := piece.strip(_EDGES))]


def _around(meeting: Meeting, left: Resolution) -> dict[int, int]:
    """The lines to look at, each with its distance from what the candidate rests on."""
    far: dict[int, int] = {}
    for rests in left.evidence:
        for line in range(max(0, rests - NEAR), min(len(meeting.utterances), rests + NEAR + 1)):
            far[line] = min(far.get(line, NEAR), abs(line - rests))
    return dict(sorted(far.items(), key=lambda item: (item[1], item[0])))


def _owners(meeting: Meeting, left: Resolution, lines: dict[int, int]) -> Iterator[Value]:
    """Who is named there or speaks there, the likeliest first."""
    from mintobrief.extract.people import people_of

    people = people_of(meeting.header, meeting.utterances)
    weights: Counter[str] = Counter()
    first: dict[str, Quote] = {}
    for line, far in lines.items():
        for name, quote in _named(meeting, line, people):
            weights[name] += _BESIDE if far else _HERE
            if quote:
                first.setdefault(name, quote)
    has = {owner.value for owner in left.owners}
    weights.update(dict.fromkeys(_meant(meeting, has), _MISHEARD))
    for name, _ in weights.most_common():
        if name not in has:
            yield name, name, first.get(name)


def _meant(meeting: Meeting, names: Iterable[str]) -> set[str]:
    """Who speaks under a name that sounds like one of these: 陶建 is 陶静, 晓雷 is 方晓蕾."""
    speak = {said.name for said in meeting.utterances if said.name and not is_generic(said.name)}
    return {known for known in speak for name in names if known != name and _sounds(name, known)}


def _sounds(name: str, known: str) -> bool:
    """Whether all syllables but one at most are those of the known name, or of its given name."""
    from mintobrief.language.sounds import sound_alike

    return len(name) > 1 and sound_alike(name, known[-len(name) :], most=1)


def _named(meeting: Meeting, line: int, people: People) -> Iterator[tuple[str, Quote | None]]:
    said = meeting.utterances[line]
    if said.name and not is_generic(said.name):
        yield said.name, None
    for mention in people.mentions(said.text):
        yield mention.name, Quote(line, mention.start, mention.end)


def _deadlines(meeting: Meeting, left: Resolution, lines: Iterable[int]) -> Iterator[Value]:
    from mintobrief.extract.deadline import find_deadlines

    seen = {left.deadline.value.day or left.deadline.value.text} if left.deadline else set()
    for line in lines:
        for found in find_deadlines(meeting.utterances[line].text, meeting.header.day):
            deadline = found.deadline
            told = deadline.day or deadline.text
            if found.is_limit and told not in seen:
                seen.add(told)
                yield written_deadline(deadline), deadline.text, Quote(line, found.start, found.end)


def _checks(meeting: Meeting, left: Resolution, lines: Iterable[int]) -> Iterator[Value]:
    from mintobrief.extract.cues import cue

    has = left.supervision.value if left.supervision else ""
    for line in lines:
        text = meeting.utterances[line].text
        said = text.strip(_EDGES)
        if cue("moves", "check").search(text) and not text.endswith(("？", "?")) and said != has:
            yield said, said, Quote(line, 0, len(text))


def _place(meeting: Meeting, quote: Quote | None) -> Place | None:
    if quote is None:
        return None
    return next(iter(places_of(meeting, [quote])), None)
