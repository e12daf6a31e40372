"""The legal clock counts as the law does: working days, days that move on, hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import pytest

from mintobrief.domain import Field, Header, Meeting
from mintobrief.domain.signing import Approval
from mintobrief.review import approved, compile_briefing
from mintobrief.review.clock import Clock, limits_of
from mintobrief.review.rulebook import KINDS, Term, load_rulebook, rulebook_for
from mintobrief.review.workdays import load_workdays

CALENDAR = load_workdays()


def day(told: str) -> date:
    return date.fromisoformat(told)


@pytest.mark.parametrize(
    ("told", "works"),
    [
        ("2026-03-13", True),
        ("2026-03-14", False),  # a Saturday
        ("2026-02-14", True),  # a Saturday worked for 春节
        ("2026-02-18", False),  # 春节
        ("2026-09-20", True),  # a Sunday worked for 国庆
        ("2026-10-08", True),
        ("2025-10-08", False),
        ("2025-01-27", True),
        ("2024-04-07", True),
        ("2024-12-31", True),
    ],
)
def test_a_working_day_is_one_by_the_notice(told: str, works: bool) -> None:
    assert CALENDAR.is_workday(day(told)) is works


@pytest.mark.parametrize(
    ("since", "count", "due"),
    [
        ("2026-03-13", 3, "2026-03-18"),  # over a weekend
        ("2026-02-13", 1, "2026-02-14"),  # the Saturday is worked
        ("2026-02-13", 3, "2026-02-25"),  # over 春节
        ("2026-09-30", 3, "2026-10-10"),  # 国庆, then the Saturday worked
        ("2027-02-05", 3, "2027-02-10"),  # not announced: weekends alone
    ],
)
def test_working_days_are_counted_by_the_calendar(since: str, count: int, due: str) -> None:
    assert CALENDAR.after(day(since), count) == day(due)


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_a_day_is_worked_only_where_it_would_be_off(year: int) -> None:
    """What a notice makes a working day is a weekend, and no day off of its own."""
    worked = [one for one in CALENDAR.worked if one.year == year]
    assert worked
    assert all(one.weekday() >= 5 for one in worked)
    assert not CALENDAR.off & CALENDAR.worked


def header(held_on: str, **more: object) -> Header:
    return Header(held_on=Field(day(held_on)), **more)  # type: ignore[arg-type]


def due(term: Term, head: Header, signed_on: date | None = None) -> tuple[str, str]:
    """The last day by one term, and how it was counted."""
    book = replace(load_rulebook("joint"), terms=(term,))
    (limit,) = Clock(head, signed_on, CALENDAR).limits(book)
    return f"{limit.day or ''} {limit.time}".strip(), limit.note


@pytest.mark.parametrize(
    ("term", "held_on", "expected"),
    [
        (Term("通知", "", before=7), "2026-03-14", "2026-03-07"),
        (Term("公告", "", within=3), "2026-03-10", "2026-03-13"),
        (Term("公告", "", within=3), "2026-03-11", "2026-03-16"),  # Saturday moves to Monday
        (Term("公告", "", within=3), "2026-09-29", "2026-10-08"),  # over 国庆
        (Term("纪要", "", within=3, unit="working"), "2026-03-14", "2026-03-18"),
        (Term("纪要", "", within=24, unit="hours"), "2026-03-14", "2026-03-15"),
    ],
)
def test_a_limit_is_counted(term: Term, held_on: str, expected: str) -> None:
    assert due(term, header(held_on))[0] == expected


def test_a_day_that_moved_on_says_so() -> None:
    moved = due(Term("公告", "", within=3), header("2026-03-11"))
    assert moved == ("2026-03-16", "3月14日是周六或假日，顺延")


def test_hours_count_from_the_end_of_the_meeting() -> None:
    ended = header("2026-03-14", start=Field("14:00"), end=Field("16:30"))
    assert due(Term("纪要", "", within=24, unit="hours"), ended)[0] == "2026-03-15 16:30"


def test_a_year_that_was_not_announced_is_told() -> None:
    told = due(Term("纪要", "", within=3, unit="working"), header("2031-05-01"))
    assert told == ("2031-05-06", "（2031年的放假安排没有收录，只除去周六、周日）")


def test_what_counts_from_the_signing_has_no_day_before() -> None:
    shown = Term("公示期满", "", within=7, since="signed")
    assert due(shown, header("2026-03-14")) == ("", "从签发那天起算 7 天")
    assert due(shown, header("2026-03-14"), day("2026-03-16"))[0] == "2026-03-23"


def test_a_meeting_without_a_day_has_no_limits() -> None:
    assert limits_of(Header(title=Field("业委会会议"))) == ()


@pytest.mark.parametrize("typed", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_has_none(typed: date) -> None:
    assert limits_of(Header(held_on=Field(typed))) == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("银杏里小区业主委员会第3次会议", "committee"),
        ("业委会例会", "committee"),
        ("银杏里小区业主大会会议", "owners"),
        ("物业管理联席会议", "joint"),
        ("业委会、物业公司协调会", "joint"),
        ("业委会换届筹备组会议", "joint"),
        ("业委会与物业见面会", "joint"),
        ("物业治理推进会", "joint"),
        ("", "joint"),
    ],
)
def test_the_name_of_a_meeting_tells_its_rules(title: str, kind: str) -> None:
    assert rulebook_for(Header(title=Field(title) if title else None)).kind == kind


def test_a_person_overrules_the_name() -> None:
    chosen = Header(title=Field("业委会例会"), kind="joint")
    assert rulebook_for(chosen).kind == "joint"
    assert rulebook_for(Header(title=Field("业委会例会"), kind="别的")).kind == "committee"


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_cites_its_source(kind: str) -> None:
    book = load_rulebook(kind)
    assert book.terms
    assert all(term.what and term.source and (term.before or term.within) for term in book.terms)
    if book.ballot:
        assert book.ballot.quorum.source
        assert book.ballot.majority.source


def test_a_briefing_that_is_signed_knows_how_long_it_is_shown() -> None:
    meeting = Meeting("m", header("2026-03-14", title=Field("业委会例会")), (), ())
    briefing = compile_briefing(meeting, [])
    assert [limit.day for limit in briefing.limits if limit.what == "公示期满"] == [None]
    signed = approved(briefing, Approval("李主任", day("2026-03-16")))
    (shown,) = [limit for limit in signed.limits if limit.what == "公示期满"]
    assert shown.day == day("2026-03-23")


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_the_notices_are_those_that_time_limits_are_counted_by(year: int) -> None:
    """3个工作日内 in a resolution is counted by a library's calendar: both know the same days."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    theirs = [one for one in days if chinese_calendar.is_workday(one)]
    assert [one for one in days if CALENDAR.is_workday(one)] == theirs
