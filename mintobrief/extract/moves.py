"""Dialogue moves: what each clause does - propose, give a task, take it on, agree, refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mintobrief.domain import Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.deadline import Expression, find_deadlines
from mintobrief.extract.people import Mention, People
from mintobrief.language.clauses import Clause, clauses_of
from mintobrief.language.nlp import words_of

# Shorter pieces of a clause are no clause of their own.
_FEWEST = 4


class Move(StrEnum):
    """What a clause does."""

    ASSIGN = "assign"  # 你来, 由X负责
    COMMIT = "commit"  # 我去弄
    PROPOSE = "propose"  # 要不, 建议
    DECIDE = "decide"  # 那就
    SETTLE = "settle"  # 就这么定, 写上
    ACCEPT = "accept"  # 行, 没问题
    NOD = "nod"  # 嗯, 对
    REJECT = "reject"
    DEFER = "defer"
    RETRACT = "retract"  # 刚才说的不算了
    REPORT = "report"  # 已经换了
    ASK = "ask"
    TAG = "tag"  # 行不行: asks for agreement
    QUOTE = "quote"  # law
    EXAMPLE = "example"
    CONDITION = "condition"
    COMPLAIN = "complain"
    OPENING = "opening"  # 今天是, 大家好
    CLOSING = "closing"  # 散会
    CHECK = "check"  # 抽查, 盯着, 报一声
    CALL = "call"  # 老魏，


@dataclass(frozen=True, slots=True)
class Said:
    """A clause with what was found in it; positions count in the clause."""

    clause: Clause
    moves: frozenset[Move]
    mentions: tuple[Mention, ...] = ()
    limits: tuple[Expression, ...] = ()
    masked: str = ""

    def does(self, *moves: Move) -> bool:
        """Whether the clause makes any of these moves."""
        return not self.moves.isdisjoint(moves)


# The cues that decide by themselves; the others need a second look.
_PLAIN = (
    (Move.PROPOSE, "propose"),
    (Move.DECIDE, "decide"),
    (Move.SETTLE, "chair_settles"),
    (Move.ACCEPT, "accept"),
    (Move.ACCEPT, "concede"),
    (Move.NOD, "weak_accept"),
    (Move.REJECT, "reject"),
    (Move.DEFER, "defer"),
    (Move.RETRACT, "retract"),
    (Move.REPORT, "report"),
    (Move.TAG, "tag_question"),
    (Move.QUOTE, "quote"),
    (Move.EXAMPLE, "example"),
    (Move.CONDITION, "condition"),
    (Move.COMPLAIN, "complain"),
    (Move.OPENING, "opening"),
    (Move.CLOSING, "closing"),
    (Move.CHECK, "check"),
)


@dataclass(frozen=True)
class CueTagger:
    """Tells what the clauses of an utterance do, by the cue lexicons."""

    people: People
    held_on: date | None

    def __call__(self, index: int, utterance: Utterance) -> tuple[Said, ...]:
        """The clauses of an utterance with their moves."""
        limits = [e for e in find_deadlines(utterance.text, self.held_on) if e.is_limit]
        clauses = clauses_of(index, utterance.text)
        pieces = (piece for clause in clauses for piece in self._at_calls(clause))
        return tuple(self._said(piece, limits) for piece in pieces)

    def _at_calls(self, clause: Clause) -> Iterator[Clause]:
        """A clause cut where somebody is called in the middle of it: 镜子歪了王师傅."""
        start = 0
        for mention in self.people.mentions(clause.text):
            before, after = clause.text[start : mention.start], clause.text[mention.end :]
            ends = cue("moves", "ends_before_call").search(before) and not after.strip()
            told = after[:1] in ("你", "您") and _is_said(before)
            if len(before) >= _FEWEST and not mention.is_body and (ends or told):
                yield clause.part(start, mention.start)
                start = mention.start
        yield clause.part(start, len(clause.text)) if start else clause

    def whole(self, index: int, utterance: Utterance) -> Said:
        """An utterance as one clause, as what is written is read."""
        limits = [e for e in find_deadlines(utterance.text, self.held_on) if e.is_limit]
        return self._said(Clause(index, 0, len(utterance.text), utterance.text), limits)

    def part(self, said: Said, start: int, end: int) -> Said:
        """Characters `start` to `end` of what was said, as a clause of its own."""
        return self._said(said.clause.part(start, end), said.limits)

    def _said(self, clause: Clause, limits: Sequence[Expression]) -> Said:
        inside = tuple(e for e in limits if clause.start <= e.start < clause.end)
        mentions = self.people.mentions(clause.text)
        masked = mask(clause, mentions, inside)
        if cue("moves", "not_limit").search(re.sub("●+", "●", masked)):
            inside = ()
        return Said(clause, _moves(clause, masked), mentions, inside, masked)


def _is_said(text: str) -> bool:
    """Whether the words before a name say something: no thing put first, no 跟, 给, 让."""
    last = words_of(text)[-1:]
    named = any(word.tag.startswith("n") for word in last)
    return not named and not cue("people", "oblique").search(text)


def mask(clause: Clause, mentions: Sequence[Mention], limits: Sequence[Expression]) -> str:
    """The clause with people, bodies and time limits as signs, character for character.

    The same signs in the author's own text, his bullets, are blanks.
    """
    signs = list(re.sub("[◆■●]", " ", clause.text))
    for mention in mentions:
        _paint(signs, mention.start, mention.end, "■" if mention.is_body else "◆")
    for limit in limits:
        _paint(signs, limit.start - clause.start, limit.end - clause.start, "●")
    return "".join(signs)


def _paint(signs: list[str], start: int, end: int, sign: str) -> None:
    end = min(end, len(signs))
    signs[start:end] = sign * (end - start)


def _moves(clause: Clause, masked: str) -> frozenset[Move]:
    found = {move for move, name in _PLAIN if cue("moves", name).search(masked)}
    if cue("moves", "ask").search(clause.text) or "？" in clause.mark or "?" in clause.mark:
        found.add(Move.ASK)
    if Move.ASK in found or not cue("moves", "reject").search(_settled(masked)):
        found.discard(Move.REJECT)
    if _assigns(masked):
        found.add(Move.ASSIGN)
    if cue("moves", "commit").search(masked) and not cue("moves", "commit_not").search(masked):
        found.add(Move.COMMIT)
    if cue("moves", "sends").search(masked):
        found = found - {Move.ASSIGN} | {Move.COMMIT}
    if _calls(masked):
        found.add(Move.CALL)
    return frozenset(found)


def _settled(masked: str) -> str:
    """The clause without its either-or: 发不发, 批不批 refuse nothing."""
    return re.sub(r"(.)[不没]\1", r"\1", masked)


def _assigns(masked: str) -> bool:
    return bool(cue("moves", "assign").search(masked))


def _calls(masked: str) -> bool:
    """Whether the clause is nothing but somebody's name, or opens with it and 你."""
    return bool(cue("moves", "call").search(masked))
