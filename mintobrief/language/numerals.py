"""Numbers as people write and say them: 二十五, 二〇二六, 两百三十, 廿三, 12, １２."""

from __future__ import annotations

import re

DIGITS = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_LARGE = (("亿", 100_000_000), ("万", 10_000))
# A longer run of digits is no number that anybody means: a recogniser's loop, a line of 九.
_MOST_DIGITS = 30
_FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)}


def read_number(text: str) -> int | None:
    """The whole number that `text` is, in digits or in Chinese; None where it is none.

    Digits in a row are read by place (二〇二六 is 2026), a last digit without its unit counts
    one unit below the one before it (一千二 is 1200). Round-about numbers (十来) are none.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    if plain.isascii():
        return _by_place(plain)
    for short, long in _TENS.items():
        plain = plain.replace(short, long)
    if all(c in DIGITS for c in plain):
        return _by_place("".join(str(DIGITS[c]) for c in plain))
    return _read_large(plain, 0)


def _by_place(digits: str) -> int | None:
    return int(digits) if digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def _read_large(text: str, first: int) -> int | None:
    """With the units from the `first` on: each stands once, the greater before the less."""
    for at, (unit, size) in enumerate(_LARGE[first:], first):
        head, mark, tail = text.partition(unit)
        if mark:
            return _join(_part(head), tail, size, at + 1)
    return _read_small(text)


def _join(head: int | None, tail: str, size: int, lesser: int) -> int | None:
    """`head` units of `size` and what follows them: 三万五 is 35000, 三万零五 is 30005."""
    if head is None:
        return None
    if tail in DIGITS:
        return head * size + DIGITS[tail] * size // 10
    rest = _read_large(tail, lesser) if tail else 0
    return None if rest is None else head * size + rest


def _part(text: str) -> int | None:
    return _by_place(text) if text.isascii() else _read_small(text)


_ZERO, _ONES = "[零〇○]?", f"[{''.join(c for c, value in DIGITS.items() if value)}]"
_PLACE = re.compile(f"({_ZERO})({_ONES}?)([{''.join(_UNITS)}])")
_SMALL = re.compile(f"(?P<places>(?:{_PLACE.pattern})*)(?P<zero>{_ZERO})(?P<last>{_ONES})?")


def _read_small(text: str) -> int | None:
    """Below ten thousand, units in falling order."""
    match = _SMALL.fullmatch(text)
    if not match or not text:
        return None
    total, unit = 0, 10_000
    for _, digit, mark in _PLACE.findall(match["places"]):
        if _UNITS[mark] >= unit:
            return None
        unit = _UNITS[mark]
        total += DIGITS.get(digit, 1) * unit
    colloquial = 100 <= unit < 10_000 and not match["zero"]
    return total + DIGITS.get(match["last"] or "零", 0) * (unit // 10 if colloquial else 1)
