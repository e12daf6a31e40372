"""Long straight strokes along a line of writing: drawn by a hand, not the paper's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from mintobrief.read.marks.ink import LINE, ROOM, Mask, Picture, Strip, percentile

_LEAST = 1.15  # em; shorter ones are strokes of characters
_TILTS = tuple(i * 0.04 for i in range(-5, 6))  # pixels down for each to the right
_TILTED_BY = tuple(i * 0.02 for i in range(-5, 6))  # what a tilt may be wrong by
_MOVED_BY = (-1.5, -0.75, 0.0, 0.75, 1.5)  # and a middle, in pixels
_EVERY = 4  # columns: strokes are first looked for in one of so many
_WOBBLE = 3  # pixels a straight stroke may leave its line by, in all
_LONGER = 1.5  # em on either side of a stroke where a rule of the paper would go on
_PALE = 0.4  # of the stroke's darkness: what goes on so dark is the same line
_QUARTER = 25  # percent: the palest of a stroke shows its own darkness, not what it crosses
_FIRM = 1.6  # times what counts as writing: a pen drawn along leaves no pale places
_AROUND = 12  # rows above and below the characters, where paper is bare
_GROUND = 0.6  # of them is ink: then the ground is dark and the writing light; of ink came .1
_DARK = 1.96  # the same of the usual darkness: characters that run together came to 1.94

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stroke in a strip: columns `left` to `right`, `middle` rows down in the middle of it,
    falling by `tilt` rows for each column."""

    left: int
    right: int
    middle: float
    tilt: float

    @property
    def width(self) -> int:
        return self.right - self.left

    def row(self, column: float) -> float:
        return self.middle + self.tilt * (column - (self.left + self.right) / 2)


def strokes_of(strip: Strip) -> list[Stroke]:
    """The straight strokes of a pen along a line and close below it, the longest first.

    Of those that lie on one another one is told. On a dark ground there are none to be seen.
    """
    if is_on_dark(strip):
        return []
    least = max(1, round(_LEAST * strip.em))
    band = strip.ink[ROOM : ROOM + LINE + LINE // 2].astype(np.uint8)
    band = np.asarray(cv2.dilate(band, np.ones((_WOBBLE, 1), np.uint8)), dtype=np.uint8)
    band[[0, -1]] = 0
    leveled = (stroke for tilt in _tilts(band, least) for stroke in _tilted(band, tilt, least))
    candidates = (replace(stroke, middle=stroke.middle + ROOM) for stroke in leveled)
    found: list[Stroke] = []
    for stroke in sorted(candidates, key=lambda s: -s.width):
        if not any(_same(stroke, other) for other in found) and _is_drawn(stroke, strip):
            found.append(stroke)
    return found


def _tilts(band: Picture, least: int) -> list[float]:
    """Those of which one in so many columns shows a stroke: most bands have none."""
    some = np.vstack([_leveled(band, tilt, _EVERY) for tilt in _TILTS])
    inside = _inside(some, least // _EVERY).reshape(len(_TILTS), -1)
    return [tilt for tilt, level in zip(_TILTS, inside, strict=True) if level.any()]


def _tilted(band: Picture, tilt: float, least: int) -> Iterator[Stroke]:
    """Strokes of one tilt: level ones in the band with each column moved up or down."""
    inside = _inside(_leveled(band, tilt), least)
    if not inside.any():
        return
    runs = cv2.dilate(inside, np.ones((1, least), np.uint8))
    x, y, wide, high = cv2.boundingRect(runs)
    count, _, stats, middles = cv2.connectedComponentsWithStats(runs[y : y + high, x : x + wide])
    for (left, _, width, _, _), (across, down) in zip(
        stats[1:count].tolist(), middles[1:count].tolist(), strict=True
    ):
        middle = (y + down + tilt * (x + across)) % len(band)
        yield Stroke(x + left, x + left + width, middle, tilt)


def _leveled(band: Picture, tilt: float, every: int = 1) -> Picture:
    """The band, one of so many columns of it, with what has that tilt level.

    What leaves the band on one side comes in on the other; nothing goes on across its edge.
    """
    turn = np.array([[every, 0.0, 0.0], [tilt * every, 1.0, 0.0]])
    size = -(-band.shape[1] // every), len(band)
    how = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    level = cv2.warpAffine(band, turn, size, flags=how, borderMode=cv2.BORDER_WRAP)
    return np.asarray(level, dtype=np.uint8)


def _inside(level: Picture, least: int) -> Picture:
    """The middles of the level strokes that are so long."""
    return np.asarray(cv2.erode(level, np.ones((1, max(1, least)), np.uint8)), dtype=np.uint8)


def _same(one: Stroke, other: Stroke) -> bool:
    """Whether two strokes lie on one another, the one longer or tilted otherwise."""
    left, right = max(one.left, other.left), min(one.right, other.right)
    middle = (left + right) / 2
    return right > left and abs(one.row(middle) - other.row(middle)) <= _WOBBLE + 1


def _is_drawn(stroke: Stroke, strip: Strip) -> bool:
    """Whether a pen drew the stroke: firmly, and it ends there, as no rule of the paper does."""
    if stroke.left <= 0 or stroke.right >= strip.depth.shape[1]:
        return False
    along = np.arange(stroke.left, stroke.right)
    inside = darkness(stroke, strip, along)
    if inside < _FIRM * strip.dark or darkness(stroke, strip, along, 50) < _DARK * strip.dark:
        return False
    reach = round(_LONGER * strip.em)
    before = np.arange(stroke.left - reach, stroke.left - 2)
    behind = np.arange(stroke.right + 2, stroke.right + reach)
    return darkness(stroke, strip, np.concatenate((before, behind))) < _PALE * inside


def darkness(stroke: Stroke, strip: Strip, columns: Places, share: int = _QUARTER) -> float:
    """How dark the palest columns of the stroke's line are at most; `share` in percent."""
    high, wide = strip.depth.shape
    within = columns[(columns >= 0) & (columns < wide)]
    rows = _rows_at(stroke, within)
    near = np.clip(rows[None, :] + np.array([[-1], [0], [1]]), 0, high - 1)
    depths = strip.depth[near, within[None, :]].max(axis=0)
    return percentile(depths, share) if depths.size else 0.0


def fitted(stroke: Stroke, strip: Strip) -> Stroke:
    """The stroke with the tilt and the middle at which its line is darkest, by the mean."""
    return max(
        (
            replace(stroke, middle=stroke.middle + down, tilt=stroke.tilt + tilt)
            for tilt, down in product(_TILTED_BY, _MOVED_BY)
        ),
        key=lambda one: _mean_depth(one, strip),
    )


def _mean_depth(stroke: Stroke, strip: Strip) -> float:
    rows = np.clip(rows_of(stroke, strip), 0, len(strip.depth) - 1)
    return float(strip.depth[rows, stroke.left + np.arange(len(rows))].mean())


def rows_of(stroke: Stroke, strip: Strip) -> Places:
    """The row of the strip that the stroke runs in, at each of its columns."""
    return _rows_at(stroke, np.arange(stroke.left, min(stroke.right, strip.depth.shape[1])))


def _rows_at(stroke: Stroke, columns: Places) -> Places:
    middle = (stroke.left + stroke.right) / 2
    rows = stroke.middle + stroke.tilt * (columns - middle)
    return np.asarray(np.rint(rows), np.int64)


def inked(ink: Mask, stroke: Stroke, first: Places, last: Places) -> int:
    """At how many of the stroke's columns there is ink from row `first` to `last` (half-open)."""
    first, last = np.clip(first, 0, len(ink)), np.clip(last, 0, len(ink))
    until = np.pad(ink[:, stroke.left : stroke.left + len(first)].cumsum(axis=0), ((1, 0), (0, 0)))
    columns = np.arange(len(first))
    return int((until[np.maximum(first, last), columns] > until[first, columns]).sum())


def is_on_dark(strip: Strip) -> bool:
    """Whether the line is light on a dark ground, as words printed over a photo are: what
    counts as ink is then the ground, between the characters and around them."""
    top, bottom = (round(edge) for edge in text_band(strip.ink))
    written = strip.ink[:, ROOM:-ROOM]
    around = written[max(0, top - _AROUND) : top], written[bottom : bottom + _AROUND]
    return all(rows.size > 0 and rows.mean() >= _GROUND for rows in around)


def text_band(ink: Mask) -> tuple[float, float]:
    """The rows of a strip that its characters fill, the top and the bottom tenth left out."""
    rows = ink[ROOM : ROOM + LINE].sum(axis=1).cumsum()
    if not rows.size or rows[-1] == 0:
        return float(ROOM), float(ROOM + LINE)
    top, bottom = np.searchsorted(rows, [0.05 * rows[-1], 0.95 * rows[-1]])
    return float(ROOM + top), float(ROOM + bottom + 1)
