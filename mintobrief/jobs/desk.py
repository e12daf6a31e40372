"""Pages are read by a crew, and every sheet is on disk before the next: a program that was
killed at page 90 of 100 goes on at 91, and the same scan is read at once when it comes again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from math import isfinite
from pathlib import Path

from mintobrief.checkpoints import code_of, load, save, sweep
from mintobrief.config import Settings
from mintobrief.domain import Box
from mintobrief.errors import LostPage
from mintobrief.jobs.crew import Call, Crew, Known, Limits, Loss, Lost
from mintobrief.jobs.identity import pins_of
from mintobrief.pipeline import shipped_reader
from mintobrief.read import Line, Page, Reader, Sheet, Unread
from mintobrief.read.desk import read_or_tell

_LIMITS = Limits(seconds=300)  # a page takes a few seconds, the largest a minute
_COARSER = "以较低的分辨率（200—300 dpi）重新扫描这一页，或对照纸质件填写"
_AGAIN = "再转换一次，读好的页不会重读"
_ADVICE = {
    Loss.TIME: f"请{_COARSER}。",
    Loss.MEMORY: f"请关掉一些别的程序，{_AGAIN}；仍然不行，请{_COARSER}。",
    Loss.CRASH: f"请{_AGAIN}；仍然不行，请{_COARSER}。",
}
_WIDEST = 1_000_000  # pixels; no picture that we open is so wide or high
_PACKAGE = Path(__file__).parents[1]
_CODE = tuple(_PACKAGE / name for name in ("domain", "ingest", "language", "read"))


class CrewDesk:
    """A `read.Desk` whose pages are decoded and read by a crew that makes a `read.Reader`.

    Sheets are kept under `folder`, named by the bytes of the file, the page, `identity` (of the
    models) and the code that reads. A page that could not be read is tried again next time.
    """

    def __init__(self, crew: Crew, folder: Path, identity: str) -> None:
        self._crew = crew
        self._folder = folder
        self._identity = identity
        sweep(folder)

    def read(self, pages: Iterable[Page]) -> Iterator[Sheet | Unread]:
        """Every page as it was read, in the order of the pages."""
        asked: deque[Page] = deque()
        for answer in self._crew.run(self._calls(pages, asked)):
            page = asked.popleft()
            if isinstance(answer, Lost):
                yield Unread(page.number, _cause(page, answer.why))
            else:
                yield answer

    def _calls(
        self, pages: Iterable[Page], asked: deque[Page]
    ) -> Iterator[Call[Sheet | Unread] | Known[Sheet]]:
        for page in pages:
            asked.append(page)
            path = self._folder / self._name(page)
            kept: Sheet | None = load(path, Sheet)
            if kept is not None and _is_sheet_of(page, kept):
                yield Known(kept)
            else:
                yield Call(read_and_keep, (page, path))

    def _name(self, page: Page) -> str:
        asked = f"{code_of(*_CODE)} {self._identity} {page.source.sha256} {page.number}"
        return f"{sha256(asked.encode()).hexdigest()}.json.gz"


def _cause(page: Page, why: Loss) -> LostPage:
    return LostPage(page.source.name, page.number, why, _ADVICE[why])


def read_and_keep(reader: Reader, page: Page, path: Path) -> Sheet | Unread:
    """Read the page, in a child; what was read is kept before anything else happens."""
    sheet = read_or_tell(page, reader)
    if isinstance(sheet, Sheet):
        save(path, sheet)
    return sheet


@contextmanager
def crew_desk(settings: Settings) -> Iterator[CrewDesk]:
    """The desk for an installation: `settings.workers` children with the shipped reader, each of
    one thread, which measures faster than one child with as many threads."""
    make = partial(shipped_reader, replace(settings, threads=1))
    with Crew(make, settings.workers, _LIMITS) as crew:
        yield CrewDesk(crew, settings.cache / "read", pins_of(settings))


def _is_sheet_of(page: Page, sheet: Sheet) -> bool:
    """False for what a bad disk left, though it may still be JSON of our shape."""
    return (
        sheet.number == page.number
        and sheet.turned in (0, 90, 180, 270)
        and all(_is_line(line) for line in sheet.lines)
        and all(_is_on_page(mark.box) for mark in sheet.marks)
    )


def _is_line(line: Line) -> bool:
    boxes = (line.box, *(glyph.box for glyph in line.glyphs if glyph))
    return (
        bool(line.text.strip())
        and len(line.glyphs) in (0, len(line.text))
        and isfinite(line.slope)
        and 0 <= line.confidence <= 1
        and all(_is_on_page(box) for box in boxes)
    )


def _is_on_page(box: Box) -> bool:
    return max(box.right, box.bottom) <= _WIDEST
