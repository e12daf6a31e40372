"""Lines cut and joined keep their glyphs and changes with their characters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Box, Change, ChangeKind, Glyph
from mintobrief.read.line import Line
from mintobrief.read.words.cutting import advance, joined, parted, trimmed, without

TEXTS = st.text("甲乙丙 \t", min_size=1).filter(str.strip)


def line(text: str, top: int = 0) -> Line:
    """A line whose glyphs tell which character they belong to by their place."""
    glyphs = tuple(
        None if c.isspace() else Glyph(Box(10 * i, top, 10 * i + ord(c) % 7 + 1, top + 9), 0.9)
        for i, c in enumerate(text)
    )
    return Line(Box(0, top, 10 * len(text), top + 9), text, 0.9, glyphs=glyphs)


def widths(found: Line) -> list[int | None]:
    return [g.box.right - g.box.left if g else None for g in found.glyphs]


def expected(found: Line) -> list[int | None]:
    return [None if c.isspace() else ord(c) % 7 + 1 for c in found.text]


@given(TEXTS)
def test_trimming_keeps_glyphs_with_characters(text: str) -> None:
    found = trimmed(line(text))
    assert found.text == text.strip()
    assert widths(found) == expected(found)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_joining_keeps_glyphs_with_characters(texts: list[str]) -> None:
    found = joined([line(text, 20 * i) for i, text in enumerate(texts)])
    assert found.text == " ".join(text.strip() for text in texts)
    assert widths(found) == expected(found)


@given(TEXTS, TEXTS, st.data())
def test_words_drawn_through_stay_in_the_raw_text(one: str, two: str, data: st.DataObject) -> None:
    """However often something is taken out, and if the line is joined to others afterwards."""
    before = cut = line(one.strip())
    for _ in range(data.draw(st.integers(0, 3))):
        if len(cut.text) > 1:
            start = data.draw(st.integers(0, len(cut.text) - 1))
            end = data.draw(st.integers(start + 1, len(cut.text)))
            cut = without(cut, start, end) if end - start < len(cut.text) else cut
    assert raw(cut) == before.text
    assert widths(cut) == expected(cut)
    if cut.text.strip() == cut.text:
        assert raw(joined([line(two, 50), cut])) == f"{two.strip()} {before.text}"


def raw(found: Line) -> str:
    text = found.text
    for change in reversed(found.changes):
        text = text[: change.start] + change.was + text[change.end :]
    return text


def test_what_is_taken_out_is_a_change() -> None:
    found = without(line("甲乙丙"), 1, 2)
    assert found.text == "甲丙"
    assert found.changes == (Change(1, 1, "乙", ChangeKind.STRUCK),)


def test_a_line_without_glyphs_leaves_the_joined_one_without() -> None:
    assert joined([replace(line("甲"), glyphs=()), line("乙")]).glyphs == ()


def test_the_confidence_of_joined_lines_weighs_characters() -> None:
    one, other = replace(line("甲乙丙"), confidence=1.0), replace(line("丁"), confidence=0.6)
    assert joined([one, other]).confidence == pytest.approx(0.9)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_the_parts_of_a_line_keep_what_is_theirs(at: int) -> None:
    whole = without(line("甲乙丙甲乙"), 2, 3)  # 甲乙甲乙, 丙 drawn through before the second 甲
    left, right = parted(whole, at)
    assert (left.text, right.text) == (whole.text[:at], whole.text[at:])
    assert widths(left) + widths(right) == widths(whole)
    assert left.box.right == right.box.left
    assert (left.box.left, right.box.right) == (whole.box.left, whole.box.right)
    changes = [(0, c.start) for c in left.changes] + [(at, c.start) for c in right.changes]
    assert [start + place for start, place in changes] == [2]


def test_a_change_at_the_end_stays_with_the_last_part() -> None:
    _, right = parted(without(line("甲乙丙"), 2, 3), 1)
    assert [(change.start, change.was) for change in right.changes] == [(1, "丙")]


def test_the_distance_of_characters_leaves_out_all_but_chinese() -> None:
    assert advance(line("甲甲1 甲甲")) == 10
    assert advance(line("甲1甲")) == 0
