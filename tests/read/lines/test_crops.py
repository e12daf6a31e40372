"""Lines are cut out upright, and places along them lead back to the page."""

from __future__ import annotations

import numpy as np
import pytest

from mintobrief.domain import Box
from mintobrief.read.lines.crops import box_around, boxes_along, cut_out, upright

PAGE = (400, 300)


def corners(*points: tuple[float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(points, np.float64)


def test_a_level_line_is_cut_out_as_it_stands() -> None:
    page = np.full((300, 400, 3), 255, np.uint8)
    page[100:140, 60:100] = 0
    crop = cut_out(page, corners((50, 100), (250, 100), (250, 140), (50, 140)))
    assert crop.shape == (40, 200, 3)
    assert crop[:, 12:48].max() < 60
    assert crop[:, 60:].min() > 200


def test_characters_share_the_line_between_them_and_none_reaches_too_far() -> None:
    line = corners((50, 100), (250, 100), (250, 140), (50, 140))
    first, second, third = boxes_along(line, [0.1, 0.3, 0.9], PAGE)
    assert (first.top, first.bottom) == (100, 140)
    assert (first.left, first.right, second.left) == (50, 90, 90)
    assert second.right == pytest.approx(110 + 24, abs=1)  # .6 of the height, not half way
    assert abs(third.left - 206) <= 1
    assert third.right == 250


def test_boxes_on_a_slanting_line_follow_it() -> None:
    first, last = boxes_along(
        corners((50, 100), (250, 150), (246, 190), (46, 140)), [0.1, 0.9], PAGE
    )
    assert first.top < last.top - 20
    assert first.left < last.left


def test_a_line_that_stands_is_read_downwards() -> None:
    standing = corners((50, 20), (90, 20), (90, 220), (50, 220))
    top, bottom = boxes_along(upright(standing), [0.1, 0.9], PAGE)
    assert top.bottom < bottom.top
    assert upright(standing).tolist() == [[90, 20], [90, 220], [50, 220], [50, 20]]


def test_a_line_without_characters_has_no_boxes() -> None:
    assert boxes_along(corners((0, 0), (9, 0), (9, 4), (0, 4)), [], PAGE) == ()


def test_a_box_stays_on_the_page_and_has_a_pixel() -> None:
    assert box_around(corners((-5, -9), (500, -9), (500, 20), (-5, 20)), PAGE) == Box(0, 0, 400, 20)
    assert box_around(corners((400, 300), (400, 300)), PAGE) == Box(399, 299, 400, 300)
