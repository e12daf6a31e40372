"""How strongly a turn's words announce that the talk moves on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mintobrief.language import lexicon
from mintobrief.segment.units import Unit

# How far into a sentence, after the fillers, a move may begin.
_REACH = 2


@dataclass(frozen=True, slots=True)
class Move:
    """A cue that opens a subject: its kind, and the words after it in its sentence."""

    kind: str
    rest: str
    sentence: int


_CHAIR_KINDS = ("ordinal", "next", "last", "more", "first", "about")
_MEMBER_KINDS = ("ordinal", "item", "raise", "last", "more", "about")
# A sentence no longer than this that is one of the field's terms announces it: 绿化。
_BARE = 6


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").expression("fillers") + "*")


@cache
def _cues(kind: str) -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").expression(f"moves.{kind}"))


def strip_fillers(text: str) -> str:
    """The sentence from its first word that says something."""
    return text[_fillers().match(text).end() :]  # type: ignore[union-attr]  # "*" always matches


def find_move(unit: Unit, by_chair: bool) -> Move | None:
    """The first sentence of the unit that opens with a cue of moving on, None without one."""
    for number, sentence in enumerate(unit.sentences):
        if move := _move_in(sentence, number, by_chair):
            return move
    return _bare_subject(unit)


def _move_in(sentence: str, number: int, by_chair: bool) -> Move | None:
    words = strip_fillers(sentence)
    for kind in _CHAIR_KINDS if by_chair else _MEMBER_KINDS:
        cue = _cues(kind).search(words)
        if cue and cue.start() <= _REACH:
            return Move(kind, words[cue.end() :], number)
    late = _late_ordinal().match(words) if by_chair else None
    return Move("ordinal", words[late.end() :], number) if late else None


@cache
def _late_ordinal() -> re.Pattern[str]:
    """A number after a short aside: 都坐好，第六个。"""
    ordinal = lexicon.load("topics").expression("moves.ordinal")
    return re.compile(rf"[^，,。]{{1,8}}[，,]{ordinal}")


def _bare_subject(unit: Unit) -> Move | None:
    clause = re.split(r"[，,。！!：:]", unit.text, maxsplit=1)[0]
    field = lexicon.load("topics").pattern("terms.field")
    if clause != unit.text and len(clause) <= _BARE and re.search(field, clause):
        return Move("bare", clause, 0)
    return None
