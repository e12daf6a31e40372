"""Lines cut out of a page and set upright, and the way back from places along them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from mintobrief.domain import Box

Corners = NDArray[np.float64]
"""Four points on the page: where a line's upright picture has its corners, clockwise."""

_STANDING = 1.5  # times its width: a line this high is written downwards
_REACH = 0.6  # of a line's height: the farthest that a character goes from its middle


def upright(corners: Corners) -> Corners:
    """The corners of a line in the order in which its picture lies on its side if it stands."""
    wide, high = _size(corners)
    return np.roll(corners, -1, axis=0) if high >= _STANDING * wide else corners


def cut_out(image: NDArray[np.uint8], corners: Corners) -> NDArray[np.uint8]:
    """The line's picture."""
    wide, high = _size(corners)
    picture = cv2.warpPerspective(
        image,
        _onto(corners, wide, high),
        (wide, high),
        borderMode=cv2.BORDER_REPLICATE,
        flags=cv2.INTER_CUBIC,
    )
    return np.asarray(picture, np.uint8)


def boxes_along(
    corners: Corners, middles: Sequence[float], size: tuple[int, int]
) -> tuple[Box, ...]:
    """The characters' boxes on a page of that `size` (width, height).

    `middles` tell how far along the line each is, from 0 to 1, in order.
    """
    if not middles:
        return ()
    wide, high = _size(corners)
    back = np.asarray(np.linalg.inv(_onto(corners, wide, high)), np.float64)
    edges = _edges([middle * wide for middle in middles], _REACH * high, wide)
    return tuple(_box(back, left, right, high, size) for left, right in edges)


def _size(corners: Corners) -> tuple[int, int]:
    top_left, top_right, bottom_right, bottom_left = corners
    wide = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    high = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    return max(1, int(wide)), max(1, int(high))


def _onto(corners: Corners, wide: int, high: int) -> NDArray[np.float64]:
    picture = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), picture))


def _edges(middles: Sequence[float], reach: float, wide: int) -> list[tuple[float, float]]:
    """Where each character begins and ends: half way to its neighbours, and no farther than it
    can reach."""
    between = [-reach, *((one + next_) / 2 for one, next_ in pairwise(middles)), wide + reach]
    return [
        (max(0.0, left, middle - reach), min(float(wide), right, middle + reach))
        for middle, left, right in zip(middles, between[:-1], between[1:], strict=True)
    ]


def _box(
    back: NDArray[np.float64], left: float, right: float, high: int, size: tuple[int, int]
) -> Box:
    points = np.array([(left, 0), (right, 0), (right, high), (left, high)], np.float64)
    placed = cv2.perspectiveTransform(points[None], back)[0]
    return box_around(placed, size)


def box_around(points: Corners, size: tuple[int, int]) -> Box:
    """The smallest box around points on a page; it has at least a pixel."""
    most = np.array(size)
    points = points.round(3)  # what is off by a hair is no pixel more
    left, top = np.floor(points.min(axis=0)).clip(0, most - 1).astype(int).tolist()
    right, bottom = np.ceil(points.max(axis=0)).clip(0, most).astype(int).tolist()
    return Box(left, top, max(right, left + 1), max(bottom, top + 1))
