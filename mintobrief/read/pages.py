"""Scanned pages: every line of writing becomes an utterance that knows its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mintobrief.domain import (
    Notice,
    NoticeCode,
    Reading,
    ScanRegion,
    Source,
    Utterance,
)
from mintobrief.errors import InputError, NoWords
from mintobrief.progress import Progress, Stage, no_progress
from mintobrief.read.line import Line, Page, Reader
from mintobrief.read.order import in_order


def read_pages(
    source: Source, pages: Iterable[Page], reader: Reader, progress: Progress = no_progress
) -> Reading:
    """The lines of all pages in reading order; `turn` counts lines through the whole source.

    A page that cannot be decoded or read is a notice where others are fine. Raises NoWords
    where no page has any words, or the page's own error where none could be read.
    """
    written = _Written(source)
    total = source.pages or 0
    for done, page in enumerate(pages, 1):
        written.read(page, reader)
        progress(Stage.READ, done, max(total, done))
    return written.reading()


class _Written:
    """What the pages so far hold."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.utterances: list[Utterance] = []
        self.failures: list[tuple[int, InputError]] = []
        self.pages_read = 0

    def read(self, page: Page, reader: Reader) -> None:
        try:
            lines = reader.read_page(page.image)
        except InputError as exc:
            self.failures.append((page.number, exc))
            return
        self.pages_read += 1
        self.utterances += self._utterances(page.number, in_order(lines))

    def _utterances(self, page: int, lines: Iterable[Line]) -> Iterator[Utterance]:
        for turn, line in enumerate(lines, len(self.utterances)):
            yield Utterance(
                turn=turn,
                text=line.text.strip(),
                evidence=ScanRegion(self.source.id, page, line.box),
                confidence=line.confidence,
            )

    def reading(self) -> Reading:
        if not self.pages_read and self.failures:
            raise self.failures[0][1]
        if not self.utterances:
            raise NoWords(self.source.name)
        notices = tuple(self._notice(page, exc) for page, exc in self.failures)
        return Reading(tuple(self.utterances), notices)

    def _notice(self, page: int, cause: InputError) -> Notice:
        message = f"{self.source.name} 第 {page} 页没有读出来，其余各页不受影响。{cause}"
        return Notice(NoticeCode.UNREADABLE_PAGE, message)
