"""Those named are those on the compound's list (名册), as it writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mintobrief.domain import Attendee, Header, Resolution
from mintobrief.review.checks.rules import Finding, Rule, about

_SHORTEST = 3  # characters of a name that is likely the other: 王强 and 王芳 are two persons


def of_roster(header: Header, roster: Sequence[Attendee]) -> Iterator[Finding]:
    """Names that differ from one on the list by a character, and members of a body that is listed
    who are not on it. Guests of other bodies and residents need not be."""
    known = {person.name for person in roster}
    here = {name for name, _ in _named(header)}
    for name, org in _named(header):
        if known and name not in known:
            yield from _of_name(name, org, [n for n in known if n not in here], roster)


def of_owners(
    standing: Iterable[Resolution], header: Header, roster: Sequence[Attendee]
) -> Iterator[Finding]:
    """Owners whose name differs by a character from somebody's who was there or is on the list."""
    known = {*(person.name for person in roster), *(name for name, _ in _named(header))}
    for left in standing:
        for owner in (owner.value for owner in left.owners if owner.value not in known):
            if near := next((other for other in sorted(known) if _is_near(owner, other)), None):
                lack = f"的责任人“{owner}”，名册和参会人员里只有“{near}”"
                yield about(left, Rule.ROSTER, lack, f"{owner}/{near}")


def _of_name(
    name: str, org: str | None, missing: Sequence[str], roster: Sequence[Attendee]
) -> Iterator[Finding]:
    if near := next((other for other in sorted(missing) if _is_near(name, other)), None):
        told = f"名册上没有“{name}”，有“{near}”"
        yield Finding(Rule.ROSTER, f"{Rule.ROSTER}::{name}/{near}", told)
    elif org and any(person.org == org for person in roster) and not _counts(name):
        yield Finding(Rule.ROSTER, f"{Rule.ROSTER}::{name}", f"{org}的名册上没有“{name}”")


def _named(header: Header) -> Iterator[tuple[str, str | None]]:
    """Everybody the particulars name, once, with the body where it is told."""
    people = (*header.attendees, *header.absent, *header.observers)
    found = {field.value: None for field in (header.host, header.recorder) if field}
    yield from {**found, **{person.name: person.org for person in people}}.items()


def _is_near(name: str, other: str) -> bool:
    """Whether two names of one length and surname differ in a single character."""
    if len(name) != len(other) or len(name) < _SHORTEST or name[0] != other[0]:
        return False
    return sum(a != b for a, b in zip(name, other, strict=True)) == 1


def _counts(name: str) -> bool:
    """Whether it is no name but a number of people: 其他2人, 楼组长6人."""
    return name.endswith(("人", "名", "位")) or any(c.isdigit() for c in name)
