"""Scans: the pages of pictures and PDFs, upright, one in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.domain import PageReport, PrintedLine, Source
from mintobrief.errors import FileGone
from mintobrief.ingest.scan import pdf, picture

if TYPE_CHECKING:
    from mintobrief.ingest.scan.colours import Pixels


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
        rendered at 200 dpi, always the same. Raises UnreadablePage, TooLarge, FileGone."""
        with _at_hand(self.source):
            decode = pdf.render if is_pdf(self.source.path) else picture.develop
            return decode(self.source, self.number)

    @property
    def printed(self) -> tuple[PrintedLine, ...]:
        """The lines that the file holds as text, where that text can be trusted; else none.
        Boxes count in the picture. Raises UnreadablePage, TooLarge, FileGone."""
        with _at_hand(self.source):
            return pdf.printed(self.source, self.number) if is_pdf(self.source.path) else ()


def count_pages(path: Path, name: str, *, pdf: bool) -> int:
    """How many pages a scan has.

    Raises UnreadableFile, EncryptedFile, NoPages, and TooLarge before anything is decoded. A
    lone picture is decoded once, so that one cut short is told before the work begins.
    """
    return _count_pdf(path, name) if pdf else picture.count(path, name)


def open_pages(source: Source) -> Iterator[Page]:
    """The pages of a scan in order. A page that cannot be decoded says so when its picture is
    asked for, and the others are not held up by it."""
    return (Page(source, number) for number in range(1, (source.pages or 0) + 1))


def may_draw(source: Source, report: PageReport | None) -> bool:
    """Whether a page may be drawn where nothing bounds the time and memory it takes.

    A page of a PDF that could not be read may be one that takes all there is: a few lines can
    draw each other without end. Where it was read, it was read within bounds.
    """
    return not (report and report.failed and source.path.is_file() and is_pdf(source.path))


def is_pdf(path: Path) -> bool:
    """Whether the file is a PDF; a few bytes may stand before its mark."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


@contextmanager
def _at_hand(source: Source) -> Iterator[None]:
    """A page is decoded long after its file was opened: on a stick that may be pulled out."""
    try:
        yield
    except OSError as exc:
        raise FileGone(source.name) from exc


_count_pdf = pdf.count
