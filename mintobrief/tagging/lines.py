"""A meeting as the network reads it: a line for each turn or written line, with who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mintobrief.domain import Turn, Utterance, turns_of

_NUMBERED = re.compile(r"(?:说话人|发言人|S)\s?(\d+)")


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one turn; `label` is whose they are, empty where they were written down."""

    label: str
    text: str

    @property
    def head(self) -> str:
        """What the network reads before the words."""
        return f"{self.label}：" if self.label else ""


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A turn as a line. `first` is the index of its first utterance.

    `edges` are where in the line's text its utterances begin, and where the last one ends.
    """

    line: Line
    first: int
    edges: tuple[int, ...]


def lines_of(utterances: Sequence[Utterance]) -> tuple[TurnLine, ...]:
    """The turns as lines; one label stands for a voice whichever way its number is written."""
    return tuple(_line(turn) for turn in turns_of(utterances))


def _line(turn: Turn) -> TurnLine:
    edges = accumulate((len(u.text) for u in turn.utterances), initial=0)
    return TurnLine(Line(_label(turn), turn.text), turn.first, tuple(edges))


def _label(turn: Turn) -> str:
    label = turn.name or turn.speaker or ""
    numbered = _NUMBERED.fullmatch(label)
    return f"说话人{numbered[1]}" if numbered else label
