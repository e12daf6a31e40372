"""What a page read is worth, counted so that pages add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Self

from tests.benchmarks.scans_text import (
    Pair,
    Piece,
    Sign,
    comparable,
    comparable_signs,
    distance,
    paired,
    steps,
)

_BINS = 10
_NUMBER = re.compile(r"\d+(?:[.:]\d+)*")


@dataclass(frozen=True, slots=True)
class _Sums:
    """Counts that add field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Words(_Sums):
    """Errors of a page; `matched` are those with every line at its best, order left out."""

    pages: int = 0
    characters: int = 0  # punctuation left out
    errors: int = 0
    matched: int = 0
    all_characters: int = 0
    all_errors: int = 0
    lines: int = 0
    lines_found: int = 0
    digits: int = 0
    digits_right: int = 0
    numbers: int = 0
    numbers_right: int = 0


@dataclass(frozen=True, slots=True)
class Flags(_Sums):
    """What is pointed out against what is wrong, in characters that were read."""

    read: int = 0
    wrong: int = 0
    unsure: int = 0
    unsure_wrong: int = 0
    doubted: int = 0
    doubted_wrong: int = 0
    dropped: int = 0  # characters of the page with nothing read for them
    dropped_by: int = 0  # of them, those beside a doubt
    digits_wrong: int = 0  # read for a digit, as one, or dropped
    digits_doubted: int = 0
    mended: int = 0  # by correction
    spoilt: int = 0


@dataclass(frozen=True, slots=True)
class Certainty:
    """Probabilities in ten bins: how many, their sum, how many were right."""

    counts: tuple[int, ...] = (0,) * _BINS
    sums: tuple[float, ...] = (0.0,) * _BINS
    right: tuple[int, ...] = (0,) * _BINS

    def __add__(self, other: Certainty) -> Certainty:
        return Certainty(
            tuple(map(int.__add__, self.counts, other.counts)),
            tuple(map(float.__add__, self.sums, other.sums)),
            tuple(map(int.__add__, self.right, other.right)),
        )

    def error(self) -> float | None:
        """The expected calibration error; None where there are no probabilities."""
        if not (total := sum(self.counts)):
            return None
        gaps = (abs(s - r) for s, r in zip(self.sums, self.right, strict=True))
        return sum(gaps) / total


@dataclass(frozen=True, slots=True)
class Score:
    """All that is counted of one or more pages."""

    words: Words = Words()
    flags: Flags = Flags()
    certainty: Certainty = Certainty()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.words + other.words,
            self.flags + other.flags,
            self.certainty + other.certainty,
        )


def measure(expected: Sequence[str], pieces: Sequence[tuple[Piece, str]]) -> Score:
    """A page's lines against the pieces that were read, each with its text before correction."""
    lines = [comparable(line, marks=False) for line in expected]
    plain = [
        (comparable_signs(piece, marks=False), comparable(raw, marks=False))
        for piece, raw in pieces
    ]
    pairs = paired(lines, plain)
    return Score(_words(expected, pieces, lines, pairs), _flags(pairs), _certainty(pairs))


def _words(
    expected: Sequence[str],
    pieces: Sequence[tuple[Piece, str]],
    lines: Sequence[str],
    pairs: Sequence[Pair],
) -> Words:
    signs = [sign for piece, _ in pieces for sign in piece]
    read = {m: _text(comparable_signs(signs, marks=m)) for m in (False, True)}
    full, every = "".join(lines), comparable("".join(expected), marks=True)
    misses = [distance(pair.expected, _text(pair.found)) for pair in pairs]
    found = sum(
        bool(p.expected) and miss * 2 <= len(p.expected)
        for p, miss in zip(pairs, misses, strict=True)
    )
    in_order = distance(full, read[False])
    digits, right = _digits(pairs)
    numbers = [_numbers(line, piece) for line, piece in _with_marks(expected, pieces)]
    return Words(
        1,
        len(full),
        in_order,
        min(in_order, sum(misses)),
        len(every),
        distance(every, read[True]),
        sum(map(bool, lines)),
        found,
        digits,
        right,
        sum(there for there, _ in numbers),
        sum(good for _, good in numbers),
    )


def _text(piece: Iterable[object]) -> str:
    return "".join(str(getattr(sign, "text", sign)) for sign in piece)


def _with_marks(
    expected: Sequence[str], pieces: Sequence[tuple[Piece, str]]
) -> Iterable[tuple[str, str]]:
    """The lines and what was read of them with their punctuation."""
    lines = [comparable(line, marks=True) for line in expected]
    kept = [(comparable_signs(piece, marks=True), "") for piece, _ in pieces]
    return ((pair.expected, _text(pair.found)) for pair in paired(lines, kept))


def _digits(pairs: Iterable[Pair]) -> tuple[int, int]:
    digits = right = 0
    for pair in pairs:
        found = _text(pair.found)
        for i, j in steps(pair.expected, found):
            if i is not None and pair.expected[i].isdigit():
                digits += 1
                right += j is not None and found[j] == pair.expected[i]
    return digits, right


def _numbers(line: str, found: str) -> tuple[int, int]:
    """Numbers of a line, and those that stand whole where they belong."""
    places = {i: j for i, j in steps(line, found) if i is not None}
    spans = [match.span() for match in _NUMBER.finditer(line)]
    return len(spans), sum(_whole(line, found, places, *span) for span in spans)


def _whole(line: str, found: str, places: dict[int, int | None], start: int, end: int) -> bool:
    there = [places[i] for i in range(start, end)]
    if None in there:
        return False
    first, last = there[0] or 0, there[-1] or 0
    around = found[max(0, first - 1) : first] + found[last + 1 : last + 2]
    return found[first : last + 1] == line[start:end] and not any(map(str.isdigit, around))


def _flags(pairs: Iterable[Pair]) -> Flags:
    return sum((_flags_of(pair) for pair in pairs), Flags())


def _flags_of(pair: Pair) -> Flags:
    counts: Counter[str] = Counter()
    before = -1
    for i, j in steps(pair.expected, _text(pair.found)):
        if j is not None:
            before = j
            counts.update(_seen(pair, i, pair.found[j]))
        elif i is not None:
            counts.update(_dropped(pair, i, before))
    now, then = _right(pair.expected, _text(pair.found)), _right(pair.expected, pair.raw)
    return Flags(**counts, mended=len(now - then), spoilt=len(then - now))


def _seen(pair: Pair, place: int | None, sign: Sign) -> dict[str, int]:
    """What one character that was read adds; `place` is that of the character it stands for."""
    there = "" if place is None else pair.expected[place]
    wrong = there != sign.text
    figure = wrong and (sign.text.isdigit() or there.isdigit())
    return {
        "read": 1,
        "wrong": wrong,
        "unsure": sign.unsure,
        "unsure_wrong": sign.unsure and wrong,
        "doubted": sign.doubted,
        "doubted_wrong": sign.doubted and wrong,
        "digits_wrong": figure,
        "digits_doubted": figure and sign.doubted,
    }


def _dropped(pair: Pair, place: int, before: int) -> dict[str, int]:
    """What a character adds that nothing was read for, after the one read at `before`."""
    beside = pair.found[max(0, before) : before + 2]
    doubted = any(sign.doubted for sign in beside)
    digit = pair.expected[place].isdigit()
    return {
        "dropped": 1,
        "dropped_by": doubted,
        "digits_wrong": digit,
        "digits_doubted": digit and doubted,
    }


def _right(line: str, found: str) -> set[int]:
    return {
        i for i, j in steps(line, found) if i is not None and j is not None and line[i] == found[j]
    }


def _certainty(pairs: Iterable[Pair]) -> Certainty:
    counts, sums, right = [0] * _BINS, [0.0] * _BINS, [0] * _BINS
    for pair in pairs:
        for i, j in steps(pair.expected, _text(pair.found)):
            if j is None or (probability := pair.found[j].probability) is None:
                continue
            at = min(_BINS - 1, int(probability * _BINS))
            counts[at] += 1
            sums[at] += probability
            right[at] += i is not None and pair.expected[i] == pair.found[j].text
    return Certainty(tuple(counts), tuple(sums), tuple(right))
