"""Where a page has ink: a small map of it, and the map along a line of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from mintobrief.domain import Box
from mintobrief.read.line import Line

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]

LINE = 48  # pixels of the map a line is high: enough for a pen's stroke to be three wide
ROOM = LINE  # pixels around a line in its strip
_SMALLEST = 8  # pixels a line of the page is high, at least; below there is nothing to see
_DARK = 0.5  # of the usual darkness of writing: the rules of paper are paler
_PALE = 18  # levels of grey darker than the paper: grain reaches that


@dataclass(frozen=True, slots=True)
class Strip:
    """The ink along one line of writing, set level, with room around it.

    The line is LINE high and begins at (ROOM, ROOM); `scale` is pixels of the strip to one of
    the page. `em` is how wide a character is.
    """

    line: Line
    depth: Picture
    dark: float
    scale: float
    em: float

    @property
    def ink(self) -> Mask:
        return self.depth >= self.dark

    def column(self, x: float) -> float:
        """Where a column of the page stands in the strip."""
        return (x - self.line.box.left) * self.scale + ROOM

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of the strip as a box of the page."""
        page = self.line.box
        across, down = (page.left + page.right) / 2, (page.top + page.bottom) / 2
        x = [(edge - ROOM) / self.scale + page.left for edge in (left, right)]
        fall = self.line.slope * (sum(x) / 2 - across)
        y = [(e - ROOM - LINE / 2) / self.scale + down + fall for e in (top, bottom)]
        first = max(0, round(x[0])), max(0, round(y[0]))
        return Box(*first, max(first[0] + 1, round(x[1])), max(first[1] + 1, round(y[1])))


@dataclass(frozen=True, slots=True)
class Ink:
    """How much darker than the paper each place of a page is; `scale` is its pixels to one of
    the page, `dark` from where on it is writing."""

    depth: Picture
    scale: float
    dark: float

    def strip(self, line: Line) -> Strip:
        """The ink along the line."""
        box, high = line.box, height_of(line)
        scale = LINE / high
        size = (round((box.right - box.left) * scale) + 2 * ROOM, LINE + 2 * ROOM)
        step = self.scale / scale  # pixels of the map to one of the strip
        start_x, middle = box.left * self.scale, (box.top + box.bottom) / 2 * self.scale
        half = (box.right - box.left) / 2 * self.scale
        turn = np.array(
            [
                [step, 0.0, start_x - ROOM * step],
                [
                    line.slope * step,
                    step,
                    middle - line.slope * (half + ROOM * step) - (ROOM + LINE / 2) * step,
                ],
            ]
        )
        depth = cv2.warpAffine(
            self.depth, turn, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        )
        em = _em(line, size[0] - 2 * ROOM)
        return Strip(line, np.asarray(depth, dtype=np.uint8), self.dark, scale, em)


def ink_of(image: Picture, lines: Sequence[Line], hidden: Mask | None = None) -> Ink | None:
    """The ink of the page, at a size where its lines are LINE high; None if they are too small.

    What is `hidden` (a mask of the page's map, of any size) counts as paper.
    """
    high = median([height_of(line) for line in lines]) if lines else 0.0
    if high < _SMALLEST:
        return None
    scale = min(1.0, LINE / high)
    grey = _scaled(np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8), scale)
    depth = np.asarray(cv2.subtract(_paper(grey), grey), dtype=np.uint8)
    if hidden is not None and hidden.any():
        depth[cv2.resize(hidden.astype(np.uint8), depth.shape[::-1]) > 0] = 0
    return Ink(depth, scale, _darkness(depth, lines, scale))


def height_of(line: Line) -> float:
    """How high a line is, without what its slant adds to the box."""
    box = line.box
    high = box.bottom - box.top
    return max(high - abs(line.slope) * (box.right - box.left), high / 4)


def places_of(line: Line, strip: Strip) -> list[tuple[float, float]]:
    """From where to where in the strip each character stands; evenly where nobody said."""
    count = len(line.text)
    step = (line.box.right - line.box.left) / max(1, count)
    glyphs = line.glyphs if len(line.glyphs) == count else (None,) * count
    edges = [
        (glyph.box.left, glyph.box.right)
        if glyph
        else (line.box.left + i * step, line.box.left + (i + 1) * step)
        for i, glyph in enumerate(glyphs)
    ]
    return [(strip.column(left), strip.column(right)) for left, right in edges]


def _scaled(image: Picture, scale: float) -> Picture:
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _paper(grey: Picture) -> Picture:
    """What the page would look like with nothing on it: its light and its shadows."""
    around = cv2.dilate(grey, np.ones((LINE // 2, LINE // 2), np.uint8))
    return np.asarray(cv2.blur(around, (LINE, LINE)), dtype=np.uint8)


def _darkness(depth: Picture, lines: Sequence[Line], scale: float) -> float:
    """From where on a place is writing: half as dark as the darker parts of lines are."""
    darkest = []
    for line in lines:
        left, top, right, bottom = (
            round(edge * scale)
            for edge in (line.box.left, line.box.top, line.box.right, line.box.bottom)
        )
        part = depth[top:bottom, left:right]
        if part.size:
            darkest.append(percentile(part.ravel(), 95))
    return max(_PALE, _DARK * median(darkest)) if darkest else 255.0


def percentile(levels: Picture, share: int) -> float:
    """As numpy has it, of a row of levels, in a fifth of its time."""
    at = (len(levels) - 1) * (share / 100)
    first, second = int(at), min(int(at) + 1, len(levels) - 1)
    ordered = np.partition(levels, (first, second))
    low, high, part = ordered[first].item(), ordered[second].item(), at - first
    return float(low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part))


def _em(line: Line, width: float) -> float:
    """How wide a character is, in pixels of the strip; digits and Latin letters are narrower."""
    return min(max(width / max(1, len(line.text)), 0.7 * LINE), 1.1 * LINE)
