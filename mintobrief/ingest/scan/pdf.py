"""PDFs: their pages rendered, and their text where it can be trusted.

Nothing in a PDF is ever run: this pdfium has no JavaScript, no form environment is made, and
attachments are not looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import prod
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c

from mintobrief.domain import PrintedLine, Source
from mintobrief.errors import EncryptedFile, InputError, NoPages, UnreadableFile, UnreadablePage
from mintobrief.ingest.scan.colours import Pixels
from mintobrief.ingest.scan.jpeg import is_sound
from mintobrief.ingest.scan.limits import check_pixels, check_shape, checked_count
from mintobrief.ingest.scan.printed import text_of

_PIXELS = 30_000_000  # of a rendered page: A1 at 200 dpi; a larger one is rendered coarser
_DPI = 200
_SIDE = 20_000  # pixels of the longer side, at most
_TOGETHER = 64  # pages read of one opening: pdfium keeps all that it has parsed until it closes
_SCANNED = 300_000  # pixels of a picture that may be a page; fewer are a logo
_DEEP = 5  # forms within forms


def count(path: Path, name: str) -> int:
    """How many pages there are. Raises UnreadableFile, EncryptedFile, NoPages, TooLarge."""
    document = _opened(path, name)
    try:
        return checked_count(len(document), name)
    finally:
        document.close()


def render(source: Source, number: int) -> Pixels:
    """One page, at a lower resolution where it would grow too large.

    Raises UnreadablePage, TooLarge.
    """
    with _page(source, number) as page:
        if not _has_whole_pictures(page):
            raise UnreadablePage(source.name, number, "这一页上的图片已损坏或不完整")
        bitmap = page.render(scale=_scale(*page.get_size()), rev_byteorder=True)
        return np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)


def printed(source: Source, number: int) -> tuple[PrintedLine, ...]:
    """The page's own text where it can be trusted, boxes in pixels of what `render` gives.

    Raises UnreadablePage, TooLarge.
    """
    with _page(source, number) as page:
        return text_of(page, _scale(*page.get_size()))


@contextmanager
def _page(source: Source, number: int) -> Iterator[pypdfium2.PdfPage]:
    """A page that is safe to render."""
    try:
        page = _flat(_shared(source, number), number - 1)
        _check(page, source.name)
        yield page
    except (pypdfium2.PdfiumError, UnreadableFile, NoPages) as exc:
        raise UnreadablePage(source.name, number, "PDF 的这一页已损坏") from exc


def _flat(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """A page with what was filled into its form as part of it; pdfium draws fields only where
    a form environment is made."""
    page = document[index]
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) != pdfium_c.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _shared(source: Source, number: int) -> pypdfium2.PdfDocument:
    """The document, opened once for many pages; again where the file has changed."""
    state = source.path.stat()
    version = (state.st_mtime_ns, state.st_size, os.getpid())  # an open file outlives a fork
    return _kept(source.path, source.name, version, number // _TOGETHER)


@lru_cache(maxsize=1)
def _kept(
    path: Path, name: str, _version: tuple[int, int, int], _part: int
) -> pypdfium2.PdfDocument:
    return _opened(path, name)


def _opened(path: Path, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        raise (NoPages(name) if _is_whole(path) else _error(exc, name)) from exc


def _is_whole(path: Path) -> bool:
    """Whether pdfium opens the file. pypdfium2 fails on one without pages too, with the error
    of whatever file failed before it."""
    document = pdfium_c.FPDF_LoadDocument(f"{path}\0".encode(errors="surrogateescape"), None)
    if document:
        pdfium_c.FPDF_CloseDocument(document)
    return bool(document)


def _error(exc: pypdfium2.PdfiumError, name: str) -> InputError:
    if exc.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return EncryptedFile(name)
    return UnreadableFile(name, "PDF", "文件已损坏或不完整")


def _check(page: pypdfium2.PdfPage, name: str) -> None:
    """Raises TooLarge for a page, or a picture on it, that must not be decoded."""
    size = page.get_size()
    if min(size) > 0:
        check_shape(size[0], size[1], name)
    for picture in _pictures(page):
        width, height = picture.get_px_size()
        check_pixels(width, height, name)  # of any shape: scans come in bands


def _pictures(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfImage]:
    yield from page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEP)


def _has_whole_pictures(page: pypdfium2.PdfPage) -> bool:
    """False where a JPEG on it lacks rows: pdfium would paint them grey and say nothing."""
    return all(
        is_sound(bytes(picture.get_data(decode_simple=True)))
        for picture in _pictures(page)
        if picture.get_filters(skip_simple=True) == ["DCTDecode"]
        and prod(picture.get_px_size()) >= _SCANNED
    )


def _scale(width: float, height: float) -> float:
    """Pixels to a point of 1/72 inch."""
    if min(width, height) <= 0:
        return 1.0
    most = (_PIXELS / (width * height)) ** 0.5
    return float(min(_DPI / 72, most, _SIDE / max(width, height)))
