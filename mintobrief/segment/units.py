"""The meeting as the splitter reads it: one unit a turn, with who spoke and the bare words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.domain import Turn, Utterance, turns_of
from mintobrief.language.spoken import spoken_places

# A turn this long is a recording whose voices were not told apart: its sentences stand alone.
_MONOLOGUE = 30


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch no boundary falls into: utterances `first` to `last`, by `speaker`.

    `gap` says that blank lines come before it in its source, `spoken` that it was said, not
    written. `start` is how likely a tagger finds it that a topic, or the talk after one, starts
    here, and `business` is False where it hears the meeting led or chat; None and True where
    nobody was asked.
    """

    first: int
    last: int
    source: str
    speaker: str | None
    text: str
    sentences: tuple[str, ...]
    gap: bool = False
    spoken: bool = True
    start: float | None = None
    business: bool = True


def units_of(utterances: Sequence[Utterance]) -> tuple[Unit, ...]:
    """The meeting's units, in order."""
    spoken = spoken_places(utterances)
    units: list[Unit] = []
    previous: Turn | None = None
    for turn in turns_of(utterances):
        units += _split_turn(turn, _follows_gap(previous, turn), turn.first in spoken)
        previous = turn
    return tuple(units)


def _follows_gap(previous: Turn | None, turn: Turn) -> bool:
    """A message follows no gap: the line that is missing names its sender."""
    if previous is None or turn.utterances[0].sent is not None:
        return False
    one, other = previous.utterances[-1], turn.utterances[0]
    return one.evidence.source_id == other.evidence.source_id and other.turn - one.turn > 1


def _split_turn(turn: Turn, gap: bool, spoken: bool) -> list[Unit]:
    if len(turn.utterances) <= _MONOLOGUE:
        return [_unit(turn, gap, spoken)]
    singles = [Turn(turn.first + i, (u,)) for i, u in enumerate(turn.utterances)]
    return [_unit(single, gap and single.first == turn.first, spoken) for single in singles]


def _unit(turn: Turn, gap: bool, spoken: bool) -> Unit:
    return Unit(
        first=turn.first,
        last=turn.first + len(turn.utterances) - 1,
        source=turn.utterances[0].evidence.source_id,
        speaker=turn.name or turn.speaker,
        text=turn.text,
        sentences=tuple(u.text for u in turn.utterances),
        gap=gap,
        spoken=spoken,
    )
