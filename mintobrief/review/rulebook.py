"""The rules that hold for a kind of meeting: who must come, how many must agree, what is due when.

Data under prompts/rules, each with its source; which holds is told by the meeting's name, or by a
person.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from mintobrief.config import resource
from mintobrief.domain import Attendee, Header
from mintobrief.errors import MissingResource

# kind → what it is called; the first whose name fits a meeting's holds, the last for the others
KINDS = {"owners": "业主大会会议", "committee": "业主委员会会议", "joint": "联席会议等几方会议"}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole to be reached, or passed where `over`; `source` is the rule for it."""

    share: Fraction
    over: bool
    source: str

    def is_reached(self, count: int, whole: int) -> bool:
        wanted = self.share * whole
        return count > wanted if self.over else count >= wanted

    @property
    def said(self) -> str:
        """超过1/2, 不少于2/3."""
        return f"{'超过' if self.over else '不少于'}{self.share.numerator}/{self.share.denominator}"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How a meeting decides.

    The `majority` is one of all who were expected where `of_all`, else of those who voted; what is
    `special` needs the other one. `no_proxies` is the rule that nobody may vote for somebody else,
    empty where there is none.
    """

    quorum: Share
    majority: Share
    of_all: bool
    by_area: bool = False
    no_proxies: str = ""
    special: re.Pattern[str] | None = None
    special_majority: Share | None = None

    def wanted(self, action: str) -> Share:
        """The majority that a decision on this needs."""
        if self.special and self.special_majority and self.special.search(action):
            return self.special_majority
        return self.majority


@dataclass(frozen=True, slots=True)
class Term:
    """Something due `before` days ahead of the meeting, or `within` so many units after.

    A unit is days, working days or hours; `since` is held (the meeting) or signed (the briefing).
    With `by_signing` it is done once the briefing is signed.
    """

    what: str
    source: str
    before: int = 0
    within: int = 0
    unit: str = "days"
    since: str = "held"
    by_signing: bool = False


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules for one kind of meeting; no `ballot` where no law says how it decides."""

    kind: str
    name: str
    title: re.Pattern[str]
    unless: re.Pattern[str] | None
    members: re.Pattern[str] | None
    ballot: Ballot | None
    terms: tuple[Term, ...]

    def fits(self, title: str) -> bool:
        """Whether a meeting of that name is one of the kind."""
        return bool(self.title.search(title)) and not (self.unless and self.unless.search(title))

    def is_member(self, person: Attendee) -> bool:
        """Whether the person is one of those who vote, by post or body, where the rules say who."""
        return bool(self.members and self.members.search(f"{person.org or ''} {person.role or ''}"))


def rulebook_for(header: Header) -> Rulebook:
    """The rules a person chose, else those its name tells of; raises MissingResource."""
    if header.kind in KINDS:
        return load_rulebook(header.kind)
    title = header.title.value if header.title else ""
    books = [load_rulebook(kind) for kind in KINDS]
    return next((book for book in books if book.fits(title)), books[-1])


@cache
def load_rulebook(kind: str) -> Rulebook:
    """The rules of one of KINDS; raises MissingResource."""
    path = resource("prompts") / "rules" / f"{kind}.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return Rulebook(
            kind=kind,
            name=told["name"],
            title=re.compile(told["title"]),
            unless=_pattern(told["unless"]),
            members=_pattern(told["members"]),
            ballot=_ballot(told["ballot"]) if "ballot" in told else None,
            terms=tuple(Term(**term) for term in told["limits"]),
        )
    except (OSError, ValueError, LookupError, TypeError, re.error) as exc:
        raise MissingResource(f"prompts/rules/{kind}.toml") from exc


def _ballot(told: Mapping[str, Any]) -> Ballot:
    special = told.get("special_majority")
    return Ballot(
        quorum=_share(told["quorum"]),
        majority=_share(told["majority"]),
        of_all=told["of_all"],
        by_area=told.get("by_area", False),
        no_proxies=told.get("no_proxies", ""),
        special=_pattern(told.get("special", "")),
        special_majority=_share(special) if special else None,
    )


def _share(told: Mapping[str, Any]) -> Share:
    return Share(Fraction(told["share"]), told["over"], told["source"])


def _pattern(told: str) -> re.Pattern[str] | None:
    return re.compile(told) if told else None
