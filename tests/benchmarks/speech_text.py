"""Texts compared: plain, with numerals alike, aligned, and what of them came out right.

Written apart from the program's own reading of numbers, so that one can judge the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

_DIGITS = "零一二三四五六七八九"
_VALUES = {c: i for i, c in enumerate(_DIGITS)} | {str(i): i for i in range(10)}
_SPELLINGS = str.maketrans("〇○两幺", "零零二一")
_UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_DIGIT = f"[0-9{_DIGITS}]"
_RUN = re.compile(f"(?:[0-9{_DIGITS}十百千万亿]+)(?:[.点]{_DIGIT}+(?!{_DIGIT}|[十百千]))?[万亿]?")
_COUNTED = "月日号楼栋幢单元室点时分秒块万亿人户天家部台票期季年度平方米公里岁%倍"
_SMALL_TABLE = 1_000_000
_LONGEST_NUMBER = 30  # numerals; more of them are a loop of the recogniser


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text that was made alike: where it stands and what it is worth."""

    start: int
    end: int
    value: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """A text without marks, in simplified characters, every number as it is read out."""

    text: str
    numbers: tuple[Number, ...]


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")


def plain(text: str) -> str:
    """Letters, characters and digits alone, in half width."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).lower())


def alike(text: str) -> Alike:
    """`text` so that 3号楼 and 三号楼, 4.1万, 41000 and 四万一千 become the same."""
    rest = _spelt(text)
    pieces: list[str] = []
    numbers: list[Number] = []
    length = at = 0
    for match in _RUN.finditer(rest):
        before = plain(rest[at : match.start()])
        read, value = _read(match[0], rest[match.end() : match.end() + 1])
        length += len(before)
        if value is not None:
            counts = len(match[0]) > 1 or rest[match.end() : match.end() + 1] in tuple(_COUNTED)
            numbers.append(Number(length, length + len(read), value, counts))
        pieces += [before, read]
        length, at = length + len(read), match.end()
    return Alike("".join([*pieces, plain(rest[at:])]), tuple(numbers))


def joined(parts: Iterable[Alike]) -> Alike:
    """Texts made alike one by one, as one."""
    text, numbers = "", []
    for part in parts:
        numbers += [
            Number(n.start + len(text), n.end + len(text), n.value, n.counts) for n in part.numbers
        ]
        text += part.text
    return Alike(text, tuple(numbers))


def _spelt(text: str) -> str:
    """Simplified, with percentages, times of day and prices as they are said."""
    simple = unicodedata.normalize("NFKC", _converter().convert(text)).lower()
    simple = re.sub(r"(?<=\d),(?=\d{3})", "", simple.translate(_SPELLINGS))
    simple = re.sub(f"(?<![{_DIGITS}十百千万])万一", "万一 ", simple)
    simple = re.sub(r"((?:周|星期|礼拜)[一二三四五六])", r"\1 ", simple)
    simple = re.sub(r"([0-9.]+)%", r"百分之\1", simple).replace("百分之百", "百分之一百")
    simple = re.sub(r"(\d{1,2}):(\d\d)", r"\1点 \2", simple)
    simple = re.sub(f"(?<=[0-9{_DIGITS}十])点([0-9{_DIGITS}十]{{2,3}})分(?!之)", r"点 \1", simple)
    simple = re.sub(f"(?<=[0-9{_DIGITS}十])点(?:半|(?:三十|30)分?)", "点三十", simple)
    simple = re.sub(f"(?<=[0-9{_DIGITS}十百千])[.点]({_DIGIT})({_DIGIT}?)元", r"块\1 \2", simple)
    return re.sub(rf"({_DIGIT}块{_DIGIT}{{1,2}})(?:毛({_DIGIT})?分?钱?|钱)", r"\1 \2", simple)


def _read(run: str, after: str) -> tuple[str, str | None]:
    """How the run of numerals is read out, and its value; None where it is no one number."""
    if len(run) > _LONGEST_NUMBER:
        return _characters(run), None
    whole, mark, fraction = run.replace("点", ".").partition(".")
    size = {"万": 10**4, "亿": 10**8}.get(fraction[-1:], 1)
    if mark:
        fraction = _digits(fraction.rstrip("万亿"))
        return _read_decimal(whole, fraction, size)
    if all(c in _VALUES for c in run):
        return _read_sequence(_digits(run), run.isascii(), after)
    value = _value(run)
    if value is None:
        return _characters(run), None
    is_year = after == "年" and 1900 <= value < 2100
    return _characters(str(value)) if is_year else _spoken(value), str(value)


def _spoken(value: int) -> str:
    """As it is read out, but long ones digit by digit, as they must be where they are written."""
    return _characters(str(value)) if value >= 10**6 and value % 10**4 else _aloud(value)


def _read_decimal(whole: str, fraction: str, size: int) -> tuple[str, str | None]:
    head = _value(whole)
    if head is None:
        return _characters(f"{whole}点{fraction}"), None
    if size > 1:
        value = (head * 10 ** len(fraction) + int(fraction)) * size // 10 ** len(fraction)
        return _spoken(value), str(value)
    return f"{_aloud(head)}点{_characters(fraction)}", f"{head}.{fraction}"


def _read_sequence(digits: str, written: bool, after: str) -> tuple[str, str | None]:
    """Digits in a row: years, telephone numbers and pairs (三五个) one by one, else a number."""
    one_by_one = (
        (after == "年" and len(digits) == 4 and digits[:2] in ("19", "20"))
        or (digits.startswith("0") and len(digits) > 1)
        or (len(digits) > 6 and not digits.endswith("0000"))
        or (len(digits) == 2 and not written)
    )
    return (_characters(digits) if one_by_one else _aloud(int(digits))), digits


def _digits(run: str) -> str:
    return "".join(str(_VALUES[c]) for c in run)


def _characters(run: str) -> str:
    return "".join(_DIGITS[int(c)] if c.isascii() and c.isdigit() else c for c in run)


def _value(run: str) -> int | None:
    """What a number with its units is worth; None where the units do not fall in order."""
    if all(c in _VALUES for c in run):
        return int(_digits(run)) if run else None
    for unit, size in _UNITS:
        head, mark, tail = run.partition(unit)
        if mark:
            return _with_unit(head, tail, size)
    return None


def _with_unit(head: str, tail: str, size: int) -> int | None:
    many = 1 if not head and size == 10 else _value(head.removeprefix("零"))
    if many is None or (size < 10**4 and many > 9):
        return None
    if len(tail) == 1 and tail in _VALUES and size > 10:
        return many * size + _VALUES[tail] * size // 10
    rest = _value(tail.removeprefix("零")) if tail else 0
    return None if rest is None or rest >= size else many * size + rest


def _aloud(value: int) -> str:
    """The number as it is read: 四万一千, 一百零五, 十五."""
    if value < 10:
        return _DIGITS[value]
    unit, size = next((unit, size) for unit, size in _UNITS if value >= size)
    many, rest = divmod(value, size)
    head = "" if size == 10 and many == 1 else _aloud(many)
    tail = _aloud(rest) if rest else ""
    if size > 10 and 10 <= rest < 20:
        tail = f"一{tail}"
    return head + unit + ("零" if rest and rest < size // 10 else "") + tail


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts with as few errors as can be between them.

    `places` gives for each character of the reference the one that was found in its stead, None
    where there is none.
    """

    wanted: str
    found: str
    places: tuple[int | None, ...]

    @property
    def right(self) -> frozenset[int]:
        """The places of the reference that came out as they should."""
        return frozenset(
            i
            for i, p in enumerate(self.places)
            if p is not None and self.found[p] == self.wanted[i]
        )

    @property
    def errors(self) -> int:
        there = sum(place is not None for place in self.places)
        return len(self.wanted) - len(self.right) + len(self.found) - there

    def kept(self, start: int, end: int) -> tuple[int, int] | None:
        """Where these characters stand unbroken in what was found; None where they do not."""
        places = self.places[start:end]
        first = places[0]
        whole = first is not None and all(p == first + i for i, p in enumerate(places))
        if (
            first is None
            or not whole
            or self.found[first : first + end - start] != (self.wanted[start:end])
        ):
            return None
        return first, first + end - start

    def lost(self, shortest: int) -> Iterator[int]:
        """Places of the reference for which nothing came, in runs of some length."""
        run: list[int] = []
        for place, found in enumerate([*self.places, 0]):
            if found is None:
                run.append(place)
                continue
            if len(run) >= shortest:
                yield from run
            run = []


def align(wanted: str, found: str) -> Alignment:
    """Align two texts; memory grows with their length alone (Hirschberg)."""
    return Alignment(wanted, found, tuple(_places(wanted, found, 0)))


def _places(wanted: str, found: str, offset: int) -> list[int | None]:
    if (len(wanted) + 1) * (len(found) + 1) <= _SMALL_TABLE or len(wanted) < 2:
        return _traced(wanted, found, offset)
    half = len(wanted) // 2
    ahead = _last_row(wanted[:half], found)
    back = _last_row(wanted[half:][::-1], found[::-1])[::-1]
    cut = int(np.argmin(ahead + back))
    left = _places(wanted[:half], found[:cut], offset)
    return left + _places(wanted[half:], found[cut:], offset + cut)


def _rows(wanted: str, found: str) -> Iterator[NDArray[np.int64]]:
    letters = np.array([ord(c) for c in found])
    steps = np.arange(len(found) + 1)
    row = steps.copy()
    yield row
    for i, letter in enumerate(map(ord, wanted), 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (letters != letter))
        row = np.minimum.accumulate(np.concatenate([[i], best]) - steps) + steps
        yield row


def _last_row(wanted: str, found: str) -> NDArray[np.int64]:
    row = np.zeros(0, np.int64)
    for row in _rows(wanted, found):  # noqa: B007
        pass
    return row


def _traced(wanted: str, found: str, offset: int) -> list[int | None]:
    table = np.array(list(_rows(wanted, found)))
    places: list[int | None] = [None] * len(wanted)
    i, j = len(wanted), len(found)
    while i and j:
        if table[i, j] == table[i - 1, j - 1] + (wanted[i - 1] != found[j - 1]):
            i, j = i - 1, j - 1
            places[i] = offset + j
        elif table[i, j] == table[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return places


def distance(wanted: str, found: str) -> int:
    """Levenshtein's."""
    return int(_last_row(wanted, found)[-1])


def words_kept(alignment: Alignment, words: Iterable[str]) -> tuple[int, int]:
    """How many mentions of the words came out right, of how many; the longest word counts."""
    known = sorted({alike(word).text for word in words} - {""}, key=lambda w: (-len(w), w))
    if not known:
        return 0, 0
    mentions = list(re.finditer("|".join(map(re.escape, known)), alignment.wanted))
    return sum(alignment.kept(*m.span()) is not None for m in mentions), len(mentions)


def numbers_kept(
    alignment: Alignment, wanted: Sequence[Number], found: Sequence[Number]
) -> tuple[int, int]:
    """How many numbers came out with the same value, of how many."""
    there = {(n.start, n.end) for n in found}
    counted = [n for n in wanted if n.counts]
    return sum(alignment.kept(n.start, n.end) in there for n in counted), len(counted)
