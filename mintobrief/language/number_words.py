"""Numbers as they are spoken, read strictly, and the figures that official writing has for them.

Stricter than `numerals`, which makes the best of what people write: what is round about
(三五百, 七八个) or not formed as numbers are is none here.
"""

from __future__ import annotations

import re

from mintobrief.language.numerals import read_number

DIGITS = "零〇一二三四五六七八九"
NUMERALS = f"{DIGITS}十百千万亿两"
ONE = "幺"  # the digit 1 in telephone and house numbers
_ONES = DIGITS[2:]
_BELOW_WAN = (
    f"(?:[{_ONES}两]千)?(?:[零〇]?[{_ONES}两]百)?(?:[零〇]?[{_ONES}]?十)?(?:[零〇]?[{_ONES}])?"
)
_FORM = re.compile(
    f"(?![零〇].)(?:(?:(?!亿){_BELOW_WAN}|两)亿)?(?:[零〇]?(?:(?!万){_BELOW_WAN}|两)万)?{_BELOW_WAN}|[零〇两]"
)
_BY_PLACE = str.maketrans(f"{DIGITS}{ONE}", "001234567891")
_LONGEST = 20
_WAN, _YI = 10_000, 100_000_000


def cardinal(words: str) -> int | None:
    """What a counting number is worth: 一百零五, 三万五, 十二; None where it is no such number."""
    if len(words) > _LONGEST or not _FORM.fullmatch(words):
        return None
    return read_number(words)


def is_by_place(words: str) -> bool:
    """Whether these are digits said one by one: 五零一, 幺三八."""
    return all(c in f"{DIGITS}{ONE}" for c in words)


def by_place(words: str) -> str:
    """Digits said one by one, in figures."""
    return words.translate(_BY_PLACE)


def decimal(words: str) -> str | None:
    """A number with a fraction in figures: 零点五, 三点二五, 一点二万; None where it is none."""
    whole, _, fraction = words.partition("点")
    unit = fraction[-1:] if fraction[-1:] in ("万", "亿") else ""
    head, digits = cardinal(whole), fraction.removesuffix(unit)
    if head is None or not digits or not is_by_place(digits):
        return None
    return f"{head}.{by_place(digits)}{unit}"


def amount(value: int) -> str:
    """A quantity in figures, in 万 or 亿 where at most two decimals are left: 4.1万, 126350.

    GB/T 15835 lets long numbers that end in noughts be written so, and briefings do; nothing is
    rounded.
    """
    for unit, size in (("亿", _YI), ("万", _WAN)):
        if value >= size and value % (size if value > _YI > size else size // 100) == 0:
            whole, hundredths = divmod(value // (size // 100), 100)
            return f"{whole}.{hundredths:02}".rstrip("0").rstrip(".") + unit
    return str(value)
