"""A residential compound (小区) and what its meetings speak of: people, bodies and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from mintobrief.domain.line import one_line
from mintobrief.domain.meeting import Attendee, Term

T = TypeVar("T")

COMMON = "common"  # the id of the list that every meeting has
COMMON_NAME = "全部小区"
MOST_ROWS = 3000  # of one list
LONGEST = 100  # characters of a cell
PLACE, ISSUER = "开会地点", "发布单位"  # what a table calls them
_SPACED = re.compile("[\u3400-\u9fff](?: [\u3400-\u9fff])+")
_BETWEEN = re.compile("[、，,;；]")  # words of one cell


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation (单位) by its full name, and what it is called for short."""

    name: str
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compound:
    """What is known of a compound before any of its meetings.

    `people` is its roster (名册), `terms` its glossary (词表), `place` where it meets as a rule,
    `issuer` who publishes its briefings (发布单位).
    """

    id: str
    name: str
    people: tuple[Attendee, ...] = ()
    bodies: tuple[Body, ...] = ()
    terms: tuple[Term, ...] = ()
    place: str | None = None
    issuer: str | None = None

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The words to listen for: those of the list, the bodies, the compound's own name."""
        bodies = [Term(word) for body in self.bodies for word in (body.name, *body.short)]
        own = [] if self.id == COMMON else [Term(self.name)]
        return merged_terms([*self.terms, *bodies, *own])


def remembered(compound: Compound, term: Term) -> Compound:
    """The compound with the word in its glossary, its slips beside those known before."""
    return replace(compound, terms=merged_terms([*compound.terms, term]))


def merged_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Every word once, in the order of its first place, with all its slips."""
    slips: dict[str, dict[str, None]] = {}
    for term in terms:
        known = slips.setdefault(term.word, {})
        known.update(dict.fromkeys(slip for slip in term.slips if slip != term.word))
    return tuple(Term(word, tuple(known)) for word, known in slips.items())


def merged_people(known: Iterable[Attendee], told: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """Those known with what was told now: of one name and body the later word stands, what it
    leaves out is kept; a name alone is whoever of that name is known."""
    people = list(known)
    for person in told:
        place = _place_of(person, people)
        if place is None:
            people.append(person)
        else:
            before = people[place]
            role, org = person.role or before.role, person.org or before.org
            people[place] = replace(before, role=role, org=org)
    return tuple(people)


def merged_bodies(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Every body once, with all it is called for short."""
    terms = merged_terms(Term(body.name, body.short) for body in bodies)
    return tuple(Body(term.word, term.slips) for term in terms)


def tidied(compound: Compound) -> Compound:
    """The compound without blank rows, double ones and stray spaces; cells are cut to length."""
    people = [_tidy_person(person) for person in compound.people]
    return replace(
        compound,
        name=tidy(compound.name),
        people=_once((person for person in people if person.name), lambda p: (p.name, p.org)),
        bodies=merged_bodies(_tidy_body(body) for body in compound.bodies if tidy(body.name)),
        terms=merged_terms(_tidy_term(term) for term in compound.terms if tidy(term.word)),
        place=tidy(compound.place or "") or None,
        issuer=tidy(compound.issuer or "") or None,
    )


def tidy(cell: str) -> str:
    """One line, cut to length."""
    return one_line(cell)[:LONGEST]


def _place_of(person: Attendee, people: list[Attendee]) -> int | None:
    same = [n for n, one in enumerate(people) if one.name == person.name]
    exact = [n for n in same if people[n].org == person.org]
    if exact:
        return exact[0]
    open_ = [n for n in same if person.org is None or people[n].org is None]
    return open_[0] if len(same) == 1 and open_ else None


def _tidy_person(person: Attendee) -> Attendee:
    """王　芳 is 王芳: the blank only fills the column."""
    name, role, org = (tidy(cell or "") for cell in (person.name, person.role, person.org))
    if _SPACED.fullmatch(name):
        name = name.replace(" ", "")
    return Attendee(name, role or None, org or None)


def _tidy_body(body: Body) -> Body:
    return Body(tidy(body.name), _tidy_all(body.short))


def _tidy_term(term: Term) -> Term:
    return Term(tidy(term.word), _tidy_all(term.slips))


def _tidy_all(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, (tidy(one) for word in words for one in _BETWEEN.split(word))))


def _once(rows: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    first: dict[Hashable, T] = {}
    for row in rows:
        first.setdefault(key(row), row)
    return tuple(first.values())
