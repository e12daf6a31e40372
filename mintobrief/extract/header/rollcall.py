"""Who was excused (请假), and how many were expected and came (应到, 实到)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.domain import Attendee, Field, Quote, Utterance
from mintobrief.extract.header.attendees import listed, merge_persons, to_attendee
from mintobrief.extract.header.labels import Labelled
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.extract.header.persons import Person, list_persons
from mintobrief.extract.header.sheet import cells_of, read_row
from mintobrief.language import lexicon
from mintobrief.language.numerals import read_number

_NUMBER = r"(?:\d{1,5}|[一二两三四五六七八九十百零〇]{1,6})"
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")


@dataclass(frozen=True, slots=True)
class RollCall:
    """What a meeting says of those who were to come."""

    expected: Field[int] | None = None
    present: Field[int] | None = None
    absent: tuple[Attendee, ...] = ()


def call_roll(
    edges: Edges, labels: Sequence[Labelled], utterances: Sequence[Utterance]
) -> RollCall:
    """The heads as they were counted, and who is said to be missing."""
    persons = [
        *listed(edges, labels, "absent"),
        *_in_rows(utterances),
        *(() if edges.written else _said(edges.opening)),
    ]
    return RollCall(
        _heads(edges, "expected"),
        _heads(edges, "present"),
        tuple(to_attendee(person) for person in merge_persons(persons)),
    )


def without_absent(
    people: Iterable[Attendee],
    called: RollCall,
    utterances: Sequence[Utterance],
    speaking: Container[str],
) -> tuple[tuple[Attendee, ...], RollCall]:
    """Those who came, and the roll with whoever the list itself marks as missing: 张三（请假）.

    Whoever speaks was there, whatever the list says.
    """
    missing = {person.name for person in called.absent}
    came, gone = [], list(called.absent)
    for person in people:
        marked = any(_is_marked(quote, utterances) for quote in person.quotes)
        if person.name in speaking or not (marked or person.name in missing):
            came.append(person)
        elif person.name not in missing:
            gone.append(replace(person, role=_unless_mark(person.role)))
    there = {person.name for person in came}
    kept = tuple(person for person in gone if person.name not in there)
    return tuple(came), replace(called, absent=kept)


def _heads(edges: Edges, kind: str) -> Field[int] | None:
    """The first count of a kind in the opening or at the end.

    One beside votes is of those who vote. A number that is none (一百万零) is passed over.
    """
    for passage in (*edges.opening, *edges.closing):
        votes = _votes().search(passage.text)
        for found in _counted(kind).finditer("" if votes else passage.text):
            if heads := read_number(found["n"] or found["alone"]):
                return Field(heads, (passage.quote(*found.span()),))
    return None


@cache
def _counted(kind: str) -> re.Pattern[str]:
    """应到委员7人, 实到：五位; with a colon the number may stand alone."""
    words = lexicon.load("header").expression(f"rollcall.{kind}")
    unit = r"\s*(?:人|名|位|个)"
    alone, counted = rf"[：:]\s*(?P<alone>{_NUMBER})(?![\d.年月号])", rf"(?P<n>{_NUMBER}){unit}"
    return re.compile(rf"{words}(?:{counted}|{alone})")


def _is_marked(quote: Quote, utterances: Sequence[Utterance]) -> bool:
    words = utterances[quote.utterance].text[quote.start : quote.end]
    return any(_mark().search(note) for note in _BRACKETS.findall(words))


def _unless_mark(role: str | None) -> str | None:
    return None if role and _mark().search(role) else role


def _in_rows(utterances: Sequence[Utterance]) -> Iterator[Person]:
    """Rows of a sheet that people signed: a name, a body perhaps, and 请假 in the last cell."""
    for place, utterance in enumerate(utterances):
        cells = cells_of(utterance.text)
        is_row = utterance.speaker is None and len(cells) > 1
        marked = is_row and _mark().fullmatch(cells[-1].group())
        if marked and (person := read_row(place, cells[:-1])):
            yield person


def _said(opening: Iterable[Passage]) -> Iterator[Person]:
    """王强今天请假: those that talk names right before it."""
    for passage in opening:
        for found in _excused().finditer(passage.text):
            yield from list_persons(passage, *found.span("who"))


@cache
def _votes() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("rollcall.votes"))


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("rollcall.marks"))


@cache
def _excused() -> re.Pattern[str]:
    said = lexicon.load("header").expression("rollcall.said")
    return re.compile(rf"(?:^|(?<=[，,。；;：:]))(?P<who>[^，,。；;：:？?]{{2,20}}?){said}")
