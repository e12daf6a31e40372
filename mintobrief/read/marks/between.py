"""Words that a hand squeezed in over a line and that were not read: the line's box has them too.

What tells them is ink above the line's own characters, as wide as a word, with a caret under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from mintobrief.domain import Box, Glyph
from mintobrief.language.characters import is_chinese
from mintobrief.read.line import Line, Reader
from mintobrief.read.marks.carets import carets_of
from mintobrief.read.marks.ink import LINE, ROOM, Ink, Picture, Strip

_FEWEST = 4  # characters of a line that words are squeezed in over
_BUSY = 0.2  # of the ink of the fullest row: fewer have those above the characters
_ROOM = 0.65  # em above the characters where words are squeezed in
_HIGH = 0.25  # em such a word is high there, at least
_WIDE = 0.7, 6.0  # em it is wide
_NEAR = 0.45  # em between parts of one word, at most
_AROUND = 0.2  # of its height is read around it
_DOWN = 0.4  # and below: it may reach down between the characters
_SURE = 0.72  # how much a caret must look like one
_BESIDE = 0.5  # em: a caret may stand so far before or behind the word
_LARGE = 48  # pixels high such words are read
_READ = 0.55  # mean probability of a word: less are strokes of the line itself
_ALONE = 0.8  # and of one character
_FREE = 0.4  # of a line's height that a word's middle is away from the middles of others

_Part = tuple[float, float, float, float]  # left, top, right, bottom in a strip


def read_between(
    image: Picture, ink: Ink, lines: Sequence[Line], reader: Reader
) -> tuple[Line, ...]:
    """The words squeezed in over these lines, as the reader reads them by themselves."""
    words = (_read(image, box, reader) for box in unread_words(ink, lines))
    return tuple(line for line in words if line)


def _read(image: Picture, box: Box, reader: Reader) -> Line | None:
    """The words in a box, enlarged; None where no word is read."""
    room, down = (round(share * (box.bottom - box.top)) for share in (_AROUND, _DOWN))
    left, top = max(0, box.left - room), max(0, box.top - room)
    cut = image[top : box.bottom + down, left : box.right + room]
    scale = _LARGE / cut.shape[0]
    large = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    large = cv2.copyMakeBorder(large, _LARGE, _LARGE, _LARGE, _LARGE, cv2.BORDER_REPLICATE)
    found = [line for line in reader.read_page(np.asarray(large, np.uint8)) if line.text.strip()]
    if len(found) != 1 or not _is_word(found[0]):
        return None
    glyphs = tuple(_placed(glyph, left, top, scale) if glyph else None for glyph in found[0].glyphs)
    return replace(found[0], box=box, glyphs=glyphs)


def _is_word(line: Line) -> bool:
    """A stroke of the line itself may be read too: as a letter, or as 一."""
    words = line.text.strip()
    sure = line.confidence >= (_READ if len(words) > 1 else _ALONE)
    return sure and any(is_chinese(c) or c.isdecimal() for c in words)


def _placed(glyph: Glyph, left: int, top: int, scale: float) -> Glyph:
    """The glyph on the page that a part was cut from and enlarged."""
    sides = glyph.box.left, glyph.box.top, glyph.box.right, glyph.box.bottom
    x0, y0, x1, y1 = (max(0, round((side - _LARGE) / scale)) for side in sides)
    return replace(
        glyph, box=Box(left + x0, top + y0, left + max(x1, x0 + 1), top + max(y1, y0 + 1))
    )


def unread_words(ink: Ink, lines: Sequence[Line]) -> tuple[Box, ...]:
    """Where over one of the lines something seems to be written that is no line itself."""
    return tuple(
        box
        for line in lines
        if len(line.text) >= _FEWEST
        for strip in (ink.strip(line),)
        for box in _over(strip)
        if not any(_is_of(box, other) for other in lines if other is not line)
        if _has_caret(strip, box)  # last: it is looked for in a tenth of a second
    )


def _over(strip: Strip) -> Iterator[Box]:
    """Places as large as a word, close above the characters."""
    top = _top(strip)
    for word in _together(_parts(strip, top), _NEAR * strip.em):
        wide, high = word[2] - word[0], word[3] - word[1]
        if high >= _HIGH * strip.em and _WIDE[0] * strip.em <= wide <= _WIDE[1] * strip.em:
            yield strip.box(*word)


def _top(strip: Strip) -> int:
    """The row where the line's own characters begin."""
    rows = strip.ink[: ROOM + LINE, ROOM:-ROOM].sum(axis=1)
    rows[: ROOM - LINE // 4] = 0  # those of the line above
    row = int(np.searchsorted(rows.cumsum(), rows.sum() / 2))
    while row > 0 and rows[row] >= _BUSY * rows.max():
        row -= 1
    return row


def _parts(strip: Strip, top: int) -> list[_Part]:
    """What stands above the characters, or sticks out of them, and hangs from no line above."""
    first = max(0, round(top - _ROOM * strip.em))
    band = strip.ink[first:top].astype(np.uint8)
    if not band.size:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(band)
    return [(x, first + y, x + w, first + y + h) for x, y, w, h, _ in stats[1:count].tolist() if y]


def _together(parts: Sequence[_Part], near: float) -> list[_Part]:
    words: list[_Part] = []
    for part in sorted(parts):
        if words and part[0] - words[-1][2] <= near:
            last = words[-1]
            words[-1] = (
                last[0],
                min(last[1], part[1]),
                max(last[2], part[2]),
                max(last[3], part[3]),
            )
        else:
            words.append(part)
    return words


def _has_caret(strip: Strip, box: Box) -> bool:
    return any(c.likeness >= _SURE for c in carets_of(strip, box, _BESIDE * strip.em))


def _is_of(box: Box, line: Line) -> bool:
    """Whether a box lies on the characters of a line, where it runs beside it."""
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    its = line.box
    fall = line.slope * (across - (its.left + its.right) / 2)
    high = (its.bottom - its.top) - abs(line.slope) * (its.right - its.left)
    away = abs(down - (its.top + its.bottom) / 2 - fall)
    return its.left < across < its.right and away < _FREE * high
