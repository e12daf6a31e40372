"""Drafts: tasks on the table, and what belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mintobrief.domain import DeadlineKind
from mintobrief.extract.moves import Said
from mintobrief.extract.owners import Owner
from mintobrief.extract.remarks import Remark, Statement
from mintobrief.extract.seeds import Limit, Seed, SeedKind
from mintobrief.language.numerals import read_number

# How many remarks an answer may come after what it answers, and a task be taken up again.
ANSWERS = 2
_CONTINUES = 4
RETURNS = 10
_LITTLE = 2
_HOUSE = re.compile(r"([0-9〇零一二三四五六七八九十]+)(?:号楼|栋|幢)")
_MERE_PROPOSALS = (SeedKind.PROPOSE, SeedKind.DECIDE)


@dataclass(slots=True)
class Draft:
    """A task on the table; it grows while the meeting talks of it.

    `refused` is who turned it down or took it back, where somebody did.
    """

    seeds: list[Seed] = field(default_factory=list)
    agreed: list[tuple[Remark, Said]] = field(default_factory=list)
    nodded: list[tuple[Remark, Said]] = field(default_factory=list)
    details: list[tuple[Remark, Statement]] = field(default_factory=list)
    checks: list[Seed] = field(default_factory=list)
    dropped: bool = False
    refused: tuple[Remark, Said] | None = None

    @property
    def last(self) -> Seed:
        return self.seeds[-1]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for seed in self.seeds for word in seed.words)

    @property
    def owners(self) -> tuple[Owner, ...]:
        found = {o.name: o for seed in self.seeds for o in seed.owners if o.name is not None}
        most = max((owner.part for owner in found.values()), default=None)
        return tuple(owner for owner in found.values() if owner.part == most)

    @property
    def limit(self) -> Limit | None:
        """The last date agreed: a plan within the time given changes nothing."""
        kept: Seed | None = None
        for seed in self.seeds:
            if seed.limit is not None and (kept is None or _moves_date(kept, seed)):
                kept = seed
        return kept.limit if kept else None

    @property
    def touched(self) -> int:
        """The number of the last remark that had to do with it."""
        replies = [remark.number for remark, _ in self.agreed]
        return max([self.last.remark.number, *replies])


def _moves_date(kept: Seed, seed: Seed) -> bool:
    """Whether a seed sets another date than the one kept; who is in the chair may, always."""
    old, new = kept.limit, seed.limit
    if old is None or new is None:
        return new is not None
    before, after = old.expression.deadline, new.expression.deadline
    if before.kind is not after.kind:
        return after.kind is DeadlineKind.DATE
    if before.day is None or after.day is None or seed.remark.chairs:
        return before.day != after.day
    return after.day > before.day or (not kept.remark.chairs and after.day != before.day)


def kinship(draft: Draft, seed: Seed) -> tuple[bool, bool, int, int]:
    """How close a seed is to a draft it may go on with; the greatest is its own."""
    shared = len(draft.words & seed.words)
    answers = seed.remark.number - draft.last.remark.number == 1
    own = answers and seed.remark.name in {owner.name for owner in draft.owners}
    return same_limit(draft.limit, seed.limit), own, shared, draft.touched


def takes_on_check(draft: Draft, seed: Seed) -> bool:
    """Whether somebody asked to watch a task says yes: 让她去看一眼。 我去看。"""
    watchers = {owner.name for check in draft.checks[-1:] for owner in check.owners}
    return seed.kind is SeedKind.COMMIT and seed.limit is None and seed.remark.name in watchers


def same_limit(one: Limit | None, other: Limit | None) -> bool:
    """Whether two limits are there and fall on one day."""
    if one is None or other is None:
        return False
    return one.expression.deadline.day == other.expression.deadline.day


def other_house(some: Iterable[Said], others: Iterable[Said]) -> bool:
    """Whether clauses name numbered houses, and none of them in common: 3号楼, 5号楼."""
    ours, theirs = _houses(some), _houses(others)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _houses(clauses: Iterable[Said]) -> set[int | None]:
    found = (m for said in clauses for m in _HOUSE.finditer(said.clause.text))
    return {read_number(match[1]) for match in found}


def continues(draft: Draft, seed: Seed) -> bool:
    """Whether a seed goes on with a draft rather than opening another task."""
    gap = seed.remark.number - draft.touched
    if gap > RETURNS:  # first, as nearly all drafts of a long meeting are
        return False
    if other_house([said for s in draft.seeds for said in s.said], seed.said):
        return False
    if seed.kind is SeedKind.PROPOSE and draft.agreed and (draft.limit or draft.owners):
        return False
    if _other_doer(draft, seed) or _other_date(draft, seed, gap):
        return False
    shared = len(draft.words & seed.words)
    if gap > _CONTINUES:
        return shared >= 3
    if _carries_out(draft, seed, gap) or _adds(draft, seed):
        return True
    if gap <= ANSWERS and (_is_thin(seed) or _responds(draft, seed)):
        return True
    dates = seed.limit is not None and seed.remark.chairs
    return shared >= 1 if gap <= ANSWERS or dates else shared >= 2


def _carries_out(draft: Draft, seed: Seed, gap: int) -> bool:
    """Whether the chair hands out what was just proposed and agreed to."""
    open_ = draft.limit is None and not draft.owners and draft.last.kind in _MERE_PROPOSALS
    agreed = any(r.number >= seed.remark.number - 1 for r, _ in draft.agreed)
    return open_ and agreed and gap <= 1 and seed.remark.chairs and seed.kind is SeedKind.ASSIGN


def _adds(draft: Draft, seed: Seed) -> bool:
    """Whether one breath gives the same person a little more to do."""
    same_breath = draft.last.remark.number == seed.remark.number
    doers = {o.name for o in draft.owners} & {o.name for o in seed.owners}
    return same_breath and bool(doers) and seed.limit is None and len(seed.words) <= _LITTLE


def _is_thin(seed: Seed) -> bool:
    """Whether a seed only makes sense with what was said before: a date, 我来."""
    return len(seed.words) <= 1 and (seed.limit is not None or bool(seed.owners))


def _other_doer(draft: Draft, seed: Seed) -> bool:
    near = seed.remark.number - draft.touched <= ANSWERS
    reports = seed.remark.name in {o.name for o in draft.owners}
    if near and (reports or same_limit(draft.limit, seed.limit)) and seed.kind is SeedKind.COMMIT:
        return False
    ours = {owner.name for owner in draft.owners} or _who_dated(draft, seed)
    theirs = {owner.name for owner in seed.owners if owner.name is not None}
    return bool(ours and theirs and not ours & theirs)


def _who_dated(draft: Draft, seed: Seed) -> set[str | None]:
    """Who named the date of a task is its doer, as far as somebody else's promise goes."""
    if seed.kind is not SeedKind.COMMIT or seed.remark.chairs:
        return set()
    dated = (s for s in draft.seeds if s.kind is SeedKind.DATED and not s.remark.chairs)
    return {s.remark.name for s in dated}


def _other_date(draft: Draft, seed: Seed, gap: int) -> bool:
    """Two dates for two things in one breath are two tasks."""
    if draft.limit is None or seed.limit is None or same_limit(draft.limit, seed.limit):
        return False
    return gap == 0 and draft.last.remark.number == seed.remark.number


def _responds(draft: Draft, seed: Seed) -> bool:
    """Whether the seed is the answer of who was asked: 你们什么时候弄？ 下周五之前吧."""
    asked = seed.remark.speaker != draft.last.remark.speaker
    addressed = seed.remark.name in {o.name for o in draft.owners} or any(
        o.name is None for o in draft.last.owners
    )
    return asked and seed.kind in (SeedKind.COMMIT, SeedKind.DATED) and addressed
