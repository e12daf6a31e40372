"""Days at the head of minutes, as written and as heard."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.language.days import full_days

APRIL = date(2026, 4, 16)


@pytest.mark.parametrize(
    "text",
    [
        "今天是二二六年4月16号，星期四",  # a recogniser lost the 零
        "今天是二零二六年四月十六号",
        "226年4月16号",
        "26.4.16",
    ],
)
def test_a_year_is_read_as_it_was_heard_or_written(text: str) -> None:
    assert [found.day for found in full_days(text)] == [APRIL]


def test_a_number_of_a_building_is_no_year() -> None:
    assert list(full_days("二二六栋四月十六号以前住进来")) == []
