"""Words drawn through: by a straight stroke, by several, or by a scribble.

A word taken for struck is a word lost, so all that can be something else is left: underlines,
dashes, rules of paper and tables, the long strokes of characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from mintobrief.domain import Mark, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.marks.ink import ROOM, Strip, places_of
from mintobrief.read.marks.strokes import Stroke, darkness, inked, is_on_dark, rows_of, text_band
from mintobrief.read.words.cutting import without

_LONG = 2.0  # em; strokes of two neighbours that meet came to 1.9
_THROUGH = 0.22, 0.78  # of the height of the characters: beyond it runs an underline
_BOTH = 0.5  # of the stroke has ink above it, and as much below
_TOGETHER = 0.7  # of the shorter of two strokes lies over the other
_FULL = 0.4  # of the place is ink under a scribble; of the densest characters .3
_FULLER = 1.55  # times as much ink as characters of the line have, by the usual
_SCRIBBLE = 1.3  # em
_DOUBTFUL = 0.8  # mean probability: what is scribbled over is not read for sure
_SURE = 0.9  # probability
_BEYOND = 1.6  # times as wide as a character: a stroke as long is none of its own
_COVERED = 0.7  # of a character, to be struck with the others
_WHOLLY = 0.98  # covered so far it is struck; one at the end of a stroke may only touch it
_FIRM = 1.8  # times what counts as writing: how dark the stroke runs on over such a one


@dataclass(frozen=True, slots=True)
class _Span:
    """Columns of a strip that are drawn through."""

    left: float
    right: float
    strokes: tuple[Stroke, ...] = ()


def take_out_struck(strip: Strip, strokes: Sequence[Stroke]) -> tuple[Line, tuple[Mark, ...]]:
    """The line without the words drawn through, and a mark for each stretch of them."""
    line, marks = strip.line, list[Mark]()
    if is_on_dark(strip):
        return line, ()
    top, bottom = text_band(strip.ink)
    for span in sorted(_merged(_spans(strip, strokes, top, bottom)), key=lambda s: -s.left):
        first, end = _characters(line, strip, span)
        words = line.text[first:end].strip()
        if words and not _are_its_own(span.strokes, strip, first, end):
            line = without(line, first, end)
            box = strip.box(span.left, top, span.right, bottom)
            marks.append(Mark(MarkKind.STRUCK, box, words))
    return line, tuple(reversed(marks))


def _are_its_own(strokes: Sequence[Stroke], strip: Strip, first: int, end: int) -> bool:
    """Whether strokes may belong to the characters they run through: to one, well read, that
    they reach hardly beyond. A word struck that is one character and read for all that stays."""
    glyph = strip.line.glyphs[first] if strip.line.glyphs else None
    if end - first > 1 or (glyph.probability if glyph else strip.line.confidence) < _SURE:
        return False
    left, right = places_of(strip.line, strip)[first]
    wide = _BEYOND * max(right - left, strip.em)
    return all(stroke.width < wide for stroke in strokes)


def _spans(strip: Strip, strokes: Sequence[Stroke], top: float, bottom: float) -> Iterator[_Span]:
    through = [stroke for stroke in strokes if _runs_through(stroke, strip, top, bottom)]
    for stroke in through:
        if stroke.width >= _LONG * strip.em:
            yield _Span(stroke.left, stroke.right, (stroke,))
    for one, other in combinations(through, 2):
        shared = min(one.right, other.right) - max(one.left, other.left)
        if shared >= _TOGETHER * min(one.width, other.width):
            yield _Span(min(one.left, other.left), max(one.right, other.right), (one, other))
    yield from _scribbles(strip, top, bottom)


def _runs_through(stroke: Stroke, strip: Strip, top: float, bottom: float) -> bool:
    """Whether the stroke goes through the middle of characters, with ink on both its sides."""
    high = bottom - top
    if not _THROUGH[0] <= (stroke.middle - top) / high <= _THROUGH[1]:
        return False
    ink, rows = strip.ink, rows_of(stroke, strip)
    above = inked(ink, stroke, np.full_like(rows, int(top)), rows - 3)
    below = inked(ink, stroke, rows + 4, np.full_like(rows, int(bottom) + 1))
    return min(above, below) >= _BOTH * stroke.width


def _scribbles(strip: Strip, top: float, bottom: float) -> Iterator[_Span]:
    """Where much more ink is than characters have, without a gap, and nothing was read for sure."""
    em = round(strip.em)
    band = strip.ink[int(top) : int(bottom)]
    columns = band.mean(axis=0)
    fill = np.convolve(columns, np.ones(em) / em, mode="same")
    written = fill[ROOM:-ROOM][columns[ROOM:-ROOM] > 0]
    if not written.size:
        return
    least = max(_FULL, _FULLER * float(np.median(written)))
    dense = np.flatnonzero(np.diff(np.concatenate(([0], fill >= least, [0])).astype(int)))
    for left, right in dense.reshape(-1, 2).tolist():
        span = _Span(left - em / 4, right + em / 4)
        if span.right - span.left >= _SCRIBBLE * em and _is_doubtful(strip, span):
            yield span


def _is_doubtful(strip: Strip, span: _Span) -> bool:
    first, end = _characters(strip.line, strip, span)
    glyphs = [glyph for glyph in strip.line.glyphs[first:end] if glyph]
    return not glyphs or sum(g.probability for g in glyphs) < _DOUBTFUL * len(glyphs)


def _merged(spans: Iterator[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda s: s.left):
        if merged and span.left <= merged[-1].right:
            last = merged[-1]
            strokes = last.strokes + span.strokes
            merged[-1] = _Span(last.left, max(last.right, span.right), strokes)
        else:
            merged.append(span)
    return merged


def _characters(line: Line, strip: Strip, span: _Span) -> tuple[int, int]:
    """The characters that lie in the span: first and end (half-open)."""
    places = enumerate(places_of(line, strip))
    inside = [i for i, place in places if _is_struck(place, strip, span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _is_struck(place: tuple[float, float], strip: Strip, span: _Span) -> bool:
    left, right = max(place[0], span.left), min(place[1], span.right)
    covered = (right - left) / (place[1] - place[0])
    if covered >= _WHOLLY or not span.strokes:
        return covered >= _COVERED
    columns = np.arange(round(left), round(right))
    firm = (darkness(stroke, strip, columns) for stroke in span.strokes)
    return covered >= _COVERED and max(firm) >= _FIRM * strip.dark
