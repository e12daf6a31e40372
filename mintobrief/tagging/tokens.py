"""Lines as the numbers of tokens, and the windows in which a network reads them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mintobrief.language.characters import whole_characters
from mintobrief.tagging.lines import Line

BEGIN, END = 0, 2  # the tokens before everything and behind each line
SIZE = 319  # tokens read at once, BEGIN not counted

_STEP = 192  # from one window to the next, at most
_SNAP = 64  # tokens that an edge moves for a line not to be cut

Numbers = NDArray[np.int64]


class Encoding(Protocol):
    """The tokens of a text, and which characters of it each one covers."""

    @property
    def ids(self) -> list[int]: ...

    @property
    def offsets(self) -> list[tuple[int, int]]: ...


class Tokenizer(Protocol):
    def encode(self, sequence: str, /) -> Encoding: ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of lines in a row: the number of each, its line, the characters it covers.

    Characters are counted in the line's text; where start and end are the same, a token covers
    none: those of the label, and END.
    """

    ids: Numbers
    lines: Numbers
    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def firsts(self) -> list[int]:
        """The index of each line's first token."""
        changes: list[int] = np.flatnonzero(np.diff(self.lines, prepend=-1)).tolist()
        return changes


def encode(tokenizer: Tokenizer, lines: Sequence[Line]) -> Tokens:
    """The tokens of the lines, END behind each."""
    rows = [row for index, line in enumerate(lines) for row in _rows(tokenizer, index, line)]
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    return Tokens(*columns)


def _rows(tokenizer: Tokenizer, index: int, line: Line) -> Iterator[tuple[int, int, int, int]]:
    found, head = tokenizer.encode(whole_characters(line.head + line.text)), len(line.head)
    for number, (start, end) in zip(found.ids, found.offsets, strict=True):
        yield number, index, max(start - head, 0), max(end - head, 0)
    yield END, index, len(line.text), len(line.text)


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `start` to `end` are read at once; of those `own` to `own_end` are in its middle.

    Each token is in the middle of one window: of those that hold it the one where it stands
    farthest from an edge.
    """

    start: int
    end: int
    own: int
    own_end: int

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


def windows_of(tokens: Tokens) -> tuple[Window, ...]:
    """Windows over all tokens, in order; they overlap by about half, and cut few lines."""
    ranges = list(_ranges(len(tokens), tokens.firsts))
    middles = [(start + end) // 2 for (_, end), (start, _) in pairwise(ranges)]
    owned = pairwise([0, *middles, len(tokens)])
    return tuple(Window(*seen, *own) for seen, own in zip(ranges, owned, strict=True))


def _ranges(total: int, firsts: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    while total - start > SIZE:
        yield start, line_edge(firsts, start + SIZE - _SNAP, start + SIZE)
        start = line_edge(firsts, start + _STEP - _SNAP, start + _STEP)
    yield start, total


def line_edge(firsts: Sequence[int], least: int, most: int) -> int:
    """The last beginning of a line from `least` to `most`, or `most` where there is none."""
    at = bisect_right(firsts, most)
    return firsts[at - 1] if at > bisect_left(firsts, least) else most
