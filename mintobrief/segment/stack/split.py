"""Where one meeting of a stack ends and the next begins.

A cut that is sure is made; one that may be is left to a person; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mintobrief.segment.stack.head import head_of, name_in, page_number
from mintobrief.segment.stack.leaves import Leaf
from mintobrief.segment.stack.signs import (
    Behind,
    Sign,
    begun_by,
    confidence_of,
    signs_at_top,
    signs_within,
)

_SURE = 0.9
_POSSIBLE = 0.35


@dataclass(frozen=True, slots=True)
class Cut:
    """A meeting begins with line `line` (from 0) of leaf `leaf`, for these signs.

    `confidence` runs from 0 to 1.
    """

    leaf: int
    line: int
    signs: tuple[Sign, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Part:
    """Lines `start` to `end` (half-open) of leaf `leaf`."""

    leaf: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Leaf `leaf` is numbered `number` where page `expected` should come."""

    leaf: int
    number: int
    expected: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack with the cuts that were made, and the `proposals` that a person should judge."""

    leaves: tuple[Leaf, ...]
    cuts: tuple[Cut, ...]
    proposals: tuple[Cut, ...] = ()
    misplaced: tuple[Misplaced, ...] = ()

    @property
    def meetings(self) -> tuple[tuple[Part, ...], ...]:
        """The leaves of each meeting in order; together they are the whole stack."""
        return tuple(_meetings(self.leaves, self.cuts))


def split_stack(leaves: Sequence[Leaf]) -> Stack:
    """The meetings that a stack of pages holds. A blank page belongs to the meeting before it."""
    splitter = _Splitter()
    for place, leaf in enumerate(leaves):
        splitter.step(place, leaf)
    stack = Stack(tuple(leaves), tuple(splitter.cuts), tuple(splitter.proposals))
    return Stack(stack.leaves, stack.cuts, stack.proposals, tuple(_misplaced(stack)))


@dataclass(slots=True)
class _Splitter:
    """Reads a stack leaf by leaf."""

    cuts: list[Cut] = field(default_factory=list)
    proposals: list[Cut] = field(default_factory=list)
    behind: Behind | None = None

    def step(self, place: int, leaf: Leaf) -> None:
        if not leaf.lines:
            if self.behind is not None and not leaf.unread:
                self.behind.blank = True
            return
        for start, end in pairwise((0, *_named_lines(leaf.lines), len(leaf.lines))):
            if self.behind is None:
                self.behind = begun_by(leaf, leaf.lines[:end])
            else:
                signs = _signs(self.behind, leaf, start, end)
                self._weigh(Cut(place, start, signs, confidence_of(signs)), leaf, end)

    def _weigh(self, cut: Cut, leaf: Leaf, end: int) -> None:
        """Make the cut, keep it for a person, or go on with the meeting."""
        lines = leaf.lines[cut.line : end]
        if self.behind is None or cut.confidence >= _SURE:
            self.cuts.append(cut)
            self.behind = begun_by(leaf, lines)
            return
        if cut.confidence >= _POSSIBLE:
            self.proposals.append(cut)
        self.behind.learn(head_of(lines))
        self.behind.blank = False
        if self.behind.last is not leaf:
            self.behind.leaves.append(leaf)


def _signs(behind: Behind, leaf: Leaf, start: int, end: int) -> tuple[Sign, ...]:
    """A notebook begins the next meeting where the last one ended."""
    if start == 0:
        return signs_at_top(behind, leaf, leaf.lines[:end])
    return signs_within(behind, leaf.lines[:start], leaf.lines[start:end])


def _named_lines(lines: Sequence[str]) -> Iterator[int]:
    """The lines in the middle of a page that are the name of a meeting."""
    return (i for i in range(1, len(lines)) if name_in(lines[i]) and not _is_head(lines[:i]))


def _is_head(above: Sequence[str]) -> bool:
    """Whether the lines above a name are still of the same head: a serial, a date, a body."""
    return len(above) < 3 and not any(line.rstrip()[-1:] in "。；" for line in above)


def _meetings(leaves: Sequence[Leaf], cuts: Sequence[Cut]) -> Iterator[tuple[Part, ...]]:
    begins = [(0, 0), *((cut.leaf, cut.line) for cut in cuts), (len(leaves), 0)]
    for start, end in pairwise(begins):
        if parts := tuple(_parts(leaves, start, end)):
            yield parts


def _parts(leaves: Sequence[Leaf], start: tuple[int, int], end: tuple[int, int]) -> Iterator[Part]:
    for place in range(start[0], min(end[0] + 1, len(leaves))):
        first = start[1] if place == start[0] else 0
        last = end[1] if place == end[0] else len(leaves[place].lines)
        blank = not leaves[place].lines and place < end[0]
        if first < last or blank:
            yield Part(place, first, last)


def _misplaced(stack: Stack) -> Iterator[Misplaced]:
    """The pages whose number does not follow on that of the page before in their meeting."""
    for parts in stack.meetings:
        expected: int | None = 1
        for part in parts:
            number = page_number(stack.leaves[part.leaf].lines)
            if number is not None and expected is not None and number != expected:
                yield Misplaced(part.leaf, number, expected)
            expected = number + 1 if number is not None else _after(expected)


def _after(expected: int | None) -> int | None:
    """A page without a number counts too."""
    return expected + 1 if expected is not None else None
