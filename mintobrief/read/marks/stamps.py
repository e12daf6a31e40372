"""Red seals: a ring or a square of red ink. Their words are none of the page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from mintobrief.domain import Box, Mark, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.marks.ink import Mask, Picture
from mintobrief.read.marks.rings import goes_around

_MAP = 700  # pixels along the shorter side of the page, for the search
_RED = 42  # levels that red is above green and blue
_CLOSED = 7  # pixels: gaps in the red of a worn stamp
_LEAST, _MOST = 0.055, 0.5  # of the shorter side of the page: a personal seal, the largest seal
_ROUND = 1.35  # how much wider than high, or higher than wide, a seal may look
_CENTRE = 0.25  # of the seal's size left out on each side to look at what it holds
_HELD = 0.03  # of its centre is red: a ring around words of another ink is no seal
_INSIDE = 0.6  # of a line lies in the seal
_ITS_OWN = 0.55  # of the ink of a line is red: it is the seal's


@dataclass(frozen=True, slots=True)
class Stamps:
    """The seals of a page: their boxes, and where the page's map is red with them."""

    boxes: tuple[Box, ...]
    red: Mask


def find_stamps(image: Picture) -> Stamps:
    """The red seals of an RGB page."""
    scale = min(1.0, _MAP / min(image.shape[:2]))
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    first, green, blue = cv2.split(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    red = np.asarray(cv2.subtract(first, cv2.max(green, blue)) >= _RED, np.bool_)
    boxes, mask = [], np.zeros(red.shape, dtype=np.bool_)
    if not red.any():
        return Stamps((), mask)
    closed = cv2.morphologyEx(
        red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_CLOSED, _CLOSED), np.uint8)
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    for left, top, width, height, _ in stats[1:count].tolist():
        part = red[top : top + height, left : left + width]
        if _is_seal(part, min(red.shape)):
            mask[top : top + height, left : left + width] |= part
            edges = (left, top, left + width, top + height)
            boxes.append(Box(*(round(edge / scale) for edge in edges)))
    return Stamps(tuple(boxes), mask)


def set_apart(
    image: Picture, stamps: Stamps, lines: Sequence[Line]
) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    """The lines that are no part of a seal, and a mark for each seal with its words."""
    words: dict[Box, list[str]] = {box: [] for box in stamps.boxes}
    kept: list[Line] = []
    for line in lines:
        seal = next((box for box in stamps.boxes if _belongs(line, box, image)), None)
        if seal:
            words[seal].append(line.text.strip())
        else:
            kept.append(line)
    marks = (Mark(MarkKind.STAMP, box, " ".join(text)) for box, text in words.items())
    return tuple(kept), tuple(marks)


def _is_seal(red: Mask, page: int) -> bool:
    """Whether a patch of red is as large as a seal and has its border."""
    high, wide = red.shape
    if not _LEAST * page <= max(high, wide) <= _MOST * page:
        return False
    if max(high, wide) > _ROUND * min(high, wide):
        return False
    down, across = round(_CENTRE * high), round(_CENTRE * wide)
    if red[down : high - down, across : wide - across].mean() < _HELD:
        return False
    return goes_around(red)


def _belongs(line: Line, seal: Box, image: Picture) -> bool:
    """Whether a line lies in the seal and is written in its ink."""
    box = line.box
    wide = min(box.right, seal.right) - max(box.left, seal.left)
    high = min(box.bottom, seal.bottom) - max(box.top, seal.top)
    if min(wide, high) <= 0:
        return False
    if wide * high < _INSIDE * (box.right - box.left) * (box.bottom - box.top):
        return False
    part = image[box.top : box.bottom, box.left : box.right].astype(np.int16)
    grey = part.mean(axis=2)
    ink = grey < (np.percentile(grey, 90) + grey.min()) / 2
    red = part[:, :, 0] - part[:, :, 1:].max(axis=2) >= _RED
    return bool(red[ink].mean() >= _ITS_OWN) if ink.any() else False
