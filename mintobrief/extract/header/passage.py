"""The parts of a meeting that tell its particulars: what is said first, and last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.domain import AudioSpan, Quote, Utterance

_TURNS, _UTTERANCES, _LINES, _TAIL = 6, 40, 30, 6
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．]|【|1\s*[、.．](?!\s*\d)|①|#)")


@dataclass(frozen=True, slots=True)
class Passage:
    """One utterance by its place in the meeting."""

    utterance: int
    text: str
    speaker: str | None
    name: str | None

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end`."""
        return Quote(self.utterance, start, end)


@dataclass(frozen=True, slots=True)
class Edges:
    """The opening and the closing of a meeting; `written` tells notes from talk."""

    opening: tuple[Passage, ...]
    closing: tuple[Passage, ...]
    written: bool


def read_edges(utterances: Sequence[Utterance]) -> Edges:
    """The first turns of the talk, or the lines above the first heading; and the last ones."""
    written = sum(_is_written(u) for u in utterances) * 2 > len(utterances)
    passages = [Passage(i, u.text, u.speaker, u.name) for i, u in enumerate(utterances)]
    count = _head_lines(utterances) if written else _head_turns(utterances)
    tail = max(count, len(passages) - _TAIL)
    return Edges(tuple(passages[:count]), tuple(passages[tail:]), written)


def _is_written(utterance: Utterance) -> bool:
    return utterance.speaker is None and not isinstance(utterance.evidence, AudioSpan)


def _head_lines(utterances: Sequence[Utterance]) -> int:
    heads = (i for i, u in enumerate(utterances) if i and _HEADING.match(u.text))
    return min(next(heads, len(utterances)), _LINES)


def _head_turns(utterances: Sequence[Utterance]) -> int:
    seen: dict[tuple[str, int], None] = {}
    for place, utterance in enumerate(utterances[:_UTTERANCES]):
        seen[(utterance.evidence.source_id, utterance.turn)] = None
        if len(seen) > _TURNS:
            return place
    return min(len(utterances), _UTTERANCES)
