"""Scans: the pages of pictures and PDFs, upright, one in memory at a time.

Pillow raises on a picture that is cut short, where OpenCV would hand back half of it.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pillow_heif
import pypdfium2
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from PIL import Image, ImageOps

from mintobrief.domain import PrintedLine, Source
from mintobrief.errors import (
    EncryptedFile,
    InputError,
    NoPages,
    TooLarge,
    UnreadableFile,
    UnreadablePage,
)

PIXELS = 150_000_000  # of a picture: a phone's largest, 450 MB as colours
_PDF_PIXELS = 30_000_000  # of a rendered page: A0 at 200 dpi
_PDF_DPI = 200
_SIDE = 20_000  # a page longer than this is a strip nobody can read
_PAGES = 10_000  # of one file: a PDF may claim a billion it does not have
_NARROW = 60  # times its shorter side a page may be long; a chat as one picture reaches 40
_WIDEST = 30_000  # engines pad what is flat
_WHITE = (255, 255, 255, 255)

Pixels = NDArray[np.uint8]

# What Pillow and its plugins raise on damaged files: they stumble over whatever the bytes lead
# them to. Only calls to Pillow stand where these are caught.
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError),
    *(EOFError, RuntimeError, struct.error, zlib.error),
)

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before anything is decoded


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a scan, from 1. Its picture is decoded when asked for, and not kept; the page
    itself is small, so another process can be handed it."""

    source: Source
    number: int

    @property
    def image(self) -> Pixels:
        """Height x width x 3, RGB. A picture whose EXIF says that the camera was turned is
        turned upright, and every box counts in the upright picture; a page of a PDF is
        rendered at 200 dpi, always the same. Raises UnreadablePage, TooLarge."""
        decode = _render if is_pdf(self.source.path) else _develop
        return decode(self.source, self.number)

    @property
    def printed(self) -> tuple[PrintedLine, ...]:
        """The lines that the file holds as text, where that text can be trusted; else none."""
        return ()


def count_pages(path: Path, name: str, *, pdf: bool) -> int:
    """How many pages a scan has.

    Raises UnreadableFile, EncryptedFile, NoPages, and TooLarge before anything is decoded. A
    lone picture is decoded once, so that one cut short is told before the work begins.
    """
    if pdf:
        with _opened_pdf(path, name) as document:
            return _checked_count(len(document), name)
    with _opened_picture(path, name) as picture:
        _check_size(picture, name)
        pages = _checked_count(_frames(picture), name)
        if pages == 1:
            picture.load()
        return pages


def open_pages(source: Source) -> Iterator[Page]:
    """The pages of a scan in order. A page that cannot be decoded says so when its picture is
    asked for, and the others are not held up by it."""
    return (Page(source, number) for number in range(1, (source.pages or 0) + 1))


def is_pdf(path: Path) -> bool:
    """Whether the file is a PDF; a few bytes may stand before its mark."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


@contextmanager
def _opened_picture(path: Path, name: str) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow remarks on odd metadata
            with Image.open(path) as picture:
                yield picture
    except _DAMAGE as exc:
        raise UnreadableFile(name, "图片", "图片已损坏或不完整") from exc


def _frames(picture: Image.Image) -> int:
    """Only TIFF holds pages; the frames of others are bursts, thumbnails and animations."""
    return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def _checked_count(pages: int, name: str) -> int:
    if pages > _PAGES:
        raise TooLarge(name, f"{pages} 页", f"{_PAGES} 页")
    return pages


def _check_shape(width: float, height: float, name: str) -> None:
    if max(width, height) > _NARROW * min(width, height):
        found = f"{width:.0f}×{height:.0f}，太狭长"
        raise TooLarge(name, found, f"长边为短边的 {_NARROW} 倍")


def _check_size(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    _check_shape(width, height, name)
    if width > _WIDEST:
        raise TooLarge(name, f"宽 {width} 像素", f"{_WIDEST} 像素")
    if width * height > PIXELS:
        found = f"{width}×{height} 像素"
        raise TooLarge(name, found, f"{PIXELS // 1_000_000} 百万像素")


def _develop(source: Source, number: int) -> Pixels:
    """One page of a picture file."""
    try:
        with _opened_picture(source.path, source.name) as picture:
            if number > 1:
                picture.seek(number - 1)
            _check_size(picture, source.name)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
    except UnreadableFile as exc:
        raise UnreadablePage(source.name, number, "图片已损坏或不完整") from exc
    return _colours(upright)


def _colours(picture: Image.Image) -> Pixels:
    """Any kind of picture as RGB on white paper; colour profiles are ignored."""
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        picture = _eight_bits(picture)
    if picture.has_transparency_data:
        paper = Image.new("RGBA", picture.size, _WHITE)
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    return np.asarray(picture.convert("RGB"), dtype=np.uint8)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Deep greys scaled down; Pillow's own conversion would cut everything above 255."""
    deep = np.asarray(picture, dtype=np.float32)
    top = float(deep.max(initial=0))
    full = 1.0 if top <= 1 else 255.0 if top <= 255 else max(65535.0, top)
    return Image.fromarray((deep.clip(0) * (255.0 / full)).astype(np.uint8), "L")


@contextmanager
def _opened_pdf(path: Path, name: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        raise (NoPages(name) if _is_whole(path) else _pdf_error(exc, name)) from exc
    try:
        yield document
    finally:
        document.close()


def _is_whole(path: Path) -> bool:
    """Whether pdfium opens the file. pypdfium2 fails on one without pages too, with the error
    of whatever file failed before it."""
    document = pdfium_c.FPDF_LoadDocument(f"{path}\0".encode(errors="surrogateescape"), None)
    if document:
        pdfium_c.FPDF_CloseDocument(document)
    return bool(document)


def _pdf_error(exc: pypdfium2.PdfiumError, name: str) -> InputError:
    if exc.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return EncryptedFile(name)
    return UnreadableFile(name, "PDF", "文件已损坏或不完整")


def _render(source: Source, number: int) -> Pixels:
    """One page of a PDF, at a lower resolution where it would grow too large."""
    try:
        with _opened_pdf(source.path, source.name) as document:
            page = document[number - 1]
            size = page.get_size()
            if min(size) > 0:
                _check_shape(size[0], size[1], source.name)
            bitmap = page.render(scale=_scale(*size), rev_byteorder=True)
            return np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    except pypdfium2.PdfiumError as exc:
        raise UnreadablePage(source.name, number, "PDF 的这一页已损坏") from exc


def _scale(width: float, height: float) -> float:
    """Pixels to a point of 1/72 inch."""
    if min(width, height) <= 0:
        return 1.0
    most = (_PDF_PIXELS / (width * height)) ** 0.5
    return float(min(_PDF_DPI / 72, most, _SIDE / max(width, height)))
