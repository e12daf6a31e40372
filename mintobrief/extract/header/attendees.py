"""Who was there (参会人员): lists, roll calls, introductions and the transcript's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from mintobrief.domain import Attendee, Utterance
from mintobrief.extract.header.labels import Labelled, labelled
from mintobrief.extract.header.mentions import addressed_persons, known_persons, roles_in_talk
from mintobrief.extract.header.names import fullest
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.extract.header.persons import Person, called_persons, list_persons
from mintobrief.extract.header.roll import Stretch, is_roll, read_roll
from mintobrief.extract.header.sheet import signed_persons
from mintobrief.language import lexicon

_SHORT_BODY = 4
_MARKS = " \t　，,；;。|｜、"
# After these a list goes on in the next line.
_OPEN = ("、", "，", ",", "；", ";", "/")
_TOOK_PART = re.compile(
    r"(?P<list>[^。；;]{4,200}?)(?:参加|出席|列席)(?:了)?(?:会议|本次|此次|。|$)"
)
_HOST_CLAUSE = re.compile(r"^.*?(?:主持(?:会议)?[，,。]|(?:召开|举行)[^，。]*[，。])")


def find_attendees(
    edges: Edges,
    labels: Sequence[Labelled],
    utterances: Sequence[Utterance],
    roster: Sequence[Attendee] = (),
) -> tuple[Attendee, ...]:
    """Everybody present, each once, under the fullest name that text or roster gives."""
    names = edges.names
    persons = [
        *(Person(person.name, person.role, person.org) for person in roster),
        *listed(edges, labels, "attendees"),
        *signed_persons(utterances),
        *(_took_part(edges.opening) if edges.written else _introduced(edges, names)),
        *(Person(name) for name in names),
        *(addressed_persons(utterances) if edges.nameless or not (names or edges.written) else ()),
    ]
    merged = merge_persons(persons)
    roles = roles_in_talk(utterances, [person.name for person in merged])
    return tuple(to_attendee(p, roles.get(p.name)) for p in merged)


def find_observers(edges: Edges, labels: Sequence[Labelled]) -> tuple[Attendee, ...]:
    """Those whom the notes list as sitting in (列席)."""
    return tuple(to_attendee(p) for p in merge_persons(listed(edges, labels, "observers")))


def to_attendee(person: Person, role: str | None = None) -> Attendee:
    """A bare post is said with its body, as on a list of attendance: 居委会主任."""
    role = person.role or role
    if role in lexicon.load("header")["people.address"]:
        role = None
    if role and person.org and role in _bare_posts() and (body := _short_body(person.org)):
        role = body + role
    return Attendee(person.name, role, person.org, person.quotes)


def _short_body(org: str) -> str:
    """The body as it stands before a post: 业委会 for 银杏里业委会; empty for a long name."""
    if len(org) <= _SHORT_BODY:
        return org
    ends = lexicon.load("header")["people.org_ends"]
    return max((end for end in ends if org.endswith(end)), key=len, default="")


@cache
def _bare_posts() -> frozenset[str]:
    return frozenset(lexicon.load("header")["people.bare"])


def listed(edges: Edges, labels: Iterable[Labelled], kind: str) -> Iterator[Person]:
    """Everybody that the heading lists under a label."""
    for label in labels:
        if label.kind == kind:
            yield from read_roll(
                (
                    Stretch(label.passage, label.start, _stop(label)),
                    *_following(edges.opening, label),
                )
            )


def _stop(label: Labelled) -> int:
    """Where the label's words end, with the mark that ends the sentence."""
    rest = label.passage.text[label.end :]
    return len(label.passage.text) if not rest.strip(_MARKS) else label.end


def _following(opening: Sequence[Passage], label: Labelled) -> Iterator[Stretch]:
    """A list that goes on in the next sentences of its line, and in the next lines."""
    if _stop(label) < len(label.passage.text.rstrip()):
        return
    before = label.passage
    for passage in opening:
        if passage.utterance > label.passage.utterance:
            goes_on = passage.line == before.line or before.text.rstrip().endswith(_OPEN)
            if next(labelled([passage]), None) or not (goes_on or is_roll(passage)):
                return
            yield Stretch(passage, 0, len(passage.text))
            before = passage


def _took_part(opening: Iterable[Passage]) -> Iterator[Person]:
    """…、…参加会议 in running prose."""
    for passage in opening:
        for found in _TOOK_PART.finditer(passage.text):
            skip = _HOST_CLAUSE.match(found["list"])
            start = found.start("list") + (skip.end() if skip else 0)
            yield from list_persons(passage, start, found.end("list"))


def _introduced(edges: Edges, names: Sequence[str]) -> Iterator[Person]:
    for passage in edges.opening:
        yield from known_persons(passage, names)
        if not re.search(r"[？?]", passage.text):
            yield from called_persons(passage, names)


def merge_persons(persons: Iterable[Person]) -> list[Person]:
    """One entry a person: 陆经理 joins 陆志强 where only one 陆 was there."""
    known = list(persons)
    full = list(dict.fromkeys(p.name for p in known))
    merged: dict[str, Person] = {}
    for person in known:
        name = fullest(person.name, full)
        renamed = replace(person, name=name)
        merged[name] = _join(merged[name], renamed) if name in merged else renamed
    return list(merged.values())


def _join(one: Person, other: Person) -> Person:
    role = max(filter(None, (one.role, other.role)), key=len, default=None)
    return Person(one.name, role, one.org or other.org, one.quotes + other.quotes)
