"""What was drawn through is shown where it matters: figures, days and votes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Change, ChangeKind, Doubt, DoubtKind
from mintobrief.read.marks.crossed import crossed_out, with_crossed_out

FIGURE, VOTE = DoubtKind.FIGURE, DoubtKind.VOTE


def struck(at: int, was: str) -> Change:
    return Change(at, at, was, ChangeKind.STRUCK)


@pytest.mark.parametrize(
    ("was", "kinds"),
    [
        ("300", [FIGURE]),
        ("三十", [FIGURE]),
        ("下周", [FIGURE]),
        ("月底", [FIGURE]),
        ("反对2票", [FIGURE, VOTE]),
        ("弃权", [VOTE]),
        ("不", [VOTE]),
        ("物业公司", []),
        ("他说", []),
    ],
)
def test_figures_days_and_votes_are_told_of(was: str, kinds: list[DoubtKind]) -> None:
    found = list(crossed_out("每户交元", [struck(3, was)]))
    assert found == [Doubt(3, 4, kind) for kind in kinds]


@pytest.mark.parametrize(("at", "start"), [(0, 0), (2, 1), (5, 4)])
def test_a_doubt_stands_on_a_character(at: int, start: int) -> None:
    """At the end of the line and before a space on the one before."""
    assert list(crossed_out("每户 交元", [struck(at, "3")])) == [Doubt(start, start + 1, FIGURE)]


def test_words_that_were_read_otherwise_are_no_concern() -> None:
    assert not list(crossed_out("每户交元", [Change(2, 3, "3", ChangeKind.SHAPE)]))


def test_a_figure_that_is_shown_anyway_is_shown_once() -> None:
    """30 of 300: the rest of the figure is doubted as a figure."""
    doubts = (Doubt(0, 1, DoubtKind.UNSURE), Doubt(3, 6, FIGURE))
    assert with_crossed_out(doubts, "每户交30元", [struck(4, "0")]) == doubts


@given(st.text("交3 元", min_size=1).filter(str.strip), st.data())
def test_doubts_are_in_order_and_lie_within_the_text(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    found = with_crossed_out((), text, [struck(at, "2票") for at in places])
    assert list(found) == sorted(found, key=lambda doubt: doubt.start)
    assert len(set(found)) == len(found)
    assert all(doubt.end <= len(text) for doubt in found)
    assert bool(found) == bool(places)
