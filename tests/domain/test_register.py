"""Numbers are given one after the other; what became of each can be read from the register."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain.node import DocumentError
from mintobrief.domain.register import (
    Begun,
    Entry,
    Given,
    Happening,
    Sealed,
    Serial,
    Voided,
    begun_with,
    issues_of,
    next_serial,
    serial_of,
    unnumbered_seals,
)
from mintobrief.domain.register_codec import dumps_entry, loads_entry
from tests.strategies import ANY_TEXT, DAYS, HASHES, TIMES, WORDS

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
FIRST, SECOND = Serial(2026, 1, 1), Serial(2026, 2, 2)


@st.composite
def serials(draw: st.DrawFn) -> Serial:
    number = draw(st.integers(0, 500))
    return Serial(draw(st.integers(2000, 2099)), number, number + draw(st.integers(0, 5000)))


HAPPENINGS: st.SearchStrategy[Happening] = st.one_of(
    st.builds(Begun, serials()),
    st.builds(Given, WORDS, serials(), ANY_TEXT),
    st.builds(Voided, WORDS, serials(), WORDS),
    st.builds(
        Sealed,
        WORDS,
        st.none() | serials(),
        st.integers(1, 99),
        WORDS,
        HASHES,
        st.integers(1, 500),
        WORDS,
        DAYS,
    ),
)
ENTRIES = st.builds(Entry, WORDS, TIMES, HAPPENINGS)


def entered(*happenings: Happening) -> tuple[Entry, ...]:
    return tuple(Entry("王芳", NOON, what) for what in happenings)


def sealed(meeting_id: str, serial: Serial | None) -> Sealed:
    day = date(2026, 3, 16)
    return Sealed(meeting_id, serial, 4, "public.pdf", "a" * 64, 3, "刘敏", day)


@given(ENTRIES)
def test_an_entry_reads_as_it_was_written(entry: Entry) -> None:
    assert loads_entry(dumps_entry(entry)) == entry


@pytest.mark.parametrize(
    "wrong",
    [
        "[]",
        "{",
        json.dumps({"act": "given", "by": "王芳", "at": "2026-03-15T12:00:00+00:00", "what": {}}),
        json.dumps({"act": "kept", "by": "王芳", "at": "2026-03-15T12:00:00+00:00", "what": {}}),
        json.dumps({"act": "given", "by": "王芳", "at": "gestern", "what": {}}),
    ],
)
def test_what_is_no_entry_is_told(wrong: str) -> None:
    with pytest.raises(DocumentError):
        loads_entry(wrong)


@given(st.lists(st.sampled_from([2024, 2025, 2026]), max_size=30))
def test_numbers_have_no_gap_and_none_is_twice(years: list[int]) -> None:
    """Those of a year count from 1, those in all through the years."""
    entries: tuple[Entry, ...] = ()
    for place, year in enumerate(sorted(years)):
        entries += entered(Given(f"m{place}", next_serial(entries, year)))
    serials = [issue.given.serial for issue in issues_of(entries)]
    assert [serial.total for serial in serials] == list(range(1, len(years) + 1))
    for year in set(years):
        numbers = [serial.number for serial in serials if serial.year == year]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_register_goes_on_where_paper_stopped() -> None:
    entries = entered(Begun(Serial(2026, 11, 35)))
    assert next_serial(entries, 2026) == Serial(2026, 12, 36)
    assert next_serial(entries, 2027) == Serial(2027, 1, 36)
    assert begun_with(entries) == Serial(2026, 11, 35)
    assert begun_with(()) is None


def test_a_voided_number_is_not_given_again() -> None:
    """It stays in the register with its reason, and the briefing has none until it has another."""
    entries = entered(Given("a", FIRST), Voided("a", FIRST, "印错了日期"))
    assert serial_of(entries, "a") is None
    assert next_serial(entries, 2026) == SECOND
    again = entries + entered(Given("a", SECOND))
    assert serial_of(again, "a") == SECOND
    told = [(i.given.serial, i.void is not None) for i in issues_of(again)]
    assert told == [(FIRST, True), (SECOND, False)]


def test_a_seal_stands_with_the_number_that_was_printed() -> None:
    entries = entered(
        Given("a", FIRST),
        Given("b", SECOND),
        sealed("a", FIRST),
        sealed("a", FIRST),
        sealed("old", None),
    )
    assert [len(issue.seals) for issue in issues_of(entries)] == [2, 0]
    assert [e.what for e in unnumbered_seals(entries)] == [sealed("old", None)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Serial(2026, 12, 3),
        lambda: Serial(2026, -1, 3),
        lambda: Voided("a", FIRST, " "),
        lambda: Sealed("a", FIRST, 4, "public.pdf", "a" * 64, 0, "刘敏", date(2026, 3, 16)),
        lambda: Sealed("a", FIRST, 4, "public.pdf", "a" * 64, 1, " ", date(2026, 3, 16)),
        lambda: Entry("", NOON, Given("a", FIRST)),
        lambda: Entry("王芳", datetime(2026, 3, 15), Given("a", FIRST)),
    ],
)
def test_what_cannot_be_is_refused(make: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        make()  # type: ignore[operator]
