"""What a draft lacks as a whole is told of before anybody judges it."""

from __future__ import annotations

from datetime import date

from mintobrief.domain import Field, Header, NoticeCode, Quote, Resolution
from mintobrief.extract import shortcomings


def codes(header: Header, *resolutions: Resolution) -> set[NoticeCode]:
    return {notice.code for notice in shortcomings(header, resolutions)}


def test_a_meeting_without_a_day_or_a_decision_says_so() -> None:
    assert codes(Header()) == {NoticeCode.NO_DATE, NoticeCode.NO_RESOLUTIONS}


def test_what_was_found_is_not_missed() -> None:
    dated = Header(held_on=Field(date(2026, 3, 14)))
    decided = Resolution("r1", Field("更换电梯钢丝绳", (Quote(0, 0, 7),)), (0,))
    assert codes(dated) == {NoticeCode.NO_RESOLUTIONS}
    assert codes(Header(), decided) == {NoticeCode.NO_DATE}
    assert codes(dated, decided) == set()
