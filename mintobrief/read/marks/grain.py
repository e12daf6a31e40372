"""Pages on which nothing is written, though the recogniser saw a letter in the grain of a photo."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from mintobrief.read.line import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mintobrief.read.marks.ink import Ink

_MOST = 3  # characters seen in grain
_DOUBTFUL = 0.6  # probability: what is seen in grain is never read for sure
_DARKER = 1.3  # times as dark as the page about it: pale writing came to 1.6, grain to 1.05


def is_grain(image: NDArray[np.uint8], lines: Sequence[Line]) -> bool:
    """Whether all that was read of a picture is a letter or two where it is no darker than
    anywhere else: a scrawl that cannot be read is no blank page."""
    if not lines or sum(len(line.text.strip()) for line in lines) > _MOST:
        return False
    if fmean(line.confidence for line in lines) >= _DOUBTFUL:
        return False
    from mintobrief.read.marks.ink import ink_of  # heavy: cv2

    ink = ink_of(image, lines)
    return ink is not None and all(_darker(ink, line) < _DARKER for line in lines)


def _darker(ink: Ink, line: Line) -> float:
    """How many times as dark as the whole page the line's place is."""
    box = line.box
    left, top, right, bottom = (
        int(edge * ink.scale) for edge in (box.left, box.top, box.right, box.bottom)
    )
    place = ink.depth[top : bottom + 1, left : right + 1]
    return float(place.mean()) / max(1.0, float(ink.depth.mean()))
