"""From what a network says of each token to acts, units and fields: the best sequence wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mintobrief.tagging.mentions import Act, MentionKind

ACTS = tuple(Act)
FIELDS = tuple(kind for kind in MentionKind if kind is not MentionKind.UNIT)
NONE, CURRENT, ECHO = 0, 1, 2  # how a token is tied to resolutions
OUTSIDE, FIRST, INSIDE = 0, 1, 2  # where a token stands to a field

# What it costs to change act behind a clause, and elsewhere: talk without punctuation changes
# within what looks like one clause.
_AT_CLAUSE, _WITHIN_CLAUSE = 0.7, 4.0
_LEAST_UNIT = 0.3  # probability
_LEAN = 0.4  # towards fields: a reviewer strikes one out more easily than he finds one

Floats = NDArray[np.float32]
Ranges = Iterator[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Scores:
    """Logarithms of probabilities for each token; `topics` that a topic starts at its line."""

    acts: Floats  # (tokens, ACTS)
    ties: Floats  # (tokens, 3)
    fields: Floats  # (tokens, FIELDS, 3)
    topics: Floats  # (tokens,)

    def part(self, start: int, end: int) -> Scores:
        own = slice(start, end)
        return Scores(self.acts[own], self.ties[own], self.fields[own], self.topics[own])


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `start` to `end` do `act`; `probability` is of the act, `tied` of any resolution."""

    start: int
    end: int
    act: Act
    probability: float
    tied: float
    current: bool

    @property
    def counts(self) -> bool:
        """Whether a resolution seems to hang on it."""
        return self.tied >= _LEAST_UNIT


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Tokens `start` to `end` fill a field."""

    start: int
    end: int
    kind: MentionKind
    probability: float


def joined(parts: Sequence[Scores]) -> Scores:
    """The scores of tokens in a row."""
    return Scores(
        np.concatenate([part.acts for part in parts]),
        np.concatenate([part.ties for part in parts]),
        np.concatenate([part.fields for part in parts]),
        np.concatenate([part.topics for part in parts]),
    )


def read_units(scores: Scores, clause_ends: Iterable[int]) -> Iterator[Unit]:
    """The stretches of one act in a sentence; `clause_ends` are tokens a clause ends before."""
    total = len(scores.acts)
    if not total:  # its characters are in its neighbour's tokens
        return
    costs = np.full(total, _WITHIN_CLAUSE, np.float32)
    costs[[end for end in clause_ends if 0 < end < total]] = _AT_CLAUSE
    both = scores.acts[:, :, None] + scores.ties[:, None, :]
    for start, end, state in stretches(both.reshape(total, -1), costs):
        yield _unit(scores, start, end, ACTS[state // 3])


def _unit(scores: Scores, start: int, end: int, act: Act) -> Unit:
    _, current, echo = np.exp(scores.ties[start:end]).mean(axis=0).tolist()
    return Unit(
        start=start,
        end=end,
        act=act,
        probability=_probability(np.exp(scores.acts[start:end, ACTS.index(act)]).mean()),
        tied=_probability(current + echo),
        current=current >= echo,
    )


def read_fields(scores: Scores) -> Iterator[FieldSpan]:
    """What fills fields in a sentence; fields of different kinds may overlap."""
    for index, kind in enumerate(FIELDS):
        for start, end in runs(scores.fields[:, index]):
            filled = 1 - np.exp(scores.fields[start:end, index, OUTSIDE]).mean()
            yield FieldSpan(start, end, kind, _probability(filled))


def _probability(value: float) -> float:
    """The mean of some probabilities, which rounding may have pushed over the edge."""
    return min(1.0, max(0.0, float(value)))


def stretches(scores: Floats, costs: Floats) -> Ranges:
    """The tokens (n, states) as stretches of one state with the highest sum of scores.

    A change of state before token i costs `costs[i]`.
    """
    if not len(scores):
        return
    states, stayed = scores.shape[1], np.empty(scores.shape, np.bool_)
    before, best = np.zeros(len(scores), np.int64), np.zeros(states, np.float32)
    for i, score in enumerate(scores):
        before[i] = best.argmax()
        changed = best[before[i]] - costs[i]
        stayed[i] = best >= changed
        best = np.maximum(best, changed) + score
    yield from _grouped(_path(int(best.argmax()), before, stayed))


def _path(last: int, before: NDArray[np.int64], stayed: NDArray[np.bool_]) -> list[int]:
    path = [last]
    for i in range(len(before) - 1, 0, -1):
        path.append(path[-1] if stayed[i, path[-1]] else int(before[i]))
    return path[::-1]


def _grouped(path: Sequence[int]) -> Ranges:
    changes = [i for i, (one, next_) in enumerate(pairwise(path), 1) if one != next_]
    for start, end in pairwise([0, *changes, len(path)]):
        yield start, end, path[start]


def runs(scores: Floats) -> Iterator[tuple[int, int]]:
    """Where a field's words begin and end, by the scores (n, 3) of OUTSIDE, FIRST and INSIDE.

    The likeliest sequence in which INSIDE never follows OUTSIDE.
    """
    leaning = scores - np.array([_LEAN, 0, 0], np.float32)
    if not (leaning.argmax(axis=1) != OUTSIDE).any():
        return
    path = _field_path(leaning)
    begins = [i for i, place in enumerate(path) if place == FIRST]
    for start, limit in pairwise([*begins, len(path)]):
        inside = (i for i in range(start + 1, limit) if path[i] != INSIDE)
        yield start, next(inside, limit)


_STEPS = np.array([[0, 0, -np.inf], [0, 0, 0], [0, 0, 0]], np.float32)  # from row to column


def _field_path(scores: Floats) -> list[int]:
    best = scores[0] + _STEPS[OUTSIDE]
    came = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        steps = best[:, None] + _STEPS
        came[i] = steps.argmax(axis=0)
        best = steps.max(axis=0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(came[i, path[-1]]))
    return path[::-1]
