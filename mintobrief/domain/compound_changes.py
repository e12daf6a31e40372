"""What a list that is read in would change of a compound, row by row, before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mintobrief.domain.compound import (
    ISSUER,
    PLACE,
    Body,
    Compound,
    merged_bodies,
    merged_people,
    merged_terms,
    tidied,
)
from mintobrief.domain.meeting import Attendee, Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows as a person reads them; of `changed` ones how they are and how they would be."""

    added: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0

    @property
    def count(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed)


def taken_in(before: Compound, read: Compound, *, instead: bool) -> Compound:
    """The compound with what was read added; or with lists that were read `instead` of its own:
    one of which nothing was read stays."""
    if instead:
        return tidied(
            replace(
                before,
                people=read.people or before.people,
                bodies=read.bodies or before.bodies,
                terms=read.terms or before.terms,
                place=read.place or before.place,
                issuer=read.issuer or before.issuer,
            )
        )
    new = tidied(read)
    return tidied(
        replace(
            before,
            people=merged_people(before.people, new.people),
            bodies=merged_bodies([*before.bodies, *new.bodies]),
            terms=merged_terms([*before.terms, *new.terms]),
            place=new.place or before.place,
            issuer=new.issuer or before.issuer,
        )
    )


def changes_between(before: Compound, after: Compound) -> Changes:
    """How `after` differs: rows of the same person, body or word are compared."""
    old, new = _rows_of(before), _rows_of(after)
    lost = {key: rows for key in old if (rows := _without(old[key], new.get(key, ())))}
    come = {key: rows for key in new if (rows := _without(new[key], old.get(key, ())))}
    pairs = [pair for key in come for pair in zip(lost.get(key, ()), come[key], strict=False)]
    both = {key: min(len(lost.get(key, ())), len(come[key])) for key in come}
    return Changes(
        added=tuple(row for key, rows in come.items() for row in rows[both[key] :]),
        changed=tuple(pairs),
        removed=tuple(row for key, rows in lost.items() for row in rows[both.get(key, 0) :]),
        same=sum(map(len, old.values())) - sum(map(len, lost.values())),
    )


def _without(rows: Sequence[str], others: Sequence[str]) -> list[str]:
    return [row for row in rows if row not in others]


def _rows_of(compound: Compound) -> dict[tuple[str, str], list[str]]:
    rows: dict[tuple[str, str], list[str]] = {}
    for person in compound.people:
        rows.setdefault(("person", person.name), []).append(said_person(person))
    for body in compound.bodies:
        rows[("body", body.name)] = [said_body(body)]
    for term in compound.terms:
        rows[("term", term.word)] = [said_term(term)]
    if compound.place:
        rows[("about", "place")] = [f"{PLACE}：{compound.place}"]
    if compound.issuer:
        rows[("about", "issuer")] = [f"{ISSUER}：{compound.issuer}"]
    return rows


def said_person(person: Attendee) -> str:
    """王芳，书记，居委会."""
    return "，".join(filter(None, (person.name, person.role, person.org)))


def said_body(body: Body) -> str:
    """阳光物业服务有限公司（阳光物业）."""
    return f"{body.name}（{'、'.join(body.short)}）" if body.short else body.name


def said_term(term: Term) -> str:
    """业委会，常听成：叶伟会、夜尾会."""
    return f"{term.word}，常听成：{'、'.join(term.slips)}" if term.slips else term.word


def joined(
    base: Sequence[T], mine: Sequence[T], theirs: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[T, ...] | None:
    """What two people made of the same rows, both kept; None where they changed the same one
    differently. The order is mine, what only they added comes last."""
    before, ours, others = ({key(row): row for row in rows} for rows in (base, mine, theirs))
    kept: dict[Hashable, T] = {}
    for name in dict.fromkeys([*ours, *others, *before]):
        was, here, there = before.get(name), ours.get(name), others.get(name)
        if here not in (there, was) and there != was:
            return None
        row = there if here == was else here
        if row is not None:
            kept[name] = row
    return tuple(kept.values())
