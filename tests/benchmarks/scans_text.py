"""Aligning what was read with what is written: characters, and lines in any order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int32]
_FITS = 0.75  # errors for each of its characters above which a piece belongs to no line


@dataclass(frozen=True, slots=True)
class Sign:
    """A character as it was read: how sure of it the reader was, and what doubts it bears."""

    text: str
    probability: float | None = None
    unsure: bool = False
    doubted: bool = False
    blank: bool = False  # stands for writing that nobody could read


Piece = tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the reference and what was read of it, joined in the order in which it fits."""

    expected: str
    found: Piece
    raw: str = ""  # before anything was corrected


def comparable(text: str, *, marks: bool) -> str:
    """Without white space and differences of width; without punctuation where not `marks`."""
    return "".join(c for letter in text for c in _widths(letter) if _counts(c, marks=marks))


def comparable_signs(piece: Sequence[Sign], *, marks: bool) -> Piece:
    return tuple(
        Sign(c, sign.probability, sign.unsure, sign.doubted, sign.blank)
        for sign in piece
        for c in _widths(sign.text)
        if _counts(c, marks=marks)
    )


def _widths(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).replace("。", ".")


def _counts(letter: str, *, marks: bool) -> bool:
    if letter.isspace():
        return False
    return marks or unicodedata.category(letter)[0] in "LN"


def distance(one: str, other: str) -> int:
    """How many characters to insert, delete or replace."""
    return int(_table(one, other)[-1, -1])


def steps(one: str, other: str) -> list[tuple[int | None, int | None]]:
    """An alignment of fewest errors: places in both, None where one has nothing."""
    table = _table(one, other)
    path: list[tuple[int | None, int | None]] = []
    i, j = len(one), len(other)
    while i or j:
        cost = int(i > 0 and j > 0 and one[i - 1] != other[j - 1])
        if i and j and table[i, j] == table[i - 1, j - 1] + cost:
            i, j = i - 1, j - 1
            path.append((i, j))
        elif i and table[i, j] == table[i - 1, j] + 1:
            i -= 1
            path.append((i, None))
        else:
            j -= 1
            path.append((None, j))
    return path[::-1]


def paired(expected: Sequence[str], pieces: Sequence[tuple[Piece, str]]) -> tuple[Pair, ...]:
    """Every line with what was read of it, wherever on the page it was read; what fits no
    line is paired with an empty one. No place of a line is taken twice while others fit."""
    rows = [_Row(line, [False] * len(line)) for line in expected]
    strays: list[Pair] = []
    cut = [part for piece, raw in pieces for part in _cut(piece, raw, list(expected))]
    for piece, raw in sorted(cut, key=lambda part: -len(part[0])):
        text = "".join(sign.text for sign in piece)
        fits = [(*row.fit(text), at) for at, row in enumerate(rows) if row.line]
        errors, place, at = min(fits, default=(len(text) + 1, 0, 0))
        if errors > _FITS * len(text):
            strays.append(Pair("", piece, raw))
        else:
            rows[at].take(place, piece, raw)
    return (*(row.pair() for row in rows), *strays)


def _cut(piece: Piece, raw: str, expected: Sequence[str]) -> list[tuple[Piece, str]]:
    """The piece in parts where it holds several lines: what stands in one row may be written
    down as two."""
    text, lines = "".join(sign.text for sign in piece), [line for line in expected if line]
    if not text or not lines:
        return [(piece, raw)] if text else []
    heads = _beginnings(text, lines)
    tails = _beginnings(text[::-1], [line[::-1] for line in lines])[::-1]
    best = int((heads + tails)[1:-1].argmin()) + 1 if len(text) > 1 else 0
    if not best or heads[best] + tails[best] + 2 > heads[-1]:
        return [(piece, raw)]
    place = sum(1 for i, j in steps(text, raw) if j is not None and (i is None or i < best))
    first = _cut(piece[:best], raw[:place], expected)
    return [*first, *_cut(piece[best:], raw[place:], expected)]


def _beginnings(text: str, lines: Sequence[str]) -> NDArray[np.int32]:
    """For each beginning of the text its fewest errors in any one of the lines."""
    best = [_table(text, line, anywhere=True).min(axis=1) for line in lines]
    return np.asarray(np.min(best, axis=0), np.int32)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the reference, which of its places are taken, and by what."""

    line: str
    taken: list[bool]
    parts: list[tuple[int, Piece, str]] = field(default_factory=list)

    def fit(self, text: str) -> tuple[int, int]:
        """The fewest errors of a text against any stretch of this line, places taken already
        counted as errors; and where that stretch ends."""
        ends = _table(text, self.line, anywhere=True)[-1]
        costs = [int(errors) + self._overlap(text, end) for end, errors in enumerate(ends)]
        best = min(costs)
        return best, costs.index(best)

    def take(self, end: int, piece: Piece, raw: str) -> None:
        for place in range(max(0, end - len(piece)), end):
            self.taken[place] = True
        self.parts.append((end, piece, raw))

    def pair(self) -> Pair:
        parts = sorted(self.parts, key=lambda part: part[0])
        found = tuple(sign for _, piece, _ in parts for sign in piece)
        return Pair(self.line, found, "".join(raw for *_, raw in parts))

    def _overlap(self, text: str, end: int) -> int:
        return sum(self.taken[max(0, end - len(text)) : end])


def _table(one: str, other: str, *, anywhere: bool = False) -> Table:
    """Levenshtein distances of all beginnings; `anywhere` skips a beginning of `other` free."""
    table = np.zeros((len(one) + 1, len(other) + 1), np.int32)
    table[:, 0] = range(len(one) + 1)
    if not anywhere:
        table[0, :] = range(len(other) + 1)
    reach = np.arange(len(other) + 1)
    letters = np.array(list(other), dtype="<U1")
    for i, letter in enumerate(one, 1):
        best = np.minimum(table[i - 1, 1:] + 1, table[i - 1, :-1] + (letters != letter))
        row = np.concatenate(([i], best))
        table[i] = np.minimum.accumulate(row - reach) + reach
    return table
