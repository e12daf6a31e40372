"""Pictures of pages, made once and kept in the cache."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from mintobrief.checkpoints import write_whole
from mintobrief.domain import Source
from mintobrief.errors import CacheUnwritable
from mintobrief.ingest import open_pages

_QUALITY = 82


def page_picture(source: Source, number: int, turned: int, folder: Path) -> Path:
    """The page as JPEG, `turned` degrees clockwise so that it stands upright, in every pixel.

    Raises UnreadablePage, TooLarge, FileGone, CacheUnwritable.
    """
    path = folder / f"{source.sha256}-{number}-{turned}.jpg"
    if not path.exists():
        keep(path, _drawn(source, number, turned))
    return path


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
    picture = Image.fromarray(page.image).rotate(-turned, expand=True)
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=_QUALITY)
    return drawn.getvalue()
