"""A long meeting in pieces that one request holds, cut where the talk turns, overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mintobrief.domain import Topic, Utterance, turns_of

_MARKS = 8  # characters a line takes besides its words, about
_LATE = 2 / 3  # of a window, after which a topic's or turn's beginning is a good place to end
_OVERLAP = 1 / 12  # of a window, that is said again in the next


@dataclass(frozen=True, slots=True)
class Window:
    """The utterances `first` to `end` (half-open)."""

    first: int
    end: int

    def __contains__(self, utterance: int) -> bool:
        return self.first <= utterance < self.end


def windows_of(
    utterances: Sequence[Utterance], topics: Sequence[Topic], size: int
) -> Iterator[Window]:
    """Windows of at most `size` characters that hold every utterance; one by itself may be longer.

    They end before a topic, else before a turn, where one begins in their last third; each
    begins with the last turns of the one before.
    """
    turns = [turn.first for turn in turns_of(utterances)]
    borders = ({topic.first for topic in topics}, set(turns))
    lengths = [len(u.text) + _MARKS for u in utterances]
    sums = [0, *accumulate(lengths)]
    first = 0
    while first < len(utterances):
        end = _end(first, sums, size, borders)
        yield Window(first, end)
        if end == len(utterances):
            return
        first = _next_first(first, end, sums, size, turns)


def _end(first: int, sums: Sequence[int], size: int, borders: Sequence[set[int]]) -> int:
    """Where the window that begins with `first` ends."""
    fits = [at for at in range(first + 1, len(sums)) if sums[at] - sums[first] <= size]
    last = fits[-1] if fits else first + 1
    if last == len(sums) - 1:
        return last
    late = [at for at in fits if sums[at] - sums[first] >= _LATE * size]
    for border in borders:
        if good := [at for at in late if at in border]:
            return good[-1]
    return last


def _next_first(first: int, end: int, sums: Sequence[int], size: int, turns: Sequence[int]) -> int:
    """The first turn among the last words of a window; its end where no turn begins there."""
    room = [at for at in turns if first < at <= end and sums[end] - sums[at] <= _OVERLAP * size]
    return room[0] if room else end
