"""Those named are those on the compound's list (名册), as it writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mintobrief.domain import Attendee, Header, Resolution
from mintobrief.review.checks.rules import Finding, Rule, about, of_all

_SHORTEST = 3  # characters of a name that is likely the other: 王强 and 王芳 are two persons


def of_roster(header: Header, roster: Sequence[Attendee]) -> Iterator[Finding]:
    """Names that differ from one on the list by a character, and members of a body that is listed
    who are not on it. Guests of other bodies and residents need not be."""
    known, bodies = {person.name for person in roster}, {person.org for person in roster}
    named = _named(header)
    alike = _Alike(known - named.keys())
    for name, org in named.items():
        if not known or name in known:
            continue
        if near := alike.to(name):
            yield of_all(Rule.ROSTER, f"名册上没有“{name}”，有“{near}”")
        elif org and org in bodies and not _counts(name):
            yield of_all(Rule.ROSTER, f"{org}的名册上没有“{name}”")


def of_owners(
    standing: Iterable[Resolution], header: Header, roster: Sequence[Attendee]
) -> Iterator[Finding]:
    """Owners whose name differs by a character from somebody's who was there or is on the list."""
    known = {person.name for person in roster} | _named(header).keys()
    alike = _Alike(known)
    for left in standing:
        for owner in (owner.value for owner in left.owners if owner.value not in known):
            if near := alike.to(owner):
                lack = f"的责任人“{owner}”，名册和参会人员里只有“{near}”"
                yield about(left, Rule.ROSTER, lack, f"{owner}/{near}")


class _Alike:
    """Finds, among names, one of the same surname and length that differs in a character."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for name in sorted(names):
            if len(name) >= _SHORTEST:
                self._names[name[0], len(name)].append(name)

    def to(self, name: str) -> str | None:
        """The first of them; None where there is none, or the name is too short to tell."""
        among = self._names.get((name[:1], len(name)), [])
        return next((other for other in among if _differ(name, other) == 1), None)


def _differ(name: str, other: str) -> int:
    return sum(a != b for a, b in zip(name, other, strict=True))


def _named(header: Header) -> dict[str, str | None]:
    """Everybody the particulars name, with the body where it is told."""
    people = (*header.attendees, *header.absent, *header.observers)
    found = {field.value: None for field in (header.host, header.recorder) if field}
    return {**found, **{person.name: person.org for person in people}}


def _counts(name: str) -> bool:
    """Whether it is no name but a number of people: 其他2人, 楼组长6人."""
    return name.endswith(("人", "名", "位")) or any(c.isdigit() for c in name)
