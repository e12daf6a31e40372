"""Pages of odd shape, cut or padded to one an engine can read.

An engine sets a page to a fixed size first: of a long screenshot nothing legible is left, a
narrow strip grows until the memory is full, and the writing of a single line grows larger than
any that lines are found by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_TALL = 2.5  # times its width; what is taller is cut
_STEP = 1.8
_OVERLAP = 0.2  # of the width: more than any line is high
_FLAT = 4.0  # the longest a strip may be, times its other side; what is longer is padded
_LEAST = 368  # pixels of either side: the engine makes the shorter one 736, twice that


class Strip(NamedTuple):
    """Part of a page from row `top` on. Lines whose middle lies in `first` to `last` (half-open,
    rows of the page) belong to it, so that a line in two strips is read once."""

    image: NDArray[np.uint8]
    top: int
    first: float
    last: float


def strips_of(image: NDArray[np.uint8]) -> Iterator[Strip]:
    """The page in strips, top to bottom; an ordinary page is one."""
    height, width = image.shape[:2]
    if height <= max(_TALL * width, _LEAST * _TALL):
        yield Strip(_padded(image), 0, float("-inf"), float("inf"))
        return
    step, overlap = max(int(_STEP * width), _LEAST), max(int(_OVERLAP * width), _LEAST // 2)
    for top in range(0, height, step):
        first = top + overlap / 2 if top else float("-inf")
        last = top + step + overlap / 2 if top + step < height else float("inf")
        yield Strip(_padded(image[top : top + step + overlap]), top, first, last)


def _padded(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """White paper added below and to the right, where it moves nothing."""
    height, width = image.shape[:2]
    tall = max(height, int(width / _FLAT), _LEAST)
    wide = max(width, int(height / _FLAT), _LEAST)
    if (tall, wide) == (height, width):
        return image
    paper = np.full((tall, wide, 3), 255, np.uint8)
    paper[:height, :width] = image
    return paper
