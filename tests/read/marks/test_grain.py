"""Grain that reads as a letter is no writing; a scrawl that reads as one is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.domain import Box
from mintobrief.read.line import Line
from mintobrief.read.marks.grain import is_grain

PLACE = Box(200, 150, 300, 210)


def photo(grain: float) -> NDArray[np.uint8]:
    """A blank sheet, darker to the right."""
    light = np.linspace(235, 170, 600) + np.random.default_rng(3).normal(0, grain, (400, 600))
    return np.repeat(light.clip(0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


@pytest.mark.parametrize("grain", [3, 8, 20])
def test_a_letter_seen_in_grain_is_none(grain: float) -> None:
    assert is_grain(photo(grain), [Line(PLACE, "S", 0.4)])


@pytest.mark.parametrize("grain", [3, 8])
@pytest.mark.parametrize("ink", [60, 110])
def test_a_scrawl_that_cannot_be_read_is_writing(grain: float, ink: int) -> None:
    scrawled = photo(grain)
    points = np.array([(210, 190), (235, 160), (240, 200), (262, 158), (270, 198), (292, 170)])
    cv2.polylines(scrawled, [points], False, (ink, ink, ink), 3)
    assert not is_grain(scrawled, [Line(PLACE, "S", 0.4)])


@pytest.mark.parametrize(("text", "sure"), [("S", 0.9), ("本次会议", 0.4)])
def test_what_is_sure_or_long_is_writing(text: str, sure: float) -> None:
    assert not is_grain(photo(3), [Line(PLACE, text, sure)])


def test_a_page_without_lines_holds_no_grain() -> None:
    assert not is_grain(photo(3), [])
