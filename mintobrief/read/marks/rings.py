"""Whether a patch of ink goes around: a ring, or the border of a box."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mintobrief.read.marks.ink import Mask

_BORDER = 0.7  # of the way around there is ink near the edge
_NEAR_EDGE = 0.28  # of half the patch's size
_DEPTHS = 8  # looked at from the edge inwards
_STEPS = 72  # places looked at around a patch


def goes_around(ink: Mask) -> bool:
    """Whether ink stands near the edge of the patch nearly all the way around."""
    angles = np.arange(_STEPS) * 2 * np.pi / _STEPS
    x, y = np.cos(angles), np.sin(angles)
    outward = 1 / np.maximum(abs(x), abs(y))  # from a circle's edge to its square's
    return _bordered(ink, x, y) or _bordered(ink, x * outward, y * outward)


def _bordered(ink: Mask, x: NDArray[np.float64], y: NDArray[np.float64]) -> bool:
    """The same along one outline (x, y from -1 to 1)."""
    high, wide = ink.shape
    found = np.zeros(len(x), dtype=np.bool_)
    for depth in np.linspace(0, _NEAR_EDGE, _DEPTHS):
        across = ((1 + x * (1 - depth)) / 2 * (wide - 1)).round().astype(int)
        down = ((1 + y * (1 - depth)) / 2 * (high - 1)).round().astype(int)
        found |= ink[down, across]
    return bool(found.mean() >= _BORDER)
