"""Pictures of pages, made once and kept in the cache."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.checkpoints import write_whole
from mintobrief.domain import Box, Source
from mintobrief.errors import CacheUnwritable
from mintobrief.ingest import open_pages

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_QUALITY = 82
_MARGIN = 8  # pixels around a line


def page_picture(source: Source, number: int, turned: int, folder: Path) -> Path:
    """The page as JPEG, `turned` degrees clockwise so that it stands upright, in every pixel.

    Raises UnreadablePage, TooLarge, FileGone, CacheUnwritable.
    """
    path = folder / f"{source.sha256}-{number}-{turned}.jpg"
    if not path.exists():
        keep(path, _drawn(source, number, turned))
    return path


def line_picture(picture: Path, box: Box, turned: int) -> bytes:
    """A line cut out of its page's picture, with a margin, upright; the box is as stored.

    All of the page where the box lies outside of it.
    """
    from PIL import Image

    with Image.open(picture) as upright:
        stored = upright.rotate(turned, expand=True)
    left, top = max(0, box.left - _MARGIN), max(0, box.top - _MARGIN)
    right, bottom = min(stored.width, box.right + _MARGIN), min(stored.height, box.bottom + _MARGIN)
    is_inside = left < right and top < bottom
    cut = stored.crop((left, top, right, bottom)) if is_inside else stored
    return _as_jpeg(cut.rotate(-turned, expand=True))


def keep(path: Path, content: bytes) -> None:
    """Put it into the cache, whole or not at all. Raises CacheUnwritable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as exc:
        raise CacheUnwritable(str(path.parent), exc) from exc


def _drawn(source: Source, number: int, turned: int) -> bytes:
    from PIL import Image

    pages = open_pages(source)
    page = next(p for p in pages if p.number == number)
    return _as_jpeg(Image.fromarray(page.image).rotate(-turned, expand=True))


def _as_jpeg(picture: Picture) -> bytes:
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=_QUALITY)
    return drawn.getvalue()
