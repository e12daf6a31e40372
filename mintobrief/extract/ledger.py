"""The ledger of a talk: tasks are put on the table, agreed to, changed, dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mintobrief.domain import DeadlineKind
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.remarks import Remark, Statement, statements_of
from mintobrief.extract.seeds import Limit, Owner, Seed, SeedKind, seeds_of

# How many remarks an answer may come after what it answers, and a task be taken up again.
_ANSWERS = 2
_CONTINUES = 4
_RETURNS = 10
_LITTLE = 2
_MERE_PROPOSALS = (SeedKind.PROPOSE, SeedKind.DECIDE)


@dataclass(slots=True)
class Draft:
    """A task on the table; it grows while the meeting talks of it."""

    seeds: list[Seed] = field(default_factory=list)
    agreed: list[tuple[Remark, Said]] = field(default_factory=list)
    nodded: list[tuple[Remark, Said]] = field(default_factory=list)
    details: list[tuple[Remark, Statement]] = field(default_factory=list)
    checks: list[Seed] = field(default_factory=list)
    dropped: bool = False

    @property
    def last(self) -> Seed:
        return self.seeds[-1]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for seed in self.seeds for word in seed.words)

    @property
    def owners(self) -> tuple[Owner, ...]:
        found = {o.name: o for seed in self.seeds for o in seed.owners if o.name is not None}
        return tuple(found.values())

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
    return after.day > before.day or not kept.remark.chairs and after.day != before.day


class Ledger:
    """Takes the remarks of a talk one by one and keeps the tasks."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []

    def step(self, remark: Remark) -> None:
        """Enter one remark: first what it answers, then what it brings."""
        self._answer(remark)
        for statement in statements_of(remark):
            seeds = seeds_of(remark, statement)
            for seed in seeds:
                if not self._checks(seed):
                    self._take(seed)
            if not seeds:
                self._attach(remark, statement)

    # -- answers

    def _answer(self, remark: Remark) -> None:
        for said in remark.said:
            if said.does(Move.RETRACT):
                self._retract(remark, said)
            elif said.does(Move.REJECT, Move.DEFER) and not said.limits:
                self._refuse(remark, said)
            elif said.does(Move.ACCEPT, Move.SETTLE) and not said.does(Move.ASK):
                self._agree(remark, said)
            elif said.does(Move.NOD):
                self._nod(remark, said)

    def _pending(self, remark: Remark) -> Iterator[Draft]:
        """What is on the table when a remark begins, and was not put there by its speaker."""
        for draft in self.drafts:
            near = 0 < remark.number - draft.touched <= _ANSWERS
            if near and not draft.dropped and draft.last.remark.number < remark.number:
                yield draft

    def _agree(self, remark: Remark, said: Said) -> None:
        for draft in self._pending(remark):
            if draft.last.remark.speaker != remark.speaker or said.does(Move.SETTLE):
                draft.agreed.append((remark, said))

    def _nod(self, remark: Remark, said: Said) -> None:
        for draft in self._pending(remark):
            if draft.last.remark.speaker != remark.speaker:
                draft.nodded.append((remark, said))

    def _refuse(self, remark: Remark, said: Said) -> None:
        """A no goes to what was said last, not to what is settled or the chair's own word."""
        pending = list(self._pending(remark))
        latest = max((draft.last.remark.number for draft in pending), default=0)
        for draft in pending:
            own = draft.seeds[0].remark.speaker == remark.speaker
            led = any(seed.remark.chairs for seed in draft.seeds)
            if own and said.does(Move.DEFER) and draft.limit is not None:
                continue
            if draft.last.remark.number == latest and (own or not draft.agreed):
                draft.dropped = own or not (remark.chairs and led)

    def _retract(self, remark: Remark, said: Said) -> None:
        for draft in self.drafts:
            near = remark.number - draft.touched <= _RETURNS
            if near and any(word in remark.text for word in draft.words):
                draft.dropped = True

    # -- tasks

    def _take(self, seed: Seed) -> None:
        """Add a seed to the task it goes on with, the one it shares most words with."""
        fits = [draft for draft in self.drafts if not draft.dropped and _continues(draft, seed)]
        if not fits:
            self.drafts.append(Draft([seed]))
            return
        draft = max(fits, key=lambda d: _kinship(d, seed))
        _note_agreement(draft, seed)
        draft.seeds.append(seed)

    def _attach(self, remark: Remark, statement: Statement) -> None:
        """What is said around a task may tell how it is done or checked."""
        for draft in self.drafts[-3:]:
            if not draft.dropped and remark.number - draft.touched <= _ANSWERS:
                draft.details.append((remark, statement))

    def _checks(self, seed: Seed) -> bool:
        """Whether a seed only says how the task before it is watched; if so, note it there."""
        for draft in reversed(self.drafts):
            near = not draft.dropped and seed.remark.number - draft.touched <= _ANSWERS
            if near and (seed.checks or _takes_on_check(draft, seed)):
                draft.checks.append(seed)
                return True
        return False


def _kinship(draft: Draft, seed: Seed) -> tuple[bool, int, int]:
    shared = len(draft.words & seed.words)
    return _same_limit(draft.limit, seed.limit), shared, draft.touched


def _takes_on_check(draft: Draft, seed: Seed) -> bool:
    """Whether somebody asked to watch a task says yes: 让她去看一眼。 我去看。"""
    watchers = {owner.name for check in draft.checks[-1:] for owner in check.owners}
    return seed.kind is SeedKind.COMMIT and seed.limit is None and seed.remark.name in watchers


def _note_agreement(draft: Draft, seed: Seed) -> None:
    """To name the same task is to agree to it, unless one only asks or talks to oneself."""
    same = bool(draft.words & seed.words) or _same_limit(draft.limit, seed.limit)
    if same and seed.remark.speaker != draft.last.remark.speaker and not seed.asks:
        draft.agreed.append((seed.remark, seed.said[0]))


def _same_limit(one: Limit | None, other: Limit | None) -> bool:
    if one is None or other is None:
        return False
    return one.expression.deadline.day == other.expression.deadline.day


def _continues(draft: Draft, seed: Seed) -> bool:
    """Whether a seed goes on with a draft rather than opening another task."""
    gap = seed.remark.number - draft.touched
    if seed.kind is SeedKind.PROPOSE and draft.agreed and (draft.limit or draft.owners):
        return False
    if gap > _RETURNS or _other_doer(draft, seed) or _other_date(draft, seed, gap):
        return False
    shared = len(draft.words & seed.words)
    if gap > _CONTINUES:
        return shared >= 3
    if _carries_out(draft, seed, gap) or _adds(draft, seed):
        return True
    if gap <= _ANSWERS and (_is_thin(seed) or _responds(draft, seed)):
        return True
    dates = seed.limit is not None and seed.remark.chairs
    return shared >= 1 if gap <= _ANSWERS or dates else shared >= 2


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
    near = seed.remark.number - draft.touched <= _ANSWERS
    reports = seed.remark.name in {o.name for o in draft.owners}
    if near and (reports or _same_limit(draft.limit, seed.limit)) and seed.kind is SeedKind.COMMIT:
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
    if draft.limit is None or seed.limit is None or _same_limit(draft.limit, seed.limit):
        return False
    return gap == 0 and draft.last.remark.number == seed.remark.number


def _responds(draft: Draft, seed: Seed) -> bool:
    """Whether the seed is the answer of who was asked: 你们什么时候弄？ 下周五之前吧."""
    asked = seed.remark.speaker != draft.last.remark.speaker
    addressed = seed.remark.name in {o.name for o in draft.owners} or any(
        o.name is None for o in draft.last.owners
    )
    return asked and seed.kind in (SeedKind.COMMIT, SeedKind.DATED) and addressed


def keep(remarks: Sequence[Remark]) -> tuple[Draft, ...]:
    """The tasks of a talk in the order they came up."""
    ledger = Ledger()
    for remark in remarks:
        ledger.step(remark)
    return tuple(_joined(draft for draft in ledger.drafts if not draft.dropped))


def _joined(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one doer and one day in one stretch of talk are one task."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in reversed(kept[-3:]) if _is_twin(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            twin.seeds.extend(draft.seeds)
            twin.agreed.extend(draft.agreed)
            twin.checks.extend(draft.checks)
            twin.details.extend(draft.details)
    return kept


def _is_twin(one: Draft, other: Draft) -> bool:
    near = other.seeds[0].remark.number - one.touched <= _ANSWERS + 1
    doers = {o.name for o in one.owners}, {o.name for o in other.owners}
    alike = doers[0] == doers[1] or not all(doers)
    apart = one.seeds[0].remark.number == other.seeds[-1].remark.number
    return near and alike and not apart and _same_limit(one.limit, other.limit)
