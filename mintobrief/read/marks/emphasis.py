"""Words underlined, and words with a ring or a box around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from mintobrief.domain import Box, Mark, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.marks.ink import LINE, ROOM, Ink, Mask, Strip, places_of
from mintobrief.read.marks.rings import goes_around
from mintobrief.read.marks.strokes import Stroke, fitted, inked, rows_of

_UNDER = ROOM + LINE // 2, ROOM + LINE + LINE // 2  # rows of a strip where underlines run
_LONG = 2.1  # em; the lowest strokes of two characters that meet are shorter
_GAP, _CLEAR = 4, 11  # pixels below an underline, from where to where there is nothing
_ABOVE, _BELOW = 0.6, 0.2  # of an underline has ink above it; at most so much has some below
_COVERED = 0.5  # of a character
_RING_WIDE = 1.1, 14.0  # heights of a line that a ring is wide, from and to
_RING_HIGH = 0.8, 2.4  # and high
_THIN = 0.5  # of a ring's box is ink, at most, the words in it counted
_EMPTY = 0.17  # of a ring's box is one blank around its words; in characters it came to .13


def underlines(line: Line, strip: Strip, strokes: Sequence[Stroke]) -> Iterator[Mark]:
    """The underlines of a line of writing."""
    for stroke in strokes:
        if stroke.width < _LONG * strip.em or not _UNDER[0] <= stroke.middle < _UNDER[1]:
            continue
        places = enumerate(places_of(line, strip))
        over = [i for i, place in places if _covered(place, stroke) >= _COVERED]
        if over and _is_under(fitted(stroke, strip), strip):
            words = line.text[over[0] : over[-1] + 1].strip()
            edges = stroke.left, stroke.middle - LINE * 0.7, stroke.right, stroke.middle + 3
            yield Mark(MarkKind.UNDERLINED, strip.box(*edges), words)


def take_off_rings(ink: Ink, lines: Sequence[Line]) -> tuple[Ink, tuple[Mark, ...]]:
    """The ink without the rings and boxes around words of these lines, and a mark for each."""
    depth, marks = ink.depth.copy(), list[Mark]()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (ink.depth >= ink.dark).astype(np.uint8)
    )
    for label, (left, top, width, height, _) in enumerate(stats[1:count].tolist(), 1):
        if not _has_size_of_ring(width, height):
            continue
        patch = slice(top, top + height), slice(left, left + width)
        ring = labels[patch] == label
        box = Box(*(round(x / ink.scale) for x in (left, top, left + width, top + height)))
        if _is_ring(ring) and (words := _words_in(box, lines)):
            marks.append(Mark(MarkKind.CIRCLED, box, words))
            depth[patch][ring] = 0
    return replace(ink, depth=depth), tuple(marks)


def _has_size_of_ring(width: int, height: int) -> bool:
    wide = _RING_WIDE[0] * LINE <= width <= _RING_WIDE[1] * LINE
    return wide and _RING_HIGH[0] * LINE <= height <= _RING_HIGH[1] * LINE


def _is_ring(patch: Mask) -> bool:
    thin = bool(patch.mean() <= _THIN)
    return thin and _blank(patch) >= _EMPTY and goes_around(patch)


def _blank(patch: Mask) -> float:
    """How much of a patch is the largest blank that its ink shuts in."""
    outside = np.pad(patch, 1).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - outside, connectivity=4)
    shut_in = [area for left, top, *_, area in stats[1:count].tolist() if left and top]
    return max(shut_in, default=0) / patch.size


def _covered(place: tuple[float, float], stroke: Stroke) -> float:
    shared = min(place[1], stroke.right) - max(place[0], stroke.left)
    return shared / max(1.0, place[1] - place[0])


def _is_under(stroke: Stroke, strip: Strip) -> bool:
    """Whether characters stand on the stroke, and nothing right below it."""
    ink, rows = strip.ink, rows_of(stroke, strip)
    above = inked(ink, stroke, rows - LINE // 2, rows - _GAP)
    below = inked(ink, stroke, rows + _GAP, rows + _CLEAR)
    return above >= _ABOVE * len(rows) and below <= _BELOW * len(rows)


def _words_in(box: Box, lines: Sequence[Line]) -> str:
    """The characters whose middle lies in the box, of the lines that do."""
    words = []
    for line in lines:
        if box.top < (line.box.top + line.box.bottom) / 2 < box.bottom:
            step = (line.box.right - line.box.left) / max(1, len(line.text))
            glyphs = line.glyphs if len(line.glyphs) == len(line.text) else (None,) * len(line.text)
            middles = [
                (g.box.left + g.box.right) / 2 if g else line.box.left + (i + 0.5) * step
                for i, g in enumerate(glyphs)
            ]
            inside = zip(line.text, middles, strict=True)
            words.append("".join(c for c, x in inside if box.left < x < box.right))
    return " ".join(word.strip() for word in words if word.strip())
