"""The text that a page of a PDF holds, where it can be trusted.

A file says what it likes. Its text is taken where every sign speaks for it: the characters are
such as people write, they stand on the page and upright, ink is seen where each of them should
be, no picture lies over the page (the text of a scan is what some program once read there, and
is read anew), and next to no ink stands where the text has nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from mintobrief.domain import PrintedLine
from mintobrief.ingest.scan.characters import Character, Rect, characters_of
from mintobrief.ingest.scan.rows import lines_of

Grey = NDArray[np.int16]

_MOST = 20_000  # characters of a page; a table of figures in small print has half of that
_GOOD = 0.98  # of the characters, at least
_COMMON = 0.9  # of the characters, at least, are Chinese or ASCII
_PICTURES = 0.4  # of the page, at most
_STRAY = 0.15  # of the ink, at most: a page number in outlines, a logo
_SEEN = 40  # levels between a character's ink and its paper
_RULE = 30  # points: a longer straight stroke is the line of a table
_DEEP = 5  # forms within forms
_LARGEST = 8_100_000  # square points, A0: ink is looked for at a pixel to a point
_USUAL = re.compile(
    r"[!-~·×÷±°§\u2010-\u27bf\u2e80-\u9fff\uf900-\ufaff\ufe10-\uffee\U00020000-\U0003ffff]+"
)
_UNSOUND = ("Cc", "Cn", "Co", "Cs")


def text_of(page: pypdfium2.PdfPage, scale: float) -> tuple[PrintedLine, ...]:
    """The lines of the page from its top, boxes in pixels at `scale` pixels to a point; none
    where the text cannot be trusted."""
    width, height = page.get_size()
    if width * height > _LARGEST:
        return ()
    found = characters_of(page, _MOST)
    if not found or not _is_writing(found, page) or _covered(page) > _PICTURES:
        return ()
    grey = page.render(scale=1, grayscale=True).to_numpy().astype(np.int16)
    seen = _share(_is_seen(character.ink, grey) for character in found)
    if seen < _GOOD or _stray(found, grey) > _STRAY:
        return ()
    return lines_of([character for character in found if character.level], scale)


def _is_writing(found: Sequence[Character], page: pypdfium2.PdfPage) -> bool:
    """Characters that people write, painted, on the page, upright."""
    size = page.get_size()
    return (
        _share(c.sound and c.shown and _is_sound(c.text) for c in found) >= _GOOD
        and _share(_is_common(c.text) for c in found) >= _COMMON
        and _share(_is_inside(c.cell, size) for c in found) >= _GOOD
        and _share(c.level for c in found) >= _COMMON  # the others are a watermark
    )


def _share(signs: Iterable[bool]) -> float:
    seen = list(signs)
    return sum(seen) / len(seen)


def _is_sound(text: str) -> bool:
    return "\ufffd" not in text and all(unicodedata.category(c) not in _UNSOUND for c in text)


def _is_common(text: str) -> bool:
    """Chinese, with its marks and numerals, or ASCII: what a wrong table of a font gives away
    is mostly accented letters and other people's scripts."""
    return _USUAL.fullmatch(text) is not None


def _is_inside(cell: Rect, size: tuple[float, float]) -> bool:
    across, down = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
    return 0 <= across < size[0] and 0 <= down < size[1]


def _covered(page: pypdfium2.PdfPage) -> float:
    """The share of the page that pictures lie on, or forms that hold one."""
    width, height = page.get_size()
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM]
    lying = [o.get_bounds() for o in page.get_objects(filter=kinds, max_depth=1) if _pictured(o)]
    areas = ((right - left) * (top - bottom) for left, bottom, right, top in lying)
    return float(sum(areas) / max(1.0, width * height))


def _pictured(thing: pypdfium2.PdfObject) -> bool:
    if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return True
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE]
    return any(thing.page.get_objects(filter=kinds, max_depth=_DEEP, form=thing, level=1))


def _is_seen(ink: Rect, grey: Grey) -> bool:
    """Whether the page shows anything where the character should be."""
    area = grey[_slices(ink, 1, grey.shape)]
    return area.size > 0 and int(area.max() - area.min()) >= _SEEN


def _stray(found: Sequence[Character], grey: Grey) -> float:
    """The share of the ink that stands where the text has nothing."""
    ink = np.abs(grey - np.median(grey)) > 2 * _SEEN
    ink &= ~(_long_runs(ink) | _long_runs(ink.T).T)
    total = int(ink.sum())
    for character in found:
        ink[_slices(character.cell, 2, grey.shape)] = False
        ink[_slices(character.ink, 2, grey.shape)] = False
    return int(ink.sum()) / max(1, total)


def _slices(rect: Rect, margin: int, shape: tuple[int, ...]) -> tuple[slice, slice]:
    down = slice(max(0, int(rect.top) - margin), min(shape[0], int(rect.bottom) + 1 + margin))
    across = slice(max(0, int(rect.left) - margin), min(shape[1], int(rect.right) + 1 + margin))
    return down, across


def _long_runs(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The strokes that run on along a row: opened by a window as long as a rule."""
    if ink.shape[1] < _RULE:
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = sums[:, _RULE:] - sums[:, :-_RULE] == _RULE
    spread = np.cumsum(np.pad(full, ((0, 0), (_RULE, _RULE))), axis=1, dtype=np.int32)
    return np.asarray(spread[:, _RULE : _RULE + ink.shape[1]] > spread[:, : ink.shape[1]])
