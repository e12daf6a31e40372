"""The day of a meeting at which nobody said it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mintobrief.domain import (
    Field,
    Header,
    NoticeCode,
    Request,
    Source,
    SourceKind,
    TextSpan,
    Utterance,
)
from mintobrief.extract import date_header, read_header

TODAY = date(2026, 11, 22)
NOTES = Source("s", SourceKind.NOTES, "记录.txt", "0" * 64, Path("记录.txt"), text="")
RECORDING = replace(NOTES, kind=SourceKind.AUDIO, name="会议.m4a", text=None, seconds=60.0)
FRESH = Request(handed_in=TODAY)


def lines(*texts: str) -> tuple[Utterance, ...]:
    return tuple(Utterance(i, text, TextSpan("s", 0, 1)) for i, text in enumerate(texts))


def talk(*texts: str) -> tuple[Utterance, ...]:
    return tuple(replace(u, speaker=f"S{i}") for i, u in enumerate(lines(*texts)))


def inferred(said: tuple[Utterance, ...], source: Source, request: Request = FRESH) -> date | None:
    return date_header(Header(), said, [source], request)[0].day


def test_a_day_that_was_said_stays_and_nothing_is_told() -> None:
    said = Header(held_on=Field(date(2025, 1, 2)))
    source = replace(RECORDING, name="20261120.m4a")
    assert date_header(said, lines("开会"), [source], FRESH) == (said, ())


def test_an_inferred_day_comes_with_what_told_it() -> None:
    source = replace(RECORDING, name="录音_20261120_140312.m4a")
    header, (notice,) = date_header(Header(), talk("开会了"), [source], FRESH)
    assert header.day == date(2026, 11, 20)
    assert notice.code is NoticeCode.DAY_INFERRED
    assert "文件名“录音_20261120_140312.m4a”" in notice.message
    assert "2026-11-20" in notice.message


def test_the_name_is_surer_than_the_recorder_s_clock() -> None:
    source = replace(RECORDING, name="2026.3.14推进会.m4a", recorded_on=date(2016, 5, 1))
    assert inferred(talk("开会了"), source) == date(2026, 3, 14)


def test_the_recorder_s_clock_is_the_last_to_be_asked() -> None:
    source = replace(RECORDING, recorded_on=date(2026, 5, 1))
    assert inferred(talk("开会了"), source) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("11月20日物业例会", date(2026, 11, 20)),
        ("例会 11月20日（周五）", date(2026, 11, 20)),
        ("例会 11月20日（周四）", None),  # another year's
        ("例会 11月23日", None),  # not yet
        ("例会 3月5日", None),  # of this year, or of any
        ("路灯 11月20日前修好", None),  # a limit
        ("整改期限：11月20日", None),
        ("上次会议10月20日议定的事", None),
        ("上次会议（10月20日）议定的，11月20日看落实", date(2026, 11, 20)),
        ("截至10月31日收缴率85%", None),
        ("11月20日后勤例会", date(2026, 11, 20)),
    ],
)
def test_a_day_without_a_year_is_that_of_the_last_weeks(heading: str, day: date | None) -> None:
    said = lines(heading, "路灯坏了。")
    assert inferred(said, NOTES) == day
    assert inferred(said, NOTES, Request()) is None


def test_the_turn_of_the_year_lies_between() -> None:
    request = Request(handed_in=date(2027, 1, 3))
    assert inferred(lines("12月28日例会"), NOTES, request) == date(2026, 12, 28)


def test_the_time_line_comes_before_the_other_lines() -> None:
    said = lines("10月30日通知", "时间：11月20日下午两点", "路灯坏了。")
    header, _ = date_header(Header(), said, [NOTES], FRESH)
    assert header.held_on is not None
    (quote,) = header.held_on.quotes
    assert said[quote.utterance].text[quote.start : quote.end] == "11月20日"


def test_in_talk_any_day_may_be_meant() -> None:
    assert inferred(talk("上次是11月3号说的", "对"), RECORDING) is None
    assert inferred(talk("今天是11月20号，周五，现在开会", "好"), RECORDING) == date(2026, 11, 20)


def test_the_name_of_a_file_may_lack_the_year_too() -> None:
    assert inferred(talk("开会了"), replace(RECORDING, name="11月20日推进会.m4a")) == date(
        2026, 11, 20
    )


def test_a_stack_of_pages_has_no_one_day() -> None:
    source = replace(NOTES, kind=SourceKind.SCAN, name="20261120.pdf", pages=9)
    assert inferred(lines("记录"), source, replace(FRESH, several=True)) is None


def test_what_is_stated_is_surer_than_the_name_of_the_file() -> None:
    typed_later = replace(NOTES, name="记录20261122.docx")
    assert inferred(lines("例会", "时间：11月20日"), typed_later) == date(2026, 11, 20)
    assert inferred(lines("例会", "路灯坏了"), typed_later) == date(2026, 11, 22)
    said = talk("大家好", "今天是 11月20号，开会")
    assert inferred(said, replace(RECORDING, name="20261121.m4a")) == date(2026, 11, 20)


def test_of_old_notes_the_name_tells_the_year() -> None:
    old = replace(NOTES, name="记录20241122.docx")
    assert inferred(lines("例会", "时间：11月20日"), old) == date(2024, 11, 20)


def test_nothing_is_handed_in_before_the_meeting() -> None:
    source = replace(RECORDING, name="2026.12.31整改.m4a", recorded_on=date(2030, 1, 4))
    assert inferred(talk("开会了"), source) is None
    assert inferred(talk("开会了"), replace(source, recorded_on=date(2026, 11, 23))) is not None


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("合同2024年3月5号到期了，今天讨论续签", None),
        ("上次会2026年10月20号定的", None),
        ("根据2025年3月4日会议精神，11月20日召开例会", None),
        ("小区2015年6月1日交付，今天是11月20号", None),
        ("小区2015年6月1日交付，今天是2026年11月20号", date(2026, 11, 20)),
        ("2026年11月20日例会，今天是十一月二十号", date(2026, 11, 20)),
        ("2026年11月20日物业合同续签会", date(2026, 11, 20)),
        ("2026年11月20日会议通知：开例会", date(2026, 11, 20)),
        ("2027年预算，时间：11月20日", None),  # 2027 is yet to come
        ("2026年例会，时间：11月20日", date(2026, 11, 20)),
    ],
)
def test_a_date_of_something_else_is_not_taken_for_the_day(opening: str, day: date | None) -> None:
    assert read_header(lines(opening, "路灯坏了。"), FRESH, None).day == day


def test_in_winter_a_report_s_year_is_not_that_of_the_meeting() -> None:
    said = lines("2025年工作总结会", "时间：1月15日")
    request = Request(handed_in=date(2026, 1, 16))
    header, notices = date_header(read_header(said, request, None), said, [NOTES], request)
    assert (header.day, len(notices)) == (date(2026, 1, 15), 1)
