"""Which way up a page is, proven by reading.

A page is read as it was stored; where that reads well it stands upright, and nothing more is
done. Where it reads badly, or its lines run up and down, a few of its longest lines are read
each way up, and the page is turned only where that is plainly better: old Chinese writing runs
down an upright page too, and a bad hand reads badly any way up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mintobrief.domain import Box, Glyph, Mark
from mintobrief.read.line import Line, Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_WELL = 0.85  # the mean probability of the characters of a page that stands upright
_STANDING = 0.5  # of the length of all lines: these run up and down
_SLENDER = 1.5  # times as high as wide, a line runs up and down
_TRIED = 5  # of the longest lines
_MARGIN = 0.1  # of probability: a page is turned only for that
_READ = 0.75  # the least probability of lines that were found by turning them upright
_ROOM = 0.5  # of a line's height, around it
_LONGEST = 1280  # pixels of the picture that they are tried in


@dataclass(frozen=True, slots=True)
class Upright:
    """A page that stands upright: its picture, its lines, and by how many degrees clockwise
    the picture as stored was turned for it. Boxes count in the picture that stands."""

    image: Pixels
    lines: tuple[Line, ...]
    turned: int


def read_upright(image: Pixels, reader: Reader) -> Upright:
    """Read a page the right way up. Raises EngineFailed."""
    lines = reader.read_page(image)
    if not lines:
        return _upside_down(image, reader) or Upright(image, (), 0)
    turned = _turned(image, lines, reader) if _is_doubtful(lines) else 0
    if not turned:
        return Upright(image, lines, 0)
    standing = turn(image, turned)
    lines = reader.read_page(standing)
    if lines and _standing(lines) > _STANDING:
        return _turned_left(Upright(standing, lines, turned))
    return Upright(standing, lines, turned)


def _upside_down(image: Pixels, reader: Reader) -> Upright | None:
    """A page of which nothing was read, turned over; None where that reads no better: of a few
    words upside down not one may be a character."""
    standing = turn(image, 180)
    lines = reader.read_page(standing)
    return Upright(standing, lines, 180) if lines and _certainty(lines) >= _WELL else None


def turn(image: Pixels, degrees: int) -> Pixels:
    """The picture turned clockwise by quarters."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, -degrees // 90))


def _turned_left(page: Upright) -> Upright:
    """The page as the engine read it that has turned each line to the left by itself.

    So it comes about where characters stand so far apart that an upright page is read in
    columns: turned to the right its rows run down, and are found.
    """
    upright = (page.turned + 270) % 360
    sideways = replace(page, turned=90)
    lines = (replace(line, slope=_slope_turned_left(line)) for line in page.lines)
    return Upright(
        turn(page.image, 270), tuple(line_as_stored(line, sideways) for line in lines), upright
    )


def _slope_turned_left(line: Line) -> float:
    """A line that runs down has the slope of its long edge, or that of its short one."""
    return line.slope if abs(line.slope) < 1 else -1 / line.slope


def _is_doubtful(lines: Sequence[Line]) -> bool:
    return _certainty(lines) < _WELL or _standing(lines) > _STANDING


def _certainty(lines: Iterable[Line]) -> float:
    """The mean probability of the characters."""
    weighed = [(len(line.text), line.confidence) for line in lines]
    return sum(n * sure for n, sure in weighed) / max(1, sum(n for n, _ in weighed))


def _standing(lines: Sequence[Line]) -> float:
    """The share of the writing, by length, that runs up and down."""
    whole = sum(_length(line.box) for line in lines)
    return sum(_length(line.box) for line in lines if _is_standing(line.box)) / whole


def _is_standing(box: Box) -> bool:
    return box.bottom - box.top > _SLENDER * (box.right - box.left)


def _length(box: Box) -> int:
    return max(box.right - box.left, box.bottom - box.top)


def _turned(image: Pixels, lines: Sequence[Line], reader: Reader) -> int:
    """The turn that the longest lines read best at; none unless it is plainly better.

    Lines that run up and down are no proof of anything as they are: an engine turns them by
    itself, and to the left.
    """
    longest = sorted(lines, key=lambda line: _length(line.box), reverse=True)[:_TRIED]
    pieces = [_cut(image, line.box) for line in longest]
    if _standing(lines) <= _STANDING:
        return 180 if _is_better(_tried(pieces, 180, reader), longest) else 0
    right, left = _tried(pieces, 90, reader), _tried(pieces, 270, reader)
    if max(_certainty(right), _certainty(left)) < _READ:
        return 0
    return 90 if _is_better(right, left) else 270 if _is_better(left, right) else 0


def _tried(pieces: Sequence[Pixels], degrees: int, reader: Reader) -> tuple[Line, ...]:
    """What the pieces read as, turned clockwise by so much.

    They are read as one small page: to look for lines in each by itself costs more than to
    read them.
    """
    return reader.read_page(_stacked([turn(piece, degrees) for piece in pieces]))


def _stacked(pieces: Sequence[Pixels]) -> Pixels:
    """Pictures one below the other on white, no larger than an engine looks at them.

    They stand apart, or characters below each other would be lines.
    """
    import cv2
    import numpy as np

    width = max(piece.shape[1] for piece in pieces)
    apart = max(piece.shape[0] for piece in pieces) // 2
    tall = sum(piece.shape[0] + apart for piece in pieces)
    paper = np.full((tall, width, 3), 255, np.uint8)
    top = 0
    for piece in pieces:
        high, wide = piece.shape[:2]
        paper[top : top + high, :wide] = piece
        top += high + apart
    scale = min(1.0, _LONGEST / max(paper.shape[:2]))
    small = cv2.resize(paper, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _is_better(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Plainly more certain, and of no fewer characters: a stroke alone is a certain 一."""
    more = sum(len(line.text) for line in lines) - sum(len(line.text) for line in others)
    return more >= 0 and _certainty(lines) >= _certainty(others) + _MARGIN


def _cut(image: Pixels, box: Box) -> Pixels:
    room = int(_ROOM * min(box.right - box.left, box.bottom - box.top))
    top, left = max(0, box.top - room), max(0, box.left - room)
    return image[top : box.bottom + room, left : box.right + room]


def line_as_stored(line: Line, page: Upright) -> Line:
    """The line with its boxes in the picture as stored."""
    if not page.turned:
        return line
    glyphs = tuple(_glyph_as_stored(g, page) if g else None for g in line.glyphs)
    return replace(line, box=box_as_stored(line.box, page), glyphs=glyphs)


def mark_as_stored(mark: Mark, page: Upright) -> Mark:
    """The mark with its box in the picture as stored."""
    return replace(mark, box=box_as_stored(mark.box, page))


def _glyph_as_stored(glyph: Glyph, page: Upright) -> Glyph:
    return replace(glyph, box=box_as_stored(glyph.box, page))


def box_as_stored(box: Box, page: Upright) -> Box:
    """A box of the picture that stands, in the picture as stored."""
    height, width = page.image.shape[:2]
    match page.turned:
        case 90:
            return Box(box.top, width - box.right, box.bottom, width - box.left)
        case 180:
            return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
        case 270:
            return Box(height - box.bottom, box.left, height - box.top, box.right)
        case _:
            return box
