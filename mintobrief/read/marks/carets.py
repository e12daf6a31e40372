"""Carets: the small ∧ below a gap, or ∨ above it, that shows where words are to be put in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mintobrief.domain import Box
from mintobrief.read.marks.ink import LINE, ROOM, Mask, Picture, Strip

_WIDTHS, _HEIGHTS = (10, 13, 17, 22), (10, 13, 17)  # pixels of a strip
_PEN, _EDGE = 3, 4
_LOW = ROOM + LINE // 3, ROOM + LINE + LINE // 3  # rows of a strip where a ∧ stands
_HIGH = ROOM - LINE // 3, ROOM + LINE // 2  # and a ∨
_PADDED = 3  # pixels of a box below its words
_COVERED = 0.6  # of a caret's strokes there is ink
_EVEN = 1e-6  # depths that differ less are even: nothing is divided by 0

_Map = NDArray[np.float32]
_Depths = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Caret:
    """What may be a caret: where in the strip it points, how much it looks like one (0 to 1)."""

    column: float
    likeness: float


class _Form(NamedTuple):
    """A caret as a pen draws it: its strokes, what of it counts, and the depths there."""

    stroke: _Map
    around: Mask
    leveled: _Depths


def carets_of(strip: Strip, words: Box, beside: float) -> list[Caret]:
    """The best at each column of the strip by some words, and so far beside them."""
    left, right = strip.column(words.left), strip.column(words.right)
    first, end = max(0, round(left - beside)), round(right + beside)
    margin = max(_WIDTHS) // 2 + _EDGE
    start = max(0, first - margin)
    depth = _without(words, strip)[:, start : end + margin]
    best = np.zeros(depth.shape[1], np.float32)
    for rows, forms in ((slice(*_LOW), _pointing_up()), (slice(*_HIGH), _pointing_down())):
        for form in forms:
            np.maximum(best, _likeness(depth[rows], strip.dark, form), out=best)
    return [Caret(x + start, float(best[x])) for x in range(len(best)) if first <= x + start < end]


def _without(words: Box, strip: Strip) -> Picture:
    """The strip, as soft as carets are drawn here, without the words themselves."""
    depth = np.minimum(strip.depth, round(min(255.0, 2 * strip.dark))).astype(np.uint8)
    host = strip.line.box
    fall = strip.line.slope * (words.left + words.right - host.left - host.right) / 2
    middle = (host.top + host.bottom) / 2 + fall
    rows = [round((y - middle) * strip.scale) + ROOM + LINE // 2 for y in (words.top, words.bottom)]
    columns = [round(strip.column(x)) for x in (words.left, words.right)]
    depth[max(0, rows[0]) : max(0, rows[1] - _PADDED), max(0, columns[0]) : max(0, columns[1])] = 0
    return np.asarray(cv2.GaussianBlur(depth, (0, 0), 1.0), dtype=np.uint8)


@cache
def _pointing_up() -> tuple[_Form, ...]:
    return tuple(_form(_drawn(*how)) for how in product(_WIDTHS, _HEIGHTS))


@cache
def _pointing_down() -> tuple[_Form, ...]:
    return tuple(_form(_drawn(*how)[::-1]) for how in product(_WIDTHS, _HEIGHTS))


def _drawn(width: int, height: int) -> Picture:
    """A caret that points up, as a pen draws it."""
    form = np.zeros((height + 2 * _EDGE, width + 2 * _EDGE), np.uint8)
    points = [(_EDGE, _EDGE + height), (_EDGE + width // 2, _EDGE), (_EDGE + width, _EDGE + height)]
    cv2.polylines(form, [np.array(points, np.int32)], False, 255, _PEN, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(form, (0, 0), 1.0), dtype=np.uint8)


def _form(drawn: Picture) -> _Form:
    stroke = drawn > drawn.max() // 2
    around = _around(stroke)
    return _Form(stroke.astype(np.float32), around, _leveled(drawn[around]))


def _around(stroke: Mask) -> Mask:
    """Where a form has its strokes, what lies between them, and a little around."""
    points = cv2.findNonZero(stroke.astype(np.uint8))
    inside = cv2.fillConvexPoly(np.zeros(stroke.shape, np.uint8), cv2.convexHull(points), 1)
    return np.asarray(cv2.dilate(inside, np.ones((3, 3), np.uint8)), dtype=np.bool_)


def _likeness(depth: Picture, dark: float, form: _Form) -> _Map:
    """How much the most similar place above each column looks like the form in its middle.

    Only what lies on and between its strokes counts: characters stand close beside. Places whose
    strokes have no ink are not compared at all, and few have.
    """
    along = np.zeros(depth.shape[1], np.float32)
    high, wide = form.stroke.shape
    if depth.shape[0] < high or depth.shape[1] < wide:
        return along
    covered = cv2.matchTemplate((depth >= dark).astype(np.float32), form.stroke, cv2.TM_CCORR)
    rows, columns = np.nonzero(covered >= _COVERED * form.stroke.sum())
    if len(rows):
        places = sliding_window_view(depth, (high, wide))[rows, columns]
        alike = np.clip(_leveled(places[:, form.around]) @ form.leveled, 0, 1)
        np.maximum.at(along, columns + wide // 2, alike.astype(np.float32))
    return along


def _leveled(depths: Picture) -> _Depths:
    """Depths about their mean, as long as a vector as any others; an even patch has none."""
    about = depths - depths.mean(axis=-1, keepdims=True)
    long = np.linalg.norm(about, axis=-1, keepdims=True)
    return np.asarray(about / np.maximum(long, _EVEN), np.float64)
