"""Who is given a task (谁): 你 is whoever was called, 我 whoever speaks, 让小李去 names him."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from mintobrief.domain import Quote
from mintobrief.extract.cues import cue
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.people import Mention
from mintobrief.extract.remarks import Remark, Statement


class Part(IntEnum):
    """What somebody has to do with a task: beside who has more, who has less is no owner."""

    HELPS = 0  # 监督
    DOES = 1
    LEADS = 2  # 牵头


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody given a task, and the words that say so; `name` None is whoever 你 was."""

    name: str | None
    quote: Quote
    part: Part = Part.DOES


def owners_of(said: tuple[Said, ...], remark: Remark, statement: Statement) -> tuple[Owner, ...]:
    """Who the clauses of a task make responsible, each once; empty where they name nobody."""
    found = [owner for clause in said for owner in _named(clause, remark, statement)]
    return tuple({owner.name: owner for owner in found}.values())


def _named(said: Said, remark: Remark, statement: Statement) -> Iterator[Owner]:
    """Who a clause gives the task to."""
    if said.does(Move.ASSIGN):
        found = cue("moves", "assign").search(said.masked)
        if found is not None:
            yield from _in_span(said, found, remark, statement)
    elif said.does(Move.COMMIT):
        yield from _sent(said)


def _in_span(
    said: Said, found: re.Match[str], remark: Remark, statement: Statement
) -> Iterator[Owner]:
    you = re.search("[你您]们?", said.masked[found.start() : found.end()])
    if you:
        at = found.start() + you.start()
        yield from _addressed(said, at, found.end(), statement)
    if re.search("我[、和跟]", said.masked[: found.end()]):
        yield Owner(remark.name, said.clause.quote_of(found.start(), found.end()))
        if re.search("我[和跟]■", said.masked):
            return
    for mention in said.mentions:
        inside = found.start() <= mention.start < found.end()
        beside = you is not None and mention.is_body
        if inside and not beside and _acts(said, mention):
            quote = said.clause.quote_of(mention.start, mention.end)
            yield Owner(mention.name, quote, _part(said, mention.end))


def _part(said: Said, end: int) -> Part:
    """What the words after a name say that its bearer has to do with it."""
    if cue("people", "helps").match(said.masked, end):
        return Part.HELPS
    return Part.LEADS if cue("people", "leads").match(said.masked, end) else Part.DOES


def _addressed(said: Said, at: int, end: int, statement: Statement) -> Iterator[Owner]:
    """Who 你 is: the name right before it, else who was called, else nobody known yet."""
    beside = [m for m in said.mentions if m.end == at]
    if beside:
        place = said.clause.quote_of(beside[0].start, beside[0].end)
        yield Owner(beside[0].name, place, _part(said, beside[0].end))
        return
    quote = said.clause.quote_of(at, end)
    yield from [Owner(name, quote) for name in statement.called] or [Owner(None, quote)]


def _acts(said: Said, mention: Mention) -> bool:
    """Whether somebody named is a doer, not the one it is done for."""
    before = said.masked[: mention.start]
    return not cue("people", "receiver").search(before)


def _sent(said: Said) -> Iterator[Owner]:
    """Whom the speaker will send: 我让工程部去."""
    for mention in said.mentions:
        if cue("people", "sender").search(said.masked[: mention.start]):
            yield Owner(mention.name, said.clause.quote_of(mention.start, mention.end))
