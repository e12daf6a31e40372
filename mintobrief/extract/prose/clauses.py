"""A sentence as clauses, without what opens, softens and interrupts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mintobrief.extract.cues import cue

_ASKING = "？?"
_CLAUSE = re.compile(r"([^，,；;。？?！!…—]*)([，,；;。？?！!…—]*)")
_FIGURES = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
# Particles within a clause: 居民嘛尽量动员, 坐垫啊轮胎啊.
_MIDDLE = re.compile("(?<=[一-鿿]{2})(?<!干)嘛(?=[一-鿿])")
_LISTED = re.compile("(?<=[一-鿿]{2})啊(?=[一-鿿]{2,4}$)")
# What stands for the comma in 1,200 while clauses are told apart.
_INSIDE = "\x00"
# A clause loses its opening words where at least so many characters follow.
_REST = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said between two marks, and the marks that end it."""

    words: str
    mark: str = "，"

    @property
    def asks(self) -> bool:
        """Whether a mark of a question ends it."""
        return any(mark in self.mark for mark in _ASKING)


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence in order, without empty ones."""
    guarded = _FIGURES.sub(_INSIDE, text)
    found = ((words.strip(), mark) for words, mark in _CLAUSE.findall(guarded))
    return tuple(Clause(words.replace(_INSIDE, ","), mark) for words, mark in found if words)


def joined(clauses: Sequence[Clause]) -> str:
    """The clauses as one sentence with full-width marks, ended as it was asked or told."""
    if not clauses:
        return ""
    *before, last = clauses
    text = "".join(clause.words + _within(clause.mark) for clause in before)
    return text + last.words + ("？" if last.asks or _is_question(last) else "。")


def _is_question(last: Clause) -> bool:
    """Whether words without a mark ask."""
    return last.mark.strip("，,") == "" and bool(cue("prose", "asking").search(last.words))


def _within(mark: str) -> str:
    """The mark between two clauses: a stop keeps, a pause becomes a comma."""
    if any(sign in mark for sign in _ASKING):
        return "？"
    if any(sign in mark for sign in "。！!"):
        return "。"
    return "；" if any(sign in mark for sign in "；;") else "，"


def plain(clause: Clause) -> Clause:
    """The clause without the words that only open it and the particles that only soften it."""
    words = _closed(_opened(clause.words), asks=clause.asks)
    words = _LISTED.sub("、", _MIDDLE.sub("", words))
    return replace(clause, words=words)


def is_aside(clause: Clause) -> bool:
    """Whether a clause says nothing of the matter: 我插一句, 说实话, 对吧."""
    return bool(cue("prose", "aside").fullmatch(clause.words))


def _opened(words: str) -> str:
    while found := cue("prose", "opening").match(words):
        if found.end() == 0 or len(words) - found.end() < _REST:
            break
        words = words[found.end() :]
    return words


def _closed(words: str, *, asks: bool) -> str:
    names = ("particle",) if asks else ("particle", "soft")
    endings = "|".join(cue("prose", name).pattern for name in names)
    return re.sub(f"(?:{cue('prose', 'tag').pattern})?(?:{endings})*$", "", words) or words
