"""Sentences that give several people something to do: one part for each task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mintobrief.extract.cues import cue
from mintobrief.extract.moves import CueTagger, Said

_LEAST = 3  # characters that tell of a task, besides who and when
_FEWEST = 2  # between two names, that tell of anything


def tasks_in(said: Said, tagger: CueTagger) -> tuple[Said, ...]:
    """The sentence, cut where somebody else is given a task of his own: 由甲做问卷、乙提供清单.

    Who only takes part, or checks, is given none. Where a part has no limit, nothing is cut: it
    may be one task that several share.
    """
    starts = [0, *_beginnings(said), len(said.clause.text)]
    parts = _timed([tagger.part(said, a, b) for a, b in pairwise(starts)])
    return parts if all(part.limits for part in parts) else (said,)


def _timed(parts: Sequence[Said]) -> tuple[Said, ...]:
    """The parts, with the limit that the last sets for all: 都在月底前."""
    last = parts[-1]
    if not cue("written", "shared_limit").search(last.masked):
        return tuple(parts)
    return tuple(part if part.limits else replace(part, limits=last.limits) for part in parts)


def _beginnings(said: Said) -> Iterator[int]:
    """Where the second task begins, and each further one."""
    begun = 0
    for found in cue("written", "next_doer").finditer(said.masked):
        own, rest = said.masked[begun : found.start()], said.masked[found.end("who") :]
        piece = re.split("[，,；;。]", rest)[0]
        if found.group().startswith("、") and _ends_in_name(own):
            continue
        if _tells_task(own) and _is_charged(piece) and _others(said, begun, found.start("who")):
            begun = found.start("task")
            yield begun


def _tells_task(words: str) -> bool:
    """Whether words name a doer, and something to do."""
    named = re.search("[◆■]", words)
    return bool(named) and _length(words) >= _LEAST


def _ends_in_name(words: str) -> bool:
    """Whether the last thing is a doer: 由甲、乙共同制定 is one task of two."""
    return _length(re.split("[◆■]", words)[-1]) < _FEWEST


def _is_charged(words: str) -> bool:
    """Whether what stands behind a name is a task: not that he looks on, nor what he said."""
    beside = cue("written", "beside").search(words) or cue("moves", "check").search(words)
    return not beside and _length(words) >= _LEAST


def _length(words: str) -> int:
    """How many characters tell of something else than who, when, and that it is theirs."""
    return len(cue("written", "untelling").sub("", words))


def _others(said: Said, begun: int, start: int) -> bool:
    """Whether whoever is named at `start` was not named since `begun`."""
    before = {m.name for m in said.mentions if begun <= m.start < start}
    return not before & {m.name for m in said.mentions if m.start == start}
