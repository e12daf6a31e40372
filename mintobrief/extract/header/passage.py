"""The parts of a meeting that tell its particulars: what is said first, and last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from mintobrief.domain import Quote, Utterance
from mintobrief.language.spoken import spoken_places
from mintobrief.layouts import is_generic

_TURNS, _UTTERANCES, _LINES, _TAIL = 6, 40, 30, 6
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．]|【|1\s*[、.．](?!\s*\d)|①|#)")


@dataclass(frozen=True, slots=True)
class Passage:
    """One utterance by its place in the meeting; `line` is the same for those of one line.

    `sent` is what stands above a message of a chat for its time.
    """

    utterance: int
    text: str
    speaker: str | None
    name: str | None
    line: tuple[str, int] = ("", 0)
    sent: str | None = None

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end`."""
        return Quote(self.utterance, start, end)


@dataclass(frozen=True, slots=True)
class Edges:
    """The opening and the closing of a meeting; `written` tells notes from talk.

    `names` are those of its speakers, in the order they first speak; `nameless` says that
    some speaker has none.
    """

    opening: tuple[Passage, ...]
    closing: tuple[Passage, ...]
    written: bool
    names: tuple[str, ...] = ()
    nameless: bool = False

    @property
    def above(self) -> tuple[Passage, ...]:
        """The lines that stand above the talk of a transcript."""
        return tuple(takewhile(lambda passage: passage.speaker is None, self.opening))

    @property
    def first_speech(self) -> tuple[Passage, ...]:
        """What the first to speak says before anybody else does."""
        spoken = [passage for passage in self.opening if passage.speaker is not None]
        speech = takewhile(lambda passage: passage.speaker == spoken[0].speaker, spoken)
        return tuple(speech) or self.opening


def read_edges(utterances: Sequence[Utterance]) -> Edges:
    """The first turns of the talk, or the lines above the first heading; and the last ones."""
    passages = tuple(_passage(i, u) for i, u in enumerate(utterances))
    written = len(spoken_places(utterances)) * 2 < len(utterances)
    count = (_head_lines if written else _head_turns)(utterances)
    tail = max(count, len(passages) - _TAIL)
    nameless = any(p.speaker and (not p.name or is_generic(p.name)) for p in passages)
    return Edges(passages[:count], passages[tail:], written, _names(passages), nameless)


def _passage(place: int, utterance: Utterance) -> Passage:
    line = (utterance.evidence.source_id, utterance.turn)
    return Passage(place, utterance.text, utterance.speaker, utterance.name, line, utterance.sent)


def _names(passages: Sequence[Passage]) -> tuple[str, ...]:
    named = dict.fromkeys(passage.name for passage in passages if passage.name)
    return tuple(name for name in named if not is_generic(name))


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
