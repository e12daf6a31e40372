"""Lines that go on with the paragraph of the line before."""

from __future__ import annotations

import pytest

from mintobrief.domain import Box
from mintobrief.read.layout.order import in_order
from mintobrief.read.layout.paragraphs import begins_item
from mintobrief.read.line import Line

SIZE = 40


def page(*rows: tuple[str, int], left: int = 100) -> list[Line]:
    """Lines of square characters under one another, each with its indent in characters."""
    lines = []
    for i, (text, indent) in enumerate(rows):
        start, top = left + SIZE * indent, 100 + 60 * i
        lines.append(Line(Box(start, top, start + SIZE * len(text), top + SIZE), text, 0.9))
    return lines


def wrapped(*rows: tuple[str, int]) -> list[bool]:
    return [line.wrapped for line in in_order(page(*rows)).lines]


def test_a_sentence_set_over_full_lines_is_one_paragraph() -> None:
    found = wrapped(
        ("会议决定由物业公司在下周三以前", 2),
        ("把三号楼的两部电梯的钢丝绳全部换好并请", 0),
        ("业委会验收。", 0),
        ("其他事情下次再说", 2),
    )
    assert found == [False, True, True, False]


def test_a_full_line_goes_on_and_a_short_one_does_not() -> None:
    found = wrapped(
        ("物业公司下周三以前把两部电梯修好请业委", 0),
        ("会验收", 0),
        ("物业公司下周五以前把西门的灯全部换好请", 0),
        ("居委会检查", 0),
    )
    assert found == [False, True, False, True]


@pytest.mark.parametrize("number", ["1.", "2、", "（三）", "④", "五、", "第六条", "8）", "· "])
def test_a_list_item_begins_a_paragraph(number: str) -> None:
    long = "物业公司下周三以前把两部电梯修好请业委"
    assert wrapped((long, 0), (long, 0), (number + "贴告示", 0)) == [False, True, False]


@pytest.mark.parametrize("text", ["3、4号楼的灯", "10.5元", "2025年", "12月8日前", "一楼的灯"])
def test_a_number_within_a_sentence_is_no_list_number(text: str) -> None:
    assert not begins_item(text)


@pytest.mark.parametrize("text", ["时间：周三", "主持人:宗敏", "王明（物业）：灯坏了"])
def test_a_label_begins_a_paragraph(text: str) -> None:
    assert begins_item(text)


def test_after_a_full_stop_a_paragraph_begins() -> None:
    long = "物业公司下周三以前把两部电梯修好请验收。"
    assert wrapped((long, 0), (long, 0), (long, 0)) == [False, False, False]


def test_a_line_that_ends_with_a_comma_goes_on_however_short() -> None:
    found = wrapped(("有人提议，", 0), ("太贵了。", 0), ("物业公司下周三以前把两部电梯修好。", 0))
    assert found == [False, True, False]


def test_the_lines_of_a_list_item_may_be_set_in() -> None:
    found = wrapped(
        ("1.物业公司下周三以前把两部电梯修好请业", 0),
        ("委会验收", 2),
        ("2.物业公司下周五以前把西门的灯换好请居", 0),
        ("委会检查", 2),
    )
    assert found == [False, True, False, True]


def test_an_indent_begins_a_paragraph() -> None:
    full = "物业公司下周三以前把两部电梯修好请业委"
    found = wrapped((full, 0), (full, 0), (full[2:], 2), (full, 0))
    assert found == [False, True, False, True]


def test_a_heading_above_is_not_part_of_the_text() -> None:
    full = "物业公司下周三以前把两部电梯修好请业委"
    assert wrapped(("碰头会", 8), (full, 0), (full, 0))[:2] == [False, False]


def test_an_empty_line_begins_a_paragraph() -> None:
    full = "物业公司下周三以前把两部电梯修好请业委"
    lines = page(*[(full, 0)] * 6)
    below = [
        Line(Box(b.left, b.top + 60, b.right, b.bottom + 60), line.text, 0.9)
        for line in lines[3:]
        for b in [line.box]
    ]
    found = in_order([*lines[:3], *below]).lines
    assert [line.wrapped for line in found] == [False, True, True, False, True, True]


def test_a_paragraph_runs_over_into_the_next_column() -> None:
    full = "物业公司下周三以前把两部电梯修好请业委"
    left, right = page(*[(full, 0)] * 5), page(*[(full, 0)] * 5, left=960)
    found = in_order([*left, *right]).lines
    assert [line.wrapped for line in found] == [False, *[True] * 9]


def test_rows_of_a_table_are_no_paragraph() -> None:
    cells = [
        Line(Box(x, 100 + 60 * i, x + 160, 140 + 60 * i), "换灯门锁", 0.9)
        for i in range(5)
        for x in (100, 500, 900)
    ]
    assert not any(line.wrapped for line in in_order(cells).lines)
