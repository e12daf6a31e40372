"""What rules and marks both found, as one candidate: its words, and who is to do it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import Field, Means, Resolution, Utterance, found_by
from mintobrief.extract.things import things

_BOTH = 0.8  # how often a candidate was right that both found
_PIECE = re.compile("[，；]")
_ALIKE = 1 / 3  # share of a piece's pairs of characters that the other wording has
_SHORTEST, _LEAST_LEFT = 4, 0.4  # characters, and share of the whole, that are left at least
_SAYS_MUCH = 2  # a piece that names so many things stays anyway
_NAMED = 6  # no name or post is longer
_PRONOUN = re.compile("[我你您他她咱俺]|本人")


def agreed(read: Resolution, ruled: Resolution, said: Sequence[Utterance]) -> Resolution:
    """As the rules have it, in the words that the marks have too; a limit that the rules did not
    find is a gap, and stays one."""
    action = ruled.action
    if is_spoken(ruled, said):
        action = replace(action, value=common_words(action.value, read.action.value))
    found = replace(found_by(ruled, Means.RULES), owners=_owners(read, ruled, said))
    both = replace(action, found_by=(Means.RULES, Means.NETWORK))
    return replace(found, action=both, confidence=_BOTH, because=_reason(read, ruled))


def is_spoken(ruled: Resolution, said: Sequence[Utterance]) -> bool:
    """Whether somebody said it: what is written down is worded well as it stands."""
    return any(said[quote.utterance].speaker is not None for quote in ruled.action.quotes)


def common_words(ruled: str, read: str) -> str:
    """The pieces of a wording that another has as well; all of it where they share too little.

    What stands before a colon is what the task is about, and stays; so does a piece that names
    things enough to be a task itself.
    """
    about, colon, task = ruled.rpartition("：")
    pieces, pairs = _PIECE.split(task), _pairs(read)
    if not any(_is_shared(piece, pairs) for piece in pieces):
        return ruled
    kept = f"{about}{colon}" + "，".join(p for p in pieces if _stays(p, pairs))
    return kept if len(kept) >= max(_SHORTEST, _LEAST_LEFT * len(ruled)) else ruled


def _stays(piece: str, pairs: set[str]) -> bool:
    return _is_shared(piece, pairs) or len({*things(piece)}) >= _SAYS_MUCH


def _is_shared(piece: str, pairs: set[str]) -> bool:
    own = _pairs(piece)
    return bool(own) and len(own & pairs) >= _ALIKE * len(own)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _owners(
    read: Resolution, ruled: Resolution, said: Sequence[Utterance]
) -> tuple[Field[str], ...]:
    """Those of the rules; those of the marks where a sentence of the task names them and the
    rules have none, or merely infer whom."""
    own = found_by(ruled, Means.RULES).owners
    other = found_by(read, Means.NETWORK).owners
    named = bool(other) and all(_is_named(owner, said) for owner in other)
    if read.vote or ruled.vote or not (named and _beside(other, ruled)):
        return own
    return own if any(_is_named(owner, said) for owner in own) else other


def _is_named(owner: Field[str], said: Sequence[Utterance]) -> bool:
    """Whether the words themselves name him: not 我, 你们, nor a clause that he said."""
    for quote in owner.quotes:
        words = said[quote.utterance].text[quote.start : quote.end]
        if len(words) <= _NAMED and not _PRONOUN.search(words) and {*words} & {*owner.value}:
            return True
    return False


def _beside(owners: Sequence[Field[str]], ruled: Resolution) -> bool:
    """Whether all are named in sentences that word the task."""
    worded = {quote.utterance for quote in ruled.action.quotes}
    return all(any(q.utterance in worded for q in owner.quotes) for owner in owners)


def _reason(read: Resolution, ruled: Resolution) -> str:
    """Why it was read as one, if that was by the sentences it rests on now."""
    same = {*read.evidence} <= {*ruled.evidence}
    return read.because if read.because and same else ruled.because or read.because
