"""Reading order: rows on a slant, columns one after the other, tables row by row."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Box, Glyph, MarkKind
from mintobrief.read.layout.order import in_order
from mintobrief.read.line import Line


def line(text: str, left: int, top: int, width: int = 400, slope: float = 0.0) -> Line:
    return Line(Box(left, top, left + width, top + 40), text, 0.9, slope)


def texts(*lines: Line) -> list[str]:
    return [found.text for found in in_order(lines).lines]


def test_lines_are_read_from_the_top() -> None:
    assert texts(line("二", 50, 200), line("三", 50, 300), line("一", 60, 100)) == [
        "一",
        "二",
        "三",
    ]


def test_pieces_in_one_row_become_one_line() -> None:
    pieces = [line("三天内", 520, 108), line("小戴", 50, 100), line("下一行", 50, 180)]
    found = in_order(pieces).lines
    assert [f.text for f in found] == ["小戴 三天内", "下一行"]
    assert found[0].box == Box(50, 100, 920, 148)


def test_the_confidence_of_a_joined_row_weighs_characters() -> None:
    sure, unsure = line("三个字", 50, 100), Line(Box(500, 100, 600, 140), "一", 0.5)
    assert in_order([sure, unsure]).lines[0].confidence == pytest.approx((0.9 * 3 + 0.5) / 4)


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


def _bent(foot: int) -> list[str]:
    """The last lines of a page that slants only above, one `foot` pixels lower on the left."""
    above = [line(f"{row}甲", 50, 100 + 60 * row, 900, -0.03) for row in range(10)]
    below = [line(f"{row}乙", 50, 700 + 60 * row, 900) for row in range(5)]
    last = [line("右", 700, 1000, 240), line("左", 50, 1000 + foot, 240)]
    return texts(*above, *below, *last)[15:]


def test_a_bent_page_is_set_upright_by_the_lines_around() -> None:
    """By the slant of the whole page the right piece stands 20 pixels lower than it does."""
    assert _bent(26) == ["右", "左"]
    assert _bent(0) == _bent(14) == ["左 右"]


def test_a_line_that_is_crooked_by_itself_does_not_turn_its_neighbours() -> None:
    level = [line(f"{row}甲", 50, 100 + 60 * row, 900) for row in range(4)]
    crooked = line("斜", 50, 360, 900, 0.4)
    last = [line("右", 700, 430, 240), line("左", 50, 430, 240)]
    assert texts(*level, crooked, *last)[-1] == "左 右"


def test_two_columns_under_a_title_are_read_one_after_the_other() -> None:
    left = [line(f"左{i}", 50, 200 + 60 * i, 500) for i in range(5)]
    right = [line(f"右{i}", 620, 215 + 60 * i, 480) for i in range(5)]
    title, foot = line("标题", 100, 100, 900), line("落款", 300, 600, 500)
    found = texts(*right, foot, *left, title)
    assert found == ["标题", *(f"左{i}" for i in range(5)), *(f"右{i}" for i in range(5)), "落款"]


@pytest.mark.parametrize("lean", [-0.04, 0.04])
def test_columns_of_a_page_photographed_from_aside_are_read_whole(lean: float) -> None:
    """No upright gutter goes down between them; the lines of either stand at other heights."""
    left = [line(f"左{i}", 60 + round(lean * 60 * i), 200 + 60 * i, 520) for i in range(20)]
    right = [line(f"右{i}", 610 + round(lean * 64 * i), 200 + 64 * i, 520) for i in range(19)]
    found = texts(*right, *left)
    assert found == [*(f"左{i}" for i in range(20)), *(f"右{i}" for i in range(19))]


@pytest.mark.parametrize("row", [0, 3, 7])
def test_a_line_read_across_the_gutter_is_cut_where_its_words_begin_anew(row: int) -> None:
    left = [written(f"左{i}" + "字" * 11, 60, 200 + 60 * i) for i in range(8)]
    right = [written(f"{i}、右字字字字字字", 620, 200 + 60 * i) for i in range(8)]
    across = written(left[row].text + "字" + right[row].text, 60, 200 + 60 * row)
    left[row], right[row] = across, across
    found = texts(*dict.fromkeys([*left, *right]))
    assert found[row] == f"左{row}" + "字" * 12
    assert found == [*found[:8], *(f"{i}、右字字字字字字" for i in range(8))]


def test_a_title_over_columns_is_not_cut() -> None:
    left = [written(f"左{i}" + "字" * 11, 60, 200 + 60 * i) for i in range(8)]
    right = [written(f"右{i}" + "字" * 11, 620, 200 + 60 * i) for i in range(8)]
    assert texts(written("题" * 22, 100, 140), *left, *right)[0] == "题" * 22


def test_a_table_is_read_row_by_row() -> None:
    widths = (40, 300, 80, 160)
    cells = [
        line(f"{row}{column}", 50 + 350 * column, 100 + 60 * row, widths[(row + column) % 4])
        for row in range(6)
        for column in range(4)
    ]
    assert texts(*cells)[0] == "00\t01\t02\t03"
    assert len(texts(*cells)) == 6


def test_lines_without_words_are_left_out() -> None:
    assert texts(line("  ", 50, 100), line("有", 50, 200)) == ["有"]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(5, 500))))
def test_no_line_is_lost_or_read_twice(places: list[tuple[int, int, int]]) -> None:
    lines = [line(f"[{i}]", *place) for i, place in enumerate(places)]
    read = " ".join(texts(*lines)).split()
    assert sorted(read) == sorted(one.text for one in lines)


def written(text: str, left: int, top: int, size: int = 40, slope: float = 0.0) -> Line:
    """A line whose characters are as wide as high, each with its glyph."""
    boxes = [Box(left + size * i, top, left + size * (i + 1), top + size) for i in range(len(text))]
    glyphs = tuple(Glyph(box, 0.9) for box in boxes)
    box = Box(left, top, left + size * len(text), top + size)
    return Line(box, text, 0.9, slope, glyphs)


def test_glyphs_go_with_their_characters_into_a_joined_row() -> None:
    found = in_order([written("三天内", 520, 108), written("小戴", 50, 100)]).lines[0]
    assert [g.box.left if g else None for g in found.glyphs] == [50, 90, None, 520, 560, 600]
    assert len(found.glyphs) == len(found.text)


def test_an_empty_cell_of_a_table_keeps_its_place() -> None:
    rows = (("一", "换灯", "冷霞"), ("", "修门", "王明"), ("三", "", "白露"), ("四", "贴告示", ""))
    cells = [
        written(word, 50 + 400 * column, 100 + 60 * row)
        for row, words in enumerate(rows)
        for column, word in enumerate(words)
        if word
    ] + [
        written(word, 50 + 400 * column, 340 + 60 * row)
        for row in range(2)
        for column, word in enumerate(("五", "清账", "马力"))
    ]
    assert texts(*cells) == [
        "一\t换灯\t冷霞",
        " \t修门\t王明",
        "三\t \t白露",
        "四\t贴告示",
        "五\t清账\t马力",
        "五\t清账\t马力",
    ]


@pytest.mark.parametrize("slope", [0.0, 0.03])
def test_the_left_of_two_facing_pages_is_read_first(slope: float) -> None:
    """Their lines stand at other heights, and some are short on either page."""
    left = [(f"左{i}" + "字" * (2 if i % 3 == 2 else 14), 100, 100 + 60 * i) for i in range(9)]
    right = [(f"右{i}" + "字" * (3 if i % 2 else 13), 900, 120 + 63 * i) for i in range(8)]
    page = [
        written(text, x, y + round(slope * (x + 20 * len(text)))) for text, x, y in right + left
    ]
    page = [Line(p.box, p.text, 0.9, slope) for p in page]
    assert [text[:2] for text in texts(*page)] == [t[:2] for t, _, _ in left + right]


def test_a_note_in_the_margin_is_read_after_the_paragraph_it_stands_beside() -> None:
    text = [written("正" * 20 if i != 3 else "正文到此。", 100, 100 + 70 * i) for i in range(8)]
    note = [written("问物业", 940, 150, 24), written("周五前", 945, 182, 24)]
    found = in_order([*note, *text])
    assert [line.text[:2] for line in found.lines] == ["正正"] * 3 + ["正文", "问物", "周五"] + [
        "正正"
    ] * 4
    assert [(m.kind, m.text, m.box) for m in found.notes] == [
        (MarkKind.MARGIN, "问物业 周五前", Box(940, 150, 1017, 206))
    ]
    wrapped = [line.wrapped for line in found.lines]
    assert wrapped == [False, True, True, True, False, True, False, True, True, True]


ITEMS = [f"{i}.正文正文正文正文正文正文。" for i in range(8)]


def test_a_note_at_the_height_of_a_list_item_is_no_part_of_it() -> None:
    items = [written(text, 300, 100 + 70 * i) for i, text in enumerate(ITEMS)]
    found = in_order([written("快办", 100, 100 + 70 * 3), *items])
    assert [line.text for line in found.lines] == [*ITEMS[:4], "快办", *ITEMS[4:]]
    assert [note.text for note in found.notes] == ["快办"]


def test_a_note_at_the_height_of_a_line_that_goes_on_is_no_part_of_it() -> None:
    text = [written("正" * 18, 300, 100 + 70 * i) for i in range(8)]
    found = in_order([written("快办", 100, 100 + 70 * 3), *text])
    assert [line.text for line in found.lines] == ["正" * 18] * 8 + ["快办"]


def test_a_note_written_closer_than_the_text_is_no_part_of_it() -> None:
    """As high as the text, since a detector's boxes have a margin."""
    text = [written("正" * 17 + "。", 300, 100 + 70 * i) for i in range(8)]
    close = written("还没定", 100, 100 + 70 * 3)
    glyphs = tuple(g and replace(g, box=_moved(g.box, -12 * i)) for i, g in enumerate(close.glyphs))
    found = in_order([replace(close, glyphs=glyphs), *text])
    assert [note.text for note in found.notes] == ["还没定"]


def _moved(box: Box, by: int) -> Box:
    return Box(box.left + by, box.top, box.right + by, box.bottom)


@pytest.mark.parametrize("head", ["正事", "议题：", "议题"])
def test_what_heads_a_line_is_no_note(head: str) -> None:
    """A label has a colon, or what follows does not begin anew, or most rows have one."""
    begin = "" if head == "正事" else "1."
    rows = [written(begin + "正" * (17 - len(begin)) + "。", 300, 100 + 70 * i) for i in range(8)]
    heads = [head, "说明", "分工", "其他"] if head == "议题" else [head]
    lone = [written(words, 100, 100 + 70 * i, 40) for i, words in enumerate(heads)]
    if head == "议题":
        rows[1:4] = [written("正" * 17 + "。", 300, 100 + 70 * i) for i in range(1, 4)]
    found = in_order([*lone, *rows])
    assert not found.notes
    assert found.lines[0].text.split()[0] == head


@pytest.mark.parametrize("after", [".", ""])
def test_a_list_number_that_stands_out_is_no_note(after: str) -> None:
    items = [written("正" * 18, 150, 100 + 70 * i) for i in range(6)]
    numbers = [written(f"{i + 1}{after}", 60, 108 + 70 * i, 26) for i in range(6)]
    found = in_order([*numbers, *items])
    assert [line.text.split()[0] for line in found.lines] == [f"{i + 1}{after}" for i in range(6)]
    assert not found.notes


def test_words_at_the_end_of_short_rows_are_no_note() -> None:
    rows = [written("小戴修门" + "门" * (i % 5), 60, 100 + 60 * i) for i in range(8)]
    limits = [written("三天内", 700, 104 + 60 * i) for i in range(8)]
    found = in_order([*rows, *limits])
    assert len(found.lines) == 8
    assert not found.notes


def test_two_thousand_pieces_are_ordered_in_a_moment() -> None:
    """Pages of specks and of small cells are the worst there is."""
    chance = random.Random(7)  # noqa: S311
    specks = [
        written("点", chance.randrange(3000), chance.randrange(4000), 20) for _ in range(2000)
    ]
    cells = [written("格", 60 * (i % 40), 50 * (i // 40), 30) for i in range(2000)]
    for pieces in (specks, cells):
        began = time.process_time()
        in_order(pieces)
        assert time.process_time() - began < 10  # about one second here
