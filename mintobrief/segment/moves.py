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
_MEMBER_KINDS = ("ordinal", "item", "raise", "more", "about")


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
    kinds = _CHAIR_KINDS if by_chair else _MEMBER_KINDS
    for number, sentence in enumerate(unit.sentences):
        words = strip_fillers(sentence)
        for kind in kinds:
            cue = _cues(kind).search(words, 0)
            if cue and cue.start() <= _REACH:
                return Move(kind, words[cue.end() :], number)
    return None
