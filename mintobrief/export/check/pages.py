"""What stands where on the pages of a PDF, read by PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from mintobrief.errors import UnreadableFile

MOST_PAGES = 200  # of one file that are measured
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STANDARD = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance(?:>|=[\"'])\s*([A-Za-z])")
_RED = (255, 0, 0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; where its line stands, in points from the lower left corner."""

    character: str
    size: float
    font: str
    x: float
    y: float
    red: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    left: float
    right: float
    y: float
    thickness: float
    red: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn on a page; its size and all places are points from the lower left."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF's pages, and what it says of itself. `fonts` by name: whether it is in the file."""

    pages: tuple[Page, ...]
    fonts: dict[str, bool]
    standard: str
    tagged: bool
    title: str


def read_pdf(path: Path) -> Rendered:
    """The pages as they are; raises UnreadableFile."""
    try:
        content = path.read_bytes()
        document = pdfium.PdfDocument(content)
    except (OSError, pdfium.PdfiumError) as exc:
        raise UnreadableFile(path.name, "PDF", "打不开") from exc
    try:
        fonts: dict[str, bool] = {}
        count = min(len(document), MOST_PAGES)
        pages = tuple(_page(document[number], fonts) for number in range(count))
        title = str(document.get_metadata_dict().get("Title", ""))
        tagged = bool(raw.FPDFCatalog_IsTagged(document.raw))
        return Rendered(pages, fonts, _standard(content), tagged, title)
    except pdfium.PdfiumError as exc:
        raise UnreadableFile(path.name, "PDF", "里面有坏页") from exc
    finally:
        document.close()


def _standard(content: bytes) -> str:
    """PDF/A-2b, as the file claims; empty where it claims nothing."""
    part, level = _STANDARD.search(content), _LEVEL.search(content)
    return f"PDF/A-{part[1].decode()}{level[1].decode().lower()}" if part and level else ""


def _page(page: Any, fonts: dict[str, bool]) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text.raw, raw.FPDFText_CountChars(text.raw)))
    objects = tuple(page.get_objects(max_depth=8))
    for found in objects:
        if found.type == raw.FPDF_PAGEOBJ_TEXT:
            font = raw.FPDFTextObj_GetFont(found.raw)
            fonts[_font_name(font)] = raw.FPDFFont_GetIsEmbedded(font) == 1
    return Page(width, height, glyphs, tuple(_rules(objects)))


def _glyphs(text: Any, count: int) -> Iterator[Glyph]:
    for place in range(count):
        if raw.FPDFText_IsGenerated(text, place):
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, place, byref(matrix))
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, place, byref(x), byref(y))
        name, flags = create_string_buffer(128), c_int()
        raw.FPDFText_GetFontInfo(text, place, name, 128, byref(flags))
        yield Glyph(
            chr(raw.FPDFText_GetUnicode(text, place)),
            round(raw.FPDFText_GetFontSize(text, place) * abs(matrix.d), 2),
            _SUBSET.sub("", name.value.decode(errors="replace")),
            x.value,
            y.value,
            _is_red(raw.FPDFText_GetFillColor, text, place),
        )


def _font_name(font: Any) -> str:
    name = create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, 128)
    return _SUBSET.sub("", name.value.decode(errors="replace"))


def _rules(objects: tuple[Any, ...]) -> Iterator[Rule]:
    """Lines that are drawn and thin bars that are filled."""
    for found in objects:
        if found.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        left, bottom, right, top = (float(edge) for edge in found.get_bounds())
        if right - left < 20 or top - bottom > 6:
            continue
        width = c_float()
        raw.FPDFPageObj_GetStrokeWidth(found.raw, byref(width))
        drawn = _is_red(raw.FPDFPageObj_GetStrokeColor, found.raw)
        filled = not drawn and _is_red(raw.FPDFPageObj_GetFillColor, found.raw)
        thickness = top - bottom if filled else width.value
        yield Rule(left, right, (bottom + top) / 2, thickness, drawn or filled)


def _is_red(ask: Any, *of: Any) -> bool:
    channels = [c_uint() for _ in range(4)]
    ask(*of, *map(byref, channels))
    return tuple(channel.value for channel in channels[:3]) == _RED
