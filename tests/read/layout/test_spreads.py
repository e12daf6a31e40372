"""Two facing pages are told from one page, its columns and its tables."""

from __future__ import annotations

import pytest

from mintobrief.domain import Box
from mintobrief.read.layout.spreads import facing_pages
from mintobrief.read.line import Line

SIZE, PITCH = 40, 60


def lines(left: int, count: int, wide: int = 560) -> list[Line]:
    """Lines one under the other; every fourth is short, as the last of a paragraph is."""
    return [
        Line(Box(left, y, left + (120 if i % 4 == 3 else wide), y + SIZE), f"{left}/{i}", 0.9)
        for i, y in enumerate(range(100, 100 + PITCH * count, PITCH))
    ]


def pages(one: list[Line], other: list[Line]) -> int:
    """How many pages they were taken for; two are told apart without a line lost."""
    found = facing_pages([*one, *other])
    assert found in ([one, other], [[*one, *other]])
    return len(found)


@pytest.mark.parametrize(("count", "found"), [(9, 2), (16, 2), (27, 1)])
def test_two_pages_are_wider_than_high(count: int, found: int) -> None:
    assert pages(lines(100, count), lines(900, count)) == found


@pytest.mark.parametrize(("gap", "found"), [(60, 1), (120, 2), (240, 2)])
def test_the_fold_leaves_a_wide_gap(gap: int, found: int) -> None:
    assert pages(lines(100, 9), lines(660 + gap, 9)) == found


@pytest.mark.parametrize(("wide", "found"), [(270, 1), (440, 2), (560, 2), (680, 2), (850, 1)])
def test_the_fold_is_near_the_middle(wide: int, found: int) -> None:
    left = lines(100, 9, wide)
    assert pages(left, lines(220 + wide, 9, 1120 - wide)) == found


@pytest.mark.parametrize(("left", "right", "found"), [(9, 2, 1), (9, 4, 2), (4, 4, 1), (5, 5, 2)])
def test_a_page_has_some_lines(left: int, right: int, found: int) -> None:
    """Fewer are a note or a signature; of few in all nothing can be told."""
    assert pages(lines(100, left), lines(900, right)) == found


@pytest.mark.parametrize(("long", "found"), [(1, 1), (2, 1), (4, 2)])
def test_running_text_has_long_lines(long: int, found: int) -> None:
    """Those of a list are half as long, but for a few."""
    right = [
        Line(Box(900, y, 900 + (560 if i < long else 250), y + SIZE), str(i), 0.9)
        for i, y in enumerate(range(100, 100 + PITCH * 12, PITCH))
    ]
    assert pages(lines(100, 12), right) == found


@pytest.mark.parametrize(("split", "found"), [(1, 2), (3, 2), (6, 1)])
def test_rows_of_several_pieces_are_a_table(split: int, found: int) -> None:
    right = lines(900, 10)
    right += [
        Line(Box(1500, line.box.top, 1620, line.box.bottom), f"{i}", 0.9)
        for i, line in enumerate(right[:split])
    ]
    assert pages(lines(100, 10), right) == found
