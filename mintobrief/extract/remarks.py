"""Remarks: what one person says in one go, and the statements it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from mintobrief.domain import Header
from mintobrief.extract.cues import cue
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.people import People


@dataclass(frozen=True, slots=True)
class Statement:
    """Clauses that belong together: one task, one answer, one piece of news.

    `called` is who was called by name before it, `opens` whether it is the remark's first.
    """

    said: tuple[Said, ...]
    called: tuple[str, ...] = ()
    opens: bool = False

    def does(self, *moves: Move) -> bool:
        """Whether any clause makes any of these moves."""
        return any(said.does(*moves) for said in self.said)


@dataclass(frozen=True, slots=True)
class Remark:
    """What one speaker says in one go; `speaker` is a label or name, `name` who that is.

    `place` tells a secretary where it is: 第3段.
    """

    number: int
    speaker: str | None
    name: str | None
    said: tuple[Said, ...]
    chairs: bool = False
    place: str = ""

    def does(self, *moves: Move) -> bool:
        """Whether any clause makes any of these moves."""
        return any(said.does(*moves) for said in self.said)

    @property
    def text(self) -> str:
        return "，".join(said.clause.text for said in self.said)


def statements_of(remark: Remark) -> tuple[Statement, ...]:
    """The remark cut where a sentence ends, somebody else is called, or a new point begins."""
    found: list[Statement] = []
    called: tuple[str, ...] = ()
    for group in _groups(remark.said):
        named = tuple(m.name for said in group if said.does(Move.CALL) for m in said.mentions)
        called = named or called
        found.append(Statement(group, called, opens=not found))
    return tuple(found)


def _groups(said: Sequence[Said]) -> Iterator[tuple[Said, ...]]:
    group: list[Said] = []
    for clause in said:
        if group and _begins(clause, group):
            yield tuple(group)
            group = []
        group.append(clause)
    if group:
        yield tuple(group)


def _begins(clause: Said, group: Sequence[Said]) -> bool:
    before = group[-1]
    if before.clause.utterance != clause.clause.utterance:
        # 老魏。下周一之前… : a name by itself belongs to what follows
        return not all(said.does(Move.CALL) for said in group)
    if before.does(Move.CLOSING):
        return True
    if cue("moves", "new_point").search(clause.masked):
        return not all(said.does(Move.CALL, Move.ACCEPT, Move.NOD) for said in group)
    if clause.does(Move.CALL) and cue("moves", "call_first").search(clause.masked):
        return any(said.does(Move.ASSIGN, Move.COMMIT) or said.limits for said in group)
    return False


def chaired(remarks: Sequence[Remark], header: Header) -> tuple[Remark, ...]:
    """The remarks with those of the person in the chair marked."""
    chair = _chair(remarks, header)
    return tuple(replace(r, chairs=r.speaker is not None and r.speaker == chair) for r in remarks)


def _chair(remarks: Sequence[Remark], header: Header) -> str | None:
    """The label of who is in the chair: the host, else who opens, calls votes and closes."""
    if header.host is not None:
        host = header.host.value
        named = [r.speaker for r in remarks if r.name and (r.name in host or host in r.name)]
        if named:
            return named[0]
    signs: Counter[str] = Counter()
    for remark in remarks:
        if remark.speaker is not None:
            signs[remark.speaker] += len(cue("moves", "chairing").findall(remark.text))
    return max(signs, key=lambda label: signs[label], default=None)


def named(remarks: Sequence[Remark], people: People) -> tuple[Remark, ...]:
    """The remarks with names for labels where the talk itself tells who is who."""
    learned = _learned_names(remarks)
    return tuple(
        replace(r, name=people.resolve(r.name) if r.name else learned.get(r.speaker or ""))
        for r in remarks
    )


def _learned_names(remarks: Sequence[Remark]) -> dict[str, str]:
    """Who a nameless label is: by 我是…, else by who answers when a name is called."""
    votes: dict[str, Counter[str]] = {}
    for label, name, weight in chain(_introductions(remarks), _answers(remarks)):
        votes.setdefault(label, Counter())[name] += weight
    found: dict[str, str] = {}
    for label in sorted(votes, key=lambda key: -votes[key].most_common(1)[0][1]):
        free = [name for name, _ in votes[label].most_common() if name not in found.values()]
        if free:
            found[label] = free[0]
    return found


def _introductions(remarks: Iterable[Remark]) -> Iterator[tuple[str, str, int]]:
    for remark in remarks:
        if remark.name is None and remark.speaker is not None:
            for said in remark.said:
                found = cue("people", "introduction").search(said.clause.text)
                people = [m for m in said.mentions if not m.is_body]
                if found and people and 0 <= people[-1].start - found.end() < 8:
                    yield remark.speaker, people[-1].name, 5


def _answers(remarks: Sequence[Remark]) -> Iterator[tuple[str, str, int]]:
    for asked, answer in pairwise(remarks):
        calls = [m.name for s in asked.said if s.does(Move.CALL) for m in s.mentions]
        if answer.name is None and answer.speaker and answer.speaker != asked.speaker and calls:
            yield answer.speaker, calls[-1], 1
