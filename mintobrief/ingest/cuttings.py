"""Pictures of what could not be read, cut out of the pages they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from mintobrief.domain import (
    UNREAD,
    Box,
    Cutting,
    MarkKind,
    Meeting,
    PageReport,
    PageState,
    ScanRegion,
    Source,
    wide_gaps,
)
from mintobrief.domain.cutting import MOST_CUTTINGS
from mintobrief.errors import InputError
from mintobrief.ingest.scan import may_draw, open_pages

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MARGIN = 8  # pixels around a piece
_PIECE, _PAGE = (1200, 400), (1000, 1400)  # pixels at most, width and height
_QUALITY = 75
_NOTHING = (b"", 0, 0)
_COVERED = 0.5  # of a mark lies in a line that is shown anyway


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a page to be cut out: the whole of it where `box` is None."""

    box: Box | None
    utterance: int | None


def cuttings_of(meeting: Meeting) -> tuple[Cutting, ...]:
    """The pieces of the meeting's pages that could not be read, in the order of the pages.

    There are at most MOST_CUTTINGS. A page that can no longer be decoded is told of by cuttings
    without a picture.
    """
    sources = {source.id: source for source in meeting.sources}
    found: list[Cutting] = []
    for report in meeting.pages:
        excerpts = excerpts_of(report, meeting)[: MOST_CUTTINGS - len(found)]
        if excerpts:
            found += _cut(sources[report.source_id], report, excerpts)
    return tuple(found)


def excerpts_of(report: PageReport, meeting: Meeting) -> tuple[Excerpt, ...]:
    """Where a page could not be read: lines with gaps, marks beside them, or all of it.

    So are places where several characters seem to have been left out.
    """
    lines = tuple(_lines(report, meeting))
    if report.state is PageState.UNREADABLE:
        return (Excerpt(None, lines[0][0] if lines else None),)
    texts = {index: meeting.utterances[index].text for index, _ in lines}
    gaps = [Excerpt(box, index) for index, box in lines if UNREAD in texts[index]]
    illegible = (mark for mark in report.marks if mark.kind is MarkKind.ILLEGIBLE)
    marks = (mark.box for mark in (*illegible, *wide_gaps(report.marks, report.turned)))
    shown = [excerpt.box for excerpt in gaps if excerpt.box]
    beside = [Excerpt(box, _next_to(box, lines)) for box in marks if not _is_shown(box, shown)]
    return tuple(sorted((*gaps, *beside), key=lambda excerpt: excerpt.utterance or 0))


def _lines(report: PageReport, meeting: Meeting) -> Iterator[tuple[int, Box]]:
    for index, utterance in enumerate(meeting.utterances):
        region = utterance.evidence
        if isinstance(region, ScanRegion) and region.page_key == report.page_key:
            yield index, region.box


def _is_shown(box: Box, shown: Iterable[Box]) -> bool:
    area = (box.right - box.left) * (box.bottom - box.top)
    return any(_shared(box, other) >= _COVERED * area for other in shown)


def _shared(box: Box, other: Box) -> int:
    """How many pixels two boxes have in common."""
    width = min(box.right, other.right) - max(box.left, other.left)
    height = min(box.bottom, other.bottom) - max(box.top, other.top)
    return max(0, width) * max(0, height)


def _next_to(box: Box, lines: Iterable[tuple[int, Box]]) -> int | None:
    """The line whose middle is nearest."""
    return min(lines, key=lambda line: _distance(box, line[1]), default=(None, box))[0]


def _distance(box: Box, other: Box) -> int:
    across = box.left + box.right - other.left - other.right
    down = box.top + box.bottom - other.top - other.bottom
    return across**2 + down**2


def _cut(source: Source, report: PageReport, excerpts: Iterable[Excerpt]) -> Iterator[Cutting]:
    image = image_of(source, report.page) if may_draw(source, report) else None
    for one in excerpts:
        shown = _NOTHING if image is None else piece(image, one.box, report.turned)
        whole = one.box is None
        yield Cutting(source.id, report.page, *shown, utterance=one.utterance, whole=whole)


def image_of(source: Source, number: int) -> NDArray[np.uint8] | None:
    """The page as it was read; None where it is gone."""
    page = next((page for page in open_pages(source) if page.number == number), None)
    try:
        return None if page is None else page.image
    except (InputError, OSError):  # deleted when its time was up, or on a stick pulled out
        return None


def piece(image: NDArray[np.uint8], box: Box | None, turned: int) -> tuple[bytes, int, int]:
    """A piece of a page, upright, in grey."""
    cut = image if box is None else _within(image, box)
    upright = np.rot90(cut, -turned // 90)
    picture = Image.fromarray(np.ascontiguousarray(upright)).convert("L")
    picture.thumbnail(_PAGE if box is None else _PIECE)
    file = BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue(), picture.width, picture.height


def _within(image: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """The box with a margin; all of the page where the box lies outside of it."""
    top, left = max(0, box.top - _MARGIN), max(0, box.left - _MARGIN)
    cut = image[top : box.bottom + _MARGIN, left : box.right + _MARGIN]
    return cut if cut.size else image
