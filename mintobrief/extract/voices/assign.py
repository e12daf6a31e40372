"""The best match of voices and people: one name a voice, one voice a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from mintobrief.extract.voices.clues import Clue
from mintobrief.pairing import best_pairs

Table = NDArray[np.float64]

_STEEP, _MIDDLE = 1.1, 0.8  # of the curve that turns a lead in weight into confidence


@dataclass(frozen=True, slots=True)
class Match:
    """A voice and who it may be; `confidence` runs from 0 to 1."""

    voice: str
    name: str
    confidence: float


def match(clues: Iterable[Clue]) -> tuple[Match, ...]:
    """Voices and people, so that the clues for them weigh most together.

    The confidence is that of the pair's lead: how much less all would weigh without it.
    """
    weights = _weights(clues)
    voices = sorted({voice for voice, _ in weights})
    names = sorted({name for _, name in weights})
    table = np.array([[max(0.0, weights.get((v, n), 0.0)) for n in names] for v in voices])
    pairs = _best(table) if voices else []
    leads = [
        _total(table, pairs) - _total(other, _best(other)) for other in _each_without(table, pairs)
    ]
    return tuple(
        Match(voices[row], names[column], _confidence(lead))
        for (row, column), lead in zip(pairs, leads, strict=True)
    )


def _best(table: Table) -> list[tuple[int, int]]:
    return [pair for pair in best_pairs(table.tolist()) if table[pair] > 0]


def _total(table: Table, pairs: Iterable[tuple[int, int]]) -> float:
    return sum(float(table[pair]) for pair in pairs)


def _each_without(table: Table, pairs: Iterable[tuple[int, int]]) -> Iterator[Table]:
    for pair in pairs:
        other = table.copy()
        other[pair] = 0.0
        yield other


def _weights(clues: Iterable[Clue]) -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for clue in clues:
        key = clue.voice, clue.name
        found[key] = found.get(key, 0.0) + clue.weight
    return found


def _confidence(lead: float) -> float:
    return round(1 / (1 + exp(-_STEEP * (lead - _MIDDLE))), 2)
