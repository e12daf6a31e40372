"""Reading order: rows on a slant, columns one after the other, tables row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Box
from mintobrief.read.line import Line
from mintobrief.read.order import in_order


def line(text: str, left: int, top: int, width: int = 400, slope: float = 0.0) -> Line:
    return Line(Box(left, top, left + width, top + 40), text, 0.9, slope)


def texts(*lines: Line) -> list[str]:
    return [found.text for found in in_order(lines)]


def test_lines_are_read_from_the_top() -> None:
    assert texts(line("二", 50, 200), line("三", 50, 300), line("一", 60, 100)) == [
        "一",
        "二",
        "三",
    ]


def test_pieces_in_one_row_become_one_line() -> None:
    found = in_order([line("三天内", 520, 108), line("小戴", 50, 100), line("下一行", 50, 180)])
    assert [f.text for f in found] == ["小戴 三天内", "下一行"]
    assert found[0].box == Box(50, 100, 920, 148)


def test_the_confidence_of_a_joined_row_weighs_characters() -> None:
    sure, unsure = line("三个字", 50, 100), Line(Box(500, 100, 600, 140), "一", 0.5)
    assert in_order([sure, unsure])[0].confidence == pytest.approx((0.9 * 3 + 0.5) / 4)


@pytest.mark.parametrize("slope", [-0.06, 0.06])
def test_a_slanting_page_keeps_its_rows(slope: float) -> None:
    """At the right edge a line stands lower than the next line's beginning."""
    page = [
        Line(Box(left, y, left + width, y + 40 + round(abs(slope) * width)), text, 0.9, slope)
        for row in range(5)
        for text, left, width in (
            (f"{row}左", 50, 450 if row == 2 else 150),
            (f"{row}右", 900, 450),
        )
        for y in [200 + row * 60 + round(slope * left)]
    ]
    assert texts(*page) == [f"{row}左 {row}右" for row in range(5)]


def test_two_columns_under_a_title_are_read_one_after_the_other() -> None:
    left = [line(f"左{i}", 50, 200 + 60 * i, 500) for i in range(5)]
    right = [line(f"右{i}", 620, 215 + 60 * i, 480) for i in range(5)]
    title, foot = line("标题", 100, 100, 900), line("落款", 300, 600, 500)
    found = texts(*right, foot, *left, title)
    assert found == ["标题", *(f"左{i}" for i in range(5)), *(f"右{i}" for i in range(5)), "落款"]


def test_a_table_is_read_row_by_row() -> None:
    widths = (40, 300, 80, 160)
    cells = [
        line(f"{row}{column}", 50 + 350 * column, 100 + 60 * row, widths[(row + column) % 4])
        for row in range(6)
        for column in range(4)
    ]
    assert texts(*cells)[0] == "00 01 02 03"
    assert len(texts(*cells)) == 6


def test_lines_without_words_are_left_out() -> None:
    assert texts(line("  ", 50, 100), line("有", 50, 200)) == ["有"]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(5, 500))))
def test_no_line_is_lost_or_read_twice(places: list[tuple[int, int, int]]) -> None:
    lines = [line(f"[{i}]", *place) for i, place in enumerate(places)]
    read = " ".join(texts(*lines)).split()
    assert sorted(read) == sorted(one.text for one in lines)
