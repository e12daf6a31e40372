"""The characters of a PDF's page, each where it is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from ctypes import c_double, c_int
from dataclasses import dataclass
from math import degrees
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium_c

_FINE = 64  # steps to a point, where pdfium counts in whole ones
_HIDDEN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_LEVEL = 5.0  # degrees that a line may lean
_RADICALS = range(0x2F00, 0x2FE0)  # fonts give 人 away as ⼈


class Rect(NamedTuple):
    """In points from the top left of the page as shown."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Character:
    """One character: its ink, and the cell that the font gives it.

    `sound` says that the font knows which character it is, `shown` that it is painted at all,
    `level` that it stands upright.
    """

    text: str
    ink: Rect
    cell: Rect
    sound: bool
    shown: bool
    level: bool


def characters_of(page: pypdfium2.PdfPage, most: int) -> tuple[Character, ...]:
    """The characters in the order of the file, white space left out; none where there are more
    than `most`."""
    text = page.get_textpage()
    try:
        number = text.count_chars()
        shown = _Shown(page)
        return tuple(_characters(text, shown, number)) if number <= most else ()
    finally:
        text.close()


class _Shown:
    """From the coordinates of a page to the page as it is shown, which may be turned."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        self.turned = page.get_rotation()
        self._frame = (page, 0, 0, round(width * _FINE), round(height * _FINE), 0)

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        one, other = self._point(left, top), self._point(right, bottom)
        across, down = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Rect(across[0], down[0], across[1], down[1])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = c_int(), c_int()
        pdfium_c.FPDF_PageToDevice(*self._frame, x, y, across, down)
        return across.value / _FINE, down.value / _FINE


def _characters(text: pypdfium2.PdfTextPage, shown: _Shown, number: int) -> Iterator[Character]:
    for place in range(number):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, place))
        if letter.isspace() or letter == "\0" or pdfium_c.FPDFText_IsGenerated(text, place) == 1:
            continue
        if ord(letter) in _RADICALS:
            letter = unicodedata.normalize("NFKC", letter)
        yield Character(
            letter,
            shown.rect(*_ink(text, place)),
            shown.rect(*text.get_charbox(place, loose=True)),
            sound=pdfium_c.FPDFText_HasUnicodeMapError(text, place) == 0,
            shown=_mode(text, place) not in _HIDDEN,
            level=_is_level(text, place, shown.turned),
        )


def _ink(text: pypdfium2.PdfTextPage, place: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium_c.FPDFText_GetCharBox(text, place, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _mode(text: pypdfium2.PdfTextPage, place: int) -> int:
    writing = pdfium_c.FPDFText_GetTextObject(text, place)
    return int(pdfium_c.FPDFTextObj_GetTextRenderMode(writing)) if writing else 0


def _is_level(text: pypdfium2.PdfTextPage, place: int, turned: int) -> bool:
    leaning = (degrees(pdfium_c.FPDFText_GetCharAngle(text, place)) + turned) % 360
    return min(leaning, 360 - leaning) <= _LEVEL
