"""The numbers Word writes before paragraphs and keeps out of their text: 一、 1. （一）."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LONGEST = 60  # characters of a pattern: a document could word a gigabyte of numbers otherwise
_LETTERS, _ROMANS = 780, 3999  # up to which Word counts so


class Level(NamedTuple):
    """One level of a list: `pattern` is what stands before a paragraph, %1 the first level's
    number."""

    format: str
    pattern: str
    start: int
    spaced: bool


class Item(NamedTuple):
    """That a paragraph is an item of list `number` at `level`, both as the file counts them."""

    number: str
    level: int


@dataclass(slots=True)
class Counter:
    """Counts the items of every list as they come, and words their numbers.

    `levels` are the levels of each list; lists that share their definition (`shared`) go on
    counting where the other stopped, as in Word.
    """

    levels: dict[str, dict[int, Level]]
    shared: dict[str, str]
    _reached: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, item: Item) -> str:
        """What stands before the next item; "" for bullets and for lists nobody defined."""
        levels = self.levels.get(item.number, {})
        level = levels.get(item.level)
        if level is None:
            return ""
        reached = self._reached.setdefault(self.shared[item.number], {})
        for deeper in [depth for depth in reached if depth > item.level]:
            del reached[deeper]
        reached[item.level] = reached.get(item.level, level.start - 1) + 1
        return _worded(levels, level, reached)


def _worded(levels: dict[int, Level], level: Level, reached: dict[int, int]) -> str:
    if level.format in ("bullet", "none"):
        return ""

    def number(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        named = levels.get(depth, level)
        return format_number(reached.get(depth, named.start), named.format)

    label = re.sub(r"%(\d)", number, level.pattern[:_LONGEST])
    # "1." before "5米高" must not become 1.5; behind 、 and ） nothing can run together.
    return f"{label} " if level.spaced and label[-1:].isascii() and label else label


def format_number(number: int, style: str) -> str:
    """A number as w:numFmt words it; decimal where the style is none of the common ones."""
    worded = _STYLES.get(style)
    return worded(number) if worded and number > 0 else str(number)


def _counting(number: int, digits: str = _DIGITS, tens: str = "十") -> str:
    if number >= 100:
        return str(number)
    ten, one = divmod(number, 10)
    head = "" if ten == 0 else tens if ten == 1 else digits[ten] + tens
    return head + (digits[one] if one or not ten else "")


def _legal(number: int) -> str:
    return ("壹" if 10 <= number < 20 else "") + _counting(number, _LEGAL, "拾")


def _letters(number: int) -> str:
    if number > _LETTERS:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if number > _ROMANS:
        return str(number)
    worded = ""
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    for value, letters in steps:
        worded += letters * (number // value)
        number %= value
    return worded


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_CIRCLED = "".join(chr(0x2460 + i) for i in range(20))
_STYLES: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
