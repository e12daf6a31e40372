"""The numbers of headings: 一, 十二, 二十."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 99 as headings count; above that the figures themselves."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def read_count(written: str) -> int:
    """1 to 99 in either writing, and larger figures; 1 for what counts nothing."""
    if written.isdecimal():
        return int(written)
    numbers = (n for n in range(1, 100) if chinese_number(n) == written.replace("两", "二"))
    return next(numbers, 1)
