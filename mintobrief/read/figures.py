"""Figures read twice, the second time wider: of two equal neighbours a recogniser drops one.

Read step by step, 11 is one long 1; written wider there is room for "nothing" between them. No
language tells a right figure from a wrong one, so where the readings differ and the wider one
has not found digits for sure in place of none, the figure is made doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from mintobrief.language.characters import is_chinese
from mintobrief.read.ctc import Spike

_SURE = 0.5  # a digit that only the wider reading has, to be believed
_DOUBTFUL = 0.5  # the most that is said for a figure on which the readings differ


def has_figures(spikes: Sequence[Spike]) -> bool:
    """Whether any of these is a digit."""
    return any(spike.text.isdigit() for spike in spikes)


def agreed(spikes: Sequence[Spike], wider: Sequence[Spike]) -> tuple[Spike, ...]:
    """The line as read first, its figures checked against the wider reading.

    Both count their steps alike.
    """
    return tuple(_checked(spikes, wider))


def _checked(spikes: Sequence[Spike], wider: Sequence[Spike]) -> Iterator[Spike]:
    steps = SequenceMatcher(None, _texts(spikes), _texts(wider), autojunk=False)
    for kind, start, end, first, last in steps.get_opcodes():
        read, again = spikes[start:end], wider[first:last]
        if kind == "equal" or not has_figures((*read, *again)):
            yield from read
        elif again and _is_fuller(read, again):
            yield from again
        else:
            yield from (
                replace(spike, probability=min(spike.probability, _DOUBTFUL)) for spike in read
            )


def _texts(spikes: Sequence[Spike]) -> list[str]:
    return [spike.text for spike in spikes]


def _is_fuller(read: Sequence[Spike], again: Sequence[Spike]) -> bool:
    """Whether the wider reading has digits, quite surely, where there were none before."""
    return not any(spike.text.isdigit() or is_chinese(spike.text) for spike in read) and all(
        spike.text.isdigit() and spike.probability >= _SURE for spike in again
    )
