"""Seeds: statements that could be the beginning, or a part, of a resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import takewhile

from mintobrief.domain import DeadlineKind, Quote
from mintobrief.extract.cues import cue
from mintobrief.extract.deadline import Expression
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.owners import Owner, owners_of
from mintobrief.extract.remarks import Remark, Statement
from mintobrief.language.lexicon import load
from mintobrief.language.nlp import content_words


class SeedKind(StrEnum):
    """How a task comes up; the stronger first."""

    ASSIGN = "assign"
    COMMIT = "commit"
    DATED = "dated"
    DECIDE = "decide"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit and the words that set it."""

    expression: Expression
    quote: Quote


@dataclass(frozen=True, slots=True)
class Seed:
    """A statement that names a task, with what it says of doer and date.

    `tail` is what the same sentence goes on with, too far off to tell what the task is.
    """

    kind: SeedKind
    remark: Remark
    said: tuple[Said, ...]
    words: frozenset[str]
    owners: tuple[Owner, ...] = ()
    limit: Limit | None = None
    asks: bool = False
    tail: tuple[Said, ...] = ()

    @property
    def checks(self) -> bool:
        """Whether it only tells how something is watched: it has no day of its own."""
        if self.limit is not None and self.limit.expression.deadline.kind is DeadlineKind.DATE:
            return False
        active = [said for said in self.said if _triggers(said)]
        return bool(active) and active[0].does(Move.CHECK)


_BLOCKS = (Move.QUOTE, Move.EXAMPLE, Move.COMPLAIN, Move.OPENING)
_TRIGGERS = (Move.ASSIGN, Move.COMMIT, Move.DECIDE, Move.PROPOSE)
_BEFORE = 2
_AFTER = 3
# The first remarks open the meeting as a whole; some of the next may still.
_ROLL_CALL = 3
_GREETINGS = 5


def seeds_of(remark: Remark, statement: Statement) -> tuple[Seed, ...]:
    """The tasks a statement speaks of: none, one, or one a date."""
    if _is_frame(remark, statement):
        return ()
    parts = _parts(statement.said)
    found = [seed for part in parts if (seed := _seed(remark, part, statement)) is not None]
    starts = [statement.said.index(seed.said[0]) for seed in found]
    ends = [*starts[1:], len(statement.said)]
    told = (statement.said[:end] for end in ends)
    return tuple(replace(s, tail=_tail(s, said)) for s, said in zip(found, told, strict=False))


def _tail(seed: Seed, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The clauses a sentence goes on with after a seed, as far as they tell of what is to be."""
    after = said[said.index(seed.said[-1]) + 1 :]
    sentence = seed.said[-1].clause.utterance
    inside = (clause for clause in after if clause.clause.utterance == sentence)
    return tuple(takewhile(lambda c: _leads(c) and not c.does(*_BLOCKS), inside))


def _is_frame(remark: Remark, statement: Statement) -> bool:
    """Whether it is a greeting, the roll call, what sums up, or the closing words."""
    if remark.number < _ROLL_CALL and remark.does(Move.OPENING):
        return True
    if _sums_up(remark, statement):
        return True
    return statement.does(Move.CLOSING) or (
        remark.number < _GREETINGS and statement.does(Move.OPENING)
    )


def _sums_up(remark: Remark, statement: Statement) -> bool:
    """Whether somebody goes through what was settled once more: 我最后总结一下，…"""
    before = remark.said[: remark.said.index(statement.said[-1]) + 1]
    return any(cue("moves", "sums_up").search(said.clause.text) for said in before)


def _parts(said: tuple[Said, ...]) -> Iterator[tuple[Said, ...]]:
    """Each stretch of clauses around what gives, takes on or dates a task."""
    part: list[Said] = []
    triggered = 0
    for clause in said:
        if _stops(clause, part, triggered):
            yield tuple(_trimmed(part))
            part, triggered = [], 0
        part.append(clause)
        triggered = 1 if _triggers(clause) else triggered + bool(triggered)
    yield tuple(_trimmed(part))


def _stops(clause: Said, part: list[Said], triggered: int) -> bool:
    """Whether a clause ends the stretch before it: far off, or with its own date and thing."""
    if triggered > _AFTER or (
        triggered and clause.does(*_BLOCKS, Move.REPORT) and not clause.limits
    ):
        return True
    return _own_date(clause) and any(_own_date(before) for before in part)


def _trimmed(part: list[Said]) -> list[Said]:
    """Without what leads up to the first trigger, but for the thing it may name."""
    first = next((i for i, clause in enumerate(part) if _triggers(clause)), len(part))
    lead = [c for c in part[max(0, first - _BEFORE) : first] if _leads(c)]
    return [*lead, *part[first:]]


def _leads(said: Said) -> bool:
    return not said.does(Move.REPORT, Move.REJECT, Move.ASK, Move.COMPLAIN, Move.CONDITION)


def _triggers(said: Said) -> bool:
    if said.does(*_BLOCKS) or (said.does(Move.ASK) and not said.does(Move.TAG, Move.PROPOSE)):
        return False
    if any(e.deadline.kind is not DeadlineKind.VAGUE for e in said.limits):
        return True
    return said.does(*_TRIGGERS) and not said.does(Move.REPORT, Move.REJECT, Move.DEFER)


def _own_date(said: Said) -> bool:
    return bool(said.limits) and bool(_own_words(said))


def _own_words(said: Said) -> frozenset[str]:
    """The content words of a clause, people and times left out."""
    bare = re.sub("[◆■●]+", "，", said.masked)
    return content_words(bare) - thin_words()


@cache
def thin_words() -> frozenset[str]:
    """The words that say little of what a task is about."""
    return frozenset(load("wording")["thin"])


def _seed(remark: Remark, said: tuple[Said, ...], statement: Statement) -> Seed | None:
    active = tuple(clause for clause in said if _triggers(clause))
    kind = _kind(remark, active, statement)
    if kind is None:
        return None
    words = frozenset(word for clause in said for word in _own_words(clause))
    owners = owners_of(active, remark, statement) or _default_owners(
        kind, active, remark, statement
    )
    asks = any(clause.does(Move.ASK, Move.TAG) for clause in active)
    return Seed(kind, remark, said, words, owners, limit_of(said), asks)


def _kind(remark: Remark, active: tuple[Said, ...], statement: Statement) -> SeedKind | None:
    dated = any(clause.limits for clause in active)
    if any(_assigns(clause, remark) for clause in active) or _called_upon(active, statement):
        return SeedKind.ASSIGN
    if any(clause.does(Move.COMMIT) for clause in active):
        return SeedKind.COMMIT
    if dated:
        return SeedKind.DATED
    if remark.chairs and any(clause.does(Move.DECIDE) for clause in active):
        return SeedKind.DECIDE
    if any(clause.does(Move.PROPOSE) for clause in active):
        return SeedKind.PROPOSE
    return None


def _assigns(said: Said, remark: Remark) -> bool:
    """Who is in the chair gives tasks in any words; others in so many words, or with a date."""
    strong = remark.chairs or said.limits or cue("moves", "assign_strong").search(said.masked)
    return said.does(Move.ASSIGN) and bool(strong)


def _called_upon(active: tuple[Said, ...], statement: Statement) -> bool:
    """老魏，周一之前贴到公告栏: a name called and a date, unless the speaker means himself."""
    dated = [clause for clause in active if clause.limits]
    return bool(statement.called and dated) and not any("我" in c.masked for c in dated)


def limit_of(said: tuple[Said, ...]) -> Limit | None:
    """The date a statement ends on: the last one, a day before a habit."""
    limits = [(clause, e) for clause in said for e in clause.limits]
    days = [pair for pair in limits if pair[1].deadline.kind is DeadlineKind.DATE]
    if not limits:
        return None
    clause, expression = (days or limits)[-1]
    return Limit(expression, Quote(clause.clause.utterance, expression.start, expression.end))


def _default_owners(
    kind: SeedKind, active: tuple[Said, ...], remark: Remark, statement: Statement
) -> tuple[Owner, ...]:
    """Who was called by name; whoever promises something himself."""
    quote = active[0].clause.quote
    if kind is SeedKind.ASSIGN:
        return tuple(Owner(name, quote) for name in statement.called)
    return (Owner(remark.name, quote),) if kind is SeedKind.COMMIT else ()
