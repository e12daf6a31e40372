"""Typed lines that were broken at a margin, told by their lengths and ends.

Pages know it by their geometry (`Utterance.wrapped`); of a text only the lines are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from mintobrief.domain import TextSpan, Turn, Utterance, turns_of
from mintobrief.extract.cues import cue

_ENDED = re.compile(r"[。．.；;！!？?：:）)】」”|｜]\s*$")
_PAUSED = re.compile(r"[，、,]\s*$")
_SPEAKS = re.compile(r"^\s*[^，。：:\s]{1,8}\s*[：:]")
_WIDEST = 40  # characters: a longer line was not broken by hand
_FEWEST = 8  # lines from which a margin can be told
_FULL = 0.6  # of the longest line is a line that reached the margin
_ENDING = 0.3  # of the lines end a sentence where sentences are ended at all
_BROKEN = 0.15  # of the lines go on where lines are broken


def wrapped_lines(utterances: Sequence[Utterance]) -> frozenset[int]:
    """The indexes of the sentences that begin a line which goes on with the line before.

    Only where the notes as a whole are written so: most sentences end with a mark, and many
    lines run up to one margin and end without.
    """
    found: set[int] = set()
    for _, run in groupby(turns_of(utterances), key=lambda t: t.utterances[0].evidence.source_id):
        lines = list(run)
        if _is_typed(lines):
            found |= set(_wrapped(lines))
    return frozenset(found)


def _is_typed(lines: Sequence[Turn]) -> bool:
    """Whether these are notes of short lines, most of them ended by a mark."""
    written = all(
        u.speaker is None and isinstance(u.evidence, TextSpan) for t in lines for u in t.utterances
    )
    if not written or len(lines) < _FEWEST or max(len(line.text) for line in lines) > _WIDEST:
        return False
    return sum(bool(_ENDED.search(line.text)) for line in lines) >= _ENDING * len(lines)


def _wrapped(lines: Sequence[Turn]) -> tuple[int, ...]:
    margin = _FULL * max(len(line.text) for line in lines)
    body = list(_body(lines))
    found = tuple(b.first for a, b in pairwise(body) if _goes_on(a, b, margin))
    return found if len(found) >= _BROKEN * len(lines) else ()


def _body(lines: Sequence[Turn]) -> Iterator[Turn]:
    """The lines from the first numbered one on: above it stand particulars."""
    begun = False
    for line in lines:
        begun = begun or bool(cue("written", "item").search(line.text))
        if begun:
            yield line


def _goes_on(before: Turn, line: Turn, margin: float) -> bool:
    begins = cue("written", "item").search(line.text) or _SPEAKS.match(line.text)
    if line.utterances[0].turn != before.utterances[-1].turn + 1 or begins:
        return False
    if _PAUSED.search(before.text):
        return True
    return len(before.text) >= margin and not _ENDED.search(before.text)
