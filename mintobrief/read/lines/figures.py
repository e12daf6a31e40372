"""Figures read twice, the second time wider: of two equal neighbours a recogniser drops one.

Read step by step, 11 is one long 1; written wider there is room for "nothing" between them. No
language tells a right figure from a wrong one, so where the readings differ and the wider one
has not found digits for sure in place of none, the figure is made doubtful. Only what can have
come about so is read again, with its neighbours: a line as a whole costs six times as much and
shows nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from mintobrief.language.characters import is_chinese
from mintobrief.read.lines.ctc import Spike

_LIKE = frozenset("BGIOSVZbiloqz|/")  # signs that may be digits
_WIDER = 1.5
_APART = 3  # signs from one figure to the next that are read with it
_BESIDE = 2  # signs on either side that are read too; the outer one may be cut or lost
_SURE = 0.5  # a digit that only the wider reading has, to be believed
_DOUBTFUL = 0.5  # the most that is said for a figure on which the readings differ


class Part(NamedTuple):
    """From where to where in a line's width, and how many times as wide it is to be read."""

    left: float
    right: float
    stretch: float


WHOLE = Part(0.0, 1.0, 1.0)


def read_twice(
    spikes: Sequence[Spike], read: Callable[[Part], Sequence[Spike]]
) -> tuple[Spike, ...]:
    """The line as read first, its figures checked against a wider reading.

    The places of all spikes count in the line's width.
    """
    edges = (0.0, *((one.middle + next_.middle) / 2 for one, next_ in pairwise(spikes)), 1.0)
    checked: list[Spike] = []
    done = 0
    for first, last in _figures(spikes):
        start, end = max(0, first - 1), min(len(spikes), last + 1)
        left, right = max(0, first - _BESIDE), min(len(spikes), last + _BESIDE)
        wider = read(Part(edges[left], edges[right], _WIDER))
        inside = [spike for spike in wider if edges[start] <= spike.middle <= edges[end]]
        checked += (*spikes[done:start], *_checked(spikes[start:end], inside))
        done = end
    return (*checked, *spikes[done:])


def _figures(spikes: Sequence[Spike]) -> Iterator[tuple[int, int]]:
    """From which sign to which (half-open) a digit may have been dropped or mistaken."""
    found: list[tuple[int, int]] = []
    for at, spike in enumerate(spikes):
        if spike.text.isdigit() or spike.text in _LIKE:
            near = found and at - found[-1][1] < _APART
            first = found.pop()[0] if near else at
            found.append((first, at + 1))
    for first, last in found:
        if any(spike.text == "1" or spike.text in _LIKE for spike in spikes[first:last]):
            yield first, last


def _checked(spikes: Sequence[Spike], wider: Sequence[Spike]) -> Iterator[Spike]:
    steps = SequenceMatcher(None, _texts(spikes), _texts(wider), autojunk=False)
    for kind, start, end, first, last in steps.get_opcodes():
        read, again = spikes[start:end], wider[first:last]
        if kind == "equal" or not _has_digits((*read, *again)):
            yield from read
        elif again and _is_fuller(read, again):
            yield from again
        else:
            yield from (
                replace(spike, probability=min(spike.probability, _DOUBTFUL)) for spike in read
            )


def _texts(spikes: Sequence[Spike]) -> list[str]:
    return [spike.text for spike in spikes]


def _has_digits(spikes: Sequence[Spike]) -> bool:
    return any(spike.text.isdigit() for spike in spikes)


def _is_fuller(read: Sequence[Spike], again: Sequence[Spike]) -> bool:
    """Whether the wider reading has digits, quite surely, where there were none before."""
    return not any(spike.text.isdigit() or is_chinese(spike.text) for spike in read) and all(
        spike.text.isdigit() and spike.probability >= _SURE for spike in again
    )
