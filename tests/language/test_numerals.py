"""Numbers in Chinese and in digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.language.numerals import read_number

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


def in_words(number: int) -> str:
    """`number` below 10,000 the way a person reads it out, with 零 over gaps."""
    if number == 0:
        return "零"
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _UNITS[place]
        gap = digit == 0
    return words.removeprefix("一") if 10 <= number < 20 else words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二十五", 25),
        ("二〇二六", 2026),
        ("二○二六", 2026),
        ("二零二六", 2026),
        ("两百三十", 230),
        ("廿三", 23),
        ("卅", 30),
        ("卅一", 31),
        ("十", 10),
        ("十二", 12),
        ("一百零五", 105),
        ("一百五", 150),
        ("一千二", 1200),
        ("一千零二十", 1020),
        ("一千零二", 1002),
        ("三万五", 35000),
        ("三万零五", 30005),
        ("一万八千", 18000),
        ("二十六万四", 264000),
        ("3万", 30000),
        ("两亿三千万", 230000000),
        ("贰拾叁", 23),
        ("两", 2),
        ("12", 12),
        ("１２", 12),
        (" 7 ", 7),
        ("007", 7),
    ],
)
def test_numbers_are_read_as_people_mean_them(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "十来", "几", "半", "3.5", "-3", "一十百", "二三十", "三楼", "百个", "号", "²"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "九" * 5000,
        "9" * 5000,
        "9" * 5000 + "万",
        "一万" * 3000,
        "一亿" * 3000,
        "一万一万",
        "十" * 5000,
    ],
    ids=["nines", "digits", "digits of ten thousands", "万", "亿", "twice", "tens"],
)
def test_a_loop_of_numerals_is_no_number(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 9999))
def test_a_number_read_out_is_understood(number: int) -> None:
    assert read_number(in_words(number)) == number
    assert read_number(str(number)) == number


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿廿0123abc ", max_size=12))
def test_no_text_breaks_the_reading(text: str) -> None:
    number = read_number(text)
    assert number is None or number >= 0
