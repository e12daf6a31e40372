"""Pictures: png, jpg, webp, bmp, heic, and TIFF with any number of pages.

Pillow raises on a picture that is cut short, where OpenCV would hand back half of it.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps

from mintobrief.domain import Source
from mintobrief.errors import UnreadableFile, UnreadablePage
from mintobrief.ingest.scan import jpeg, png
from mintobrief.ingest.scan.colours import Pixels, colours
from mintobrief.ingest.scan.limits import check_size, checked_count
from mintobrief.ingest.scan.tiff import Frame, places_of_pages

# What Pillow and its plugins raise on damaged files: they stumble over whatever the bytes lead
# them to. Only calls to Pillow stand where these are caught.
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError),
    *(EOFError, RuntimeError, AssertionError, MemoryError, struct.error, zlib.error),
)
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_WHOLE = {"JPEG": jpeg.is_whole, "MPO": jpeg.is_whole, "PNG": png.is_whole}
# others that Pillow knows would have it run programs (EPS) or guess at what has no mark (TGA)
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "HEIF")

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before anything is decoded


def count(path: Path, name: str) -> int:
    """How many pages a picture has: only TIFF holds them; the frames of others are bursts,
    thumbnails and animations. A lone page is decoded. Raises UnreadableFile, TooLarge."""
    pages = checked_count(len(_places(path, name)), name)
    with _opened(path, name, 1) as picture:
        check_size(*picture.size, name)
        if pages == 1:
            _load(picture, path)
    return pages


def develop(source: Source, number: int) -> Pixels:
    """One page of a picture file, turned as its EXIF says; that a lone one is whole was seen when
    the file was opened. Raises UnreadablePage, TooLarge."""
    try:
        with _opened(source.path, source.name, number) as picture:
            check_size(*picture.size, source.name)
            picture.load()
            with suppress(*_DAMAGE):  # in the metadata alone
                ImageOps.exif_transpose(picture, in_place=True)
            return colours(picture)
    except UnreadableFile as exc:
        raise UnreadablePage(source.name, number, "图片已损坏或不完整") from exc


def _load(picture: Image.Image, path: Path) -> None:
    picture.load()
    whole = _WHOLE.get(picture.format or "")
    if whole and not whole(picture, path):
        raise EOFError("not all of its rows")


@contextmanager
def _opened(path: Path, name: str, number: int) -> Iterator[Image.Image]:
    places = _places(path, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow remarks on odd metadata
            file = Frame(path, places[number - 1]) if _is_tiff(path) else path.open("rb")
            with file, Image.open(file, formats=_FORMATS) as picture:
                yield picture
    except _DAMAGE as exc:
        raise UnreadableFile(name, "图片", "图片已损坏或不完整") from exc


def _places(path: Path, name: str) -> tuple[int, ...]:
    """Where the pages stand in the file; the one of other kinds at its start."""
    try:
        return places_of_pages(path) if _is_tiff(path) else (0,)
    except _DAMAGE as exc:
        raise UnreadableFile(name, "图片", "图片已损坏或不完整") from exc


def _is_tiff(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in _TIFF
