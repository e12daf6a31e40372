"""Pairs that are worth most together."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.pairing import best_pairs

_WORTH = st.integers(-9, 9).map(float) | st.floats(-1e3, 1e3)


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    rows, columns = draw(st.integers(0, 5)), draw(st.integers(1, 5))
    line = st.lists(_WORTH, min_size=columns, max_size=columns)
    return draw(st.lists(line, min_size=rows, max_size=rows))


def most(worth: list[list[float]]) -> float:
    """Of every way to pair them."""
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if rows > columns:
        return most([list(column) for column in zip(*worth, strict=True)])
    ways = permutations(range(columns), rows)
    return max(sum(worth[row][column] for row, column in enumerate(way)) for way in ways)


@given(tables())
def test_no_other_pairs_are_worth_more(worth: list[list[float]]) -> None:
    pairs = best_pairs(worth)
    found = sum(worth[row][column] for row, column in pairs)
    assert abs(found - most(worth)) < 1e-6


@given(tables())
def test_everybody_of_the_smaller_group_has_one_partner(worth: list[list[float]]) -> None:
    pairs = best_pairs(worth)
    assert len(pairs) == min(len(worth), len(worth[0]) if worth else 0)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert pairs == sorted(pairs)


def test_the_greedy_choice_is_not_the_best() -> None:
    assert best_pairs([[9.0, 8.0], [8.0, 1.0]]) == [(0, 1), (1, 0)]
