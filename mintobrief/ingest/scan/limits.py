"""How large a picture or a document may be; asked before anything is decoded."""

from __future__ import annotations

from mintobrief.errors import TooLarge

PIXELS = 150_000_000  # of a picture: 450 MB as colours
_PAGES = 10_000  # of one file: a PDF may claim a billion it does not have
_NARROW = 60  # times its shorter side a page may be long; a chat as one picture reaches 40
_WIDEST = 30_000  # engines pad what is flat


def checked_count(pages: int, name: str) -> int:
    """The number of pages. Raises TooLarge."""
    if pages > _PAGES:
        raise TooLarge(name, f"{pages} 页", f"{_PAGES} 页")
    return pages


def check_shape(width: float, height: float, name: str) -> None:
    """Raises TooLarge for a strip that nobody can read."""
    if max(width, height) > _NARROW * min(width, height):
        found = f"{width:.0f}×{height:.0f}，太狭长"
        raise TooLarge(name, found, f"长边为短边的 {_NARROW} 倍")


def check_size(width: int, height: int, name: str) -> None:
    """Raises TooLarge for a picture that memory would not hold, or that an engine would not."""
    check_shape(width, height, name)
    if width > _WIDEST:
        raise TooLarge(name, f"宽 {width} 像素", f"{_WIDEST} 像素")
    check_pixels(width, height, name)


def check_pixels(width: int, height: int, name: str) -> None:
    """Raises TooLarge for a picture that memory would not hold."""
    if width * height > PIXELS:
        found = f"{width}×{height} 像素"
        raise TooLarge(name, found, f"{PIXELS // 1_000_000} 百万像素")
