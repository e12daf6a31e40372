"""Who may be behind a voice: everybody whom the talk or the roster names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mintobrief.domain import Attendee, Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.header.attendees import find_attendees, merge_persons, to_attendee
from mintobrief.extract.header.labels import labelled
from mintobrief.extract.header.names import is_full_name
from mintobrief.extract.header.passage import read_edges
from mintobrief.extract.header.persons import Person
from mintobrief.extract.people import Mention, People, surname_of
from mintobrief.extract.voices.introductions import doubled, introduced


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a meeting by name, and who is meant by each form of address."""

    persons: dict[str, Attendee]
    people: People

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The people (no bodies) that a text names, under the fullest name known."""
        named = [m for m in self.people.mentions(text) if m.name in self.persons]
        taken = {place for m in named for place in range(m.start, m.end)}
        titled = [m for m in self._by_title(text) if m.start not in taken]
        return tuple(sorted((*named, *titled), key=lambda m: m.start))

    def _by_title(self, text: str) -> Iterator[Mention]:
        """Those addressed by a title that nobody else there has: 行不行书记."""
        for found in _title().finditer(text):
            holders = [n for n, a in self.persons.items() if _holds(n, a.role, found.group())]
            if len(holders) == 1 and not surname_of(text[max(0, found.start() - 1) :][:1]):
                yield Mention(found.start(), found.end(), holders[0])

    def resolve(self, said: str) -> str | None:
        """The person called so; None for a stranger."""
        name = self.people.resolve(said)
        return name if name in self.persons else None


def read_cast(utterances: Sequence[Utterance], roster: Sequence[Attendee]) -> Cast:
    """Everybody on the roster, introduced, called upon or spoken of under a form of address."""
    named = _named(utterances, roster)
    on_roster = {person.name for person in roster}
    firm = {n: a for n, a in named.items() if n in on_roster or is_full_name(n)}
    people = People(firm.values(), ())
    forms = [n for n in named if n not in firm and people.resolve(n) not in firm]
    forms += [n for u in utterances for n in _strangers(u.text, people) if n not in firm]
    persons = firm | {n: named.get(n, Attendee(n)) for n in _one_each(forms)}
    return Cast(persons, People(persons.values(), ()))


def _named(utterances: Sequence[Utterance], roster: Sequence[Attendee]) -> dict[str, Attendee]:
    """Those introduced, by others or by themselves, and those on the roster."""
    edges = read_edges(utterances)
    listed = find_attendees(edges, tuple(labelled(edges.opening)), utterances, roster)
    full = [person for u in utterances for person in doubled(u.text)]
    own = [person for u in utterances for person in introduced(u.text)]
    names = {person.name for person in full}
    others = (Person(a.name, a.role, a.org) for a in listed if a.name[:-1] not in names)
    merged = merge_persons([*full, *own, *others])
    return {person.name: to_attendee(person) for person in merged if surname_of(person.name)}


def _strangers(text: str, people: People) -> Iterator[str]:
    for mention in people.mentions(text):
        if not mention.is_body and surname_of(mention.name):
            yield mention.name


def _one_each(forms: Iterable[str]) -> Iterator[str]:
    """One name a person: of 金经理 and 老金 the first; two titles are two people."""
    by_surname: dict[str, list[str]] = {}
    for name in forms:
        by_surname.setdefault(surname_of(name), []).append(name)
    for surname, said in by_surname.items():
        titled = [name for name in dict.fromkeys(said) if _title().fullmatch(name[len(surname) :])]
        yield from titled or [max(dict.fromkeys(said), key=said.count)]


def _holds(name: str, role: str | None, title: str) -> bool:
    return bool(role and role.endswith(title)) or name[1:] == title


@cache
def _title() -> re.Pattern[str]:
    return cue("people", "title")
