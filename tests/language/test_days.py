"""Days at the head of minutes, as written and as heard."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.language.days import full_days, named_day

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


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20261120_140312.m4a", date(2026, 11, 20)),
        ("REC20261120140312.wav", date(2026, 11, 20)),
        ("录音2026-11-20 14.03.mp3", date(2026, 11, 20)),
        ("2026年3月4日推进会.docx", date(2026, 3, 4)),
        ("2026_3_4.txt", date(2026, 3, 4)),
        ("10-11-12号楼.m4a", None),
        ("1763612345678.jpg", None),  # milliseconds
        ("合同202612345.pdf", None),
        ("20261340.wav", None),
        ("2026年度.txt", None),
        ("２０２６－１１－２０.m4a", date(2026, 11, 20)),
        ("2026年1-2月例会.docx", None),
        ("5栋2012-3-4室漏水.m4a", None),
        ("2012-3-4号楼.m4a", None),
        ("2026年3月4号楼道照明.m4a", date(2026, 3, 4)),
        ("2026年12月31日前完成整改.docx", None),
    ],
)
def test_a_file_is_named_after_its_day(name: str, day: date | None) -> None:
    assert named_day(name) == day
