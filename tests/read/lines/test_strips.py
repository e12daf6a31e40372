"""Odd shapes of pages: every row belongs to one strip, and no strip grows without bound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.read.lines.strips import strips_of


@given(st.integers(1, 3000), st.integers(1, 400))
def test_every_row_belongs_to_exactly_one_strip_that_holds_it(height: int, width: int) -> None:
    strips = list(strips_of(np.zeros((height, width, 3), np.uint8)))
    for row in range(0, height, 7):
        owners = [s for s in strips if s.first <= row < s.last]
        assert len(owners) == 1
        assert owners[0].top <= row < owners[0].top + owners[0].image.shape[0]


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_a_strip_is_never_a_ribbon(height: int, width: int) -> None:
    for strip in strips_of(np.zeros((height, width, 3), np.uint8)):
        tall, wide = strip.image.shape[:2]
        assert max(tall, wide) <= 4.1 * min(tall, wide)


@given(st.integers(1, 400), st.integers(1, 3000))
def test_a_single_line_stands_on_paper_and_is_not_blown_up(height: int, width: int) -> None:
    page = np.zeros((height, width, 3), np.uint8)
    (strip, *_) = strips_of(page)
    assert min(strip.image.shape[:2]) >= 368
    tall, wide = min(height, strip.image.shape[0]), min(width, strip.image.shape[1])
    assert not strip.image[:tall, :wide].any()
    assert (strip.image[tall:] == 255).all()
    assert (strip.image[:, wide:] == 255).all()


@pytest.mark.parametrize(("height", "width"), [(1754, 1240), (1240, 1754), (368, 368)])
def test_an_ordinary_page_is_left_as_it_is(height: int, width: int) -> None:
    page = np.zeros((height, width, 3), np.uint8)
    (strip,) = strips_of(page)
    assert strip.image is page
