"""The ledger of a talk: tasks are put on the table, agreed to, changed, dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mintobrief.extract.drafts import (
    ANSWERS,
    RETURNS,
    Draft,
    continues,
    kinship,
    other_house,
    same_limit,
    takes_on_check,
)
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.remarks import Remark, Statement, statements_of
from mintobrief.extract.seeds import Seed, seeds_of


class Ledger:
    """Takes the remarks of a talk one by one and keeps the tasks."""

    def __init__(self, votes: Sequence[int] = ()) -> None:
        self.drafts: list[Draft] = []
        self._near: list[Draft] = []  # those that somebody may still come back to
        self._votes = votes

    def step(self, remark: Remark) -> None:
        """Enter one remark: first what it answers, then what it brings."""
        self._near = [d for d in self._near if remark.number - d.touched <= RETURNS]
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
        closing = {s.clause.utterance for s in remark.said if s.does(Move.CLOSING)}
        for said in remark.said:
            if said.clause.utterance in closing:
                return
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
        for draft in self._near:
            near = 0 < remark.number - draft.touched <= ANSWERS
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
                draft.refused = (remark, said) if draft.dropped else draft.refused

    def _retract(self, remark: Remark, said: Said) -> None:
        for draft in self._near:
            if any(word in remark.text for word in draft.words):
                draft.dropped = True
                draft.refused = (remark, said)

    # -- tasks

    def _take(self, seed: Seed) -> None:
        """Add a seed to the task it goes on with, the one it shares most words with."""
        open_ = (draft for draft in self._near if not (draft.dropped or self._voted(draft, seed)))
        fits = [draft for draft in open_ if continues(draft, seed)]
        if not fits:
            self.drafts.append(Draft([seed]))
            self._near.append(self.drafts[-1])
            return
        draft = max(fits, key=lambda d: kinship(d, seed))
        _note_agreement(draft, seed)
        draft.seeds.append(seed)

    def _voted(self, draft: Draft, seed: Seed) -> bool:
        """Whether a vote lies between a mere proposal and what is given out after it."""
        given = draft.limit is not None or bool(draft.owners)
        first, last = draft.last.remark.number, seed.remark.number
        return not given and any(first <= vote < last for vote in self._votes)

    def _attach(self, remark: Remark, statement: Statement) -> None:
        """What is said around a task may tell how it is done or checked."""
        for draft in self.drafts[-3:]:
            if not draft.dropped and remark.number - draft.touched <= ANSWERS:
                draft.details.append((remark, statement))

    def _checks(self, seed: Seed) -> bool:
        """Whether a seed only says how the task before it is watched; if so, note it there."""
        for draft in reversed(self._near):
            near = not draft.dropped and seed.remark.number - draft.touched <= ANSWERS
            if near and (seed.checks or takes_on_check(draft, seed)):
                draft.checks.append(seed)
                return True
        return False


def _note_agreement(draft: Draft, seed: Seed) -> None:
    """To name the same task is to agree to it, unless one only asks or talks to oneself."""
    same = bool(draft.words & seed.words) or same_limit(draft.limit, seed.limit)
    if same and seed.remark.speaker != draft.last.remark.speaker and not seed.asks:
        draft.agreed.append((seed.remark, seed.said[0]))


def keep(
    remarks: Sequence[Remark], votes: Sequence[int] = ()
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """The tasks of a talk in the order they came up, and those that were turned down.

    `votes` are the remarks that ended one.
    """
    ledger = Ledger(votes)
    for remark in remarks:
        ledger.step(remark)
    refused = tuple(draft for draft in ledger.drafts if draft.dropped)
    return tuple(_joined(draft for draft in ledger.drafts if not draft.dropped)), refused


def _joined(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one doer and one day in one stretch of talk are one task."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in reversed(kept[-3:]) if _is_twin(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _note_agreement(twin, draft.seeds[0])
            twin.seeds.extend(draft.seeds)
            twin.agreed.extend(draft.agreed)
            twin.checks.extend(draft.checks)
            twin.details.extend(draft.details)
    return kept


def _clauses(draft: Draft) -> list[Said]:
    return [said for seed in draft.seeds for said in seed.said]


def _is_twin(one: Draft, other: Draft) -> bool:
    near = other.seeds[0].remark.number - one.touched <= ANSWERS + 1
    doers = {o.name for o in one.owners}, {o.name for o in other.owners}
    alike = doers[0] == doers[1] or not all(doers)
    if other_house(_clauses(one), _clauses(other)):
        return False
    apart = one.seeds[0].remark.number == other.seeds[-1].remark.number
    return near and alike and not apart and same_limit(one.limit, other.limit)
