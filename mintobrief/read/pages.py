"""Scanned pages: every line of writing becomes an utterance that knows its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mintobrief.domain import (
    Notice,
    NoticeCode,
    PageReport,
    Reading,
    ScanRegion,
    Source,
    Utterance,
)
from mintobrief.errors import InputError, NoWords
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary
from mintobrief.progress import Progress, Stage, no_progress
from mintobrief.read.line import Corrector, Desk, Line, Page, Sheet, Unread
from mintobrief.read.marks.crossed import with_crossed_out
from mintobrief.read.trust.doubts import doubts_of, limit_of
from mintobrief.read.trust.legible import legible
from mintobrief.read.trust.verdict import failed_report, page_notices, page_report


def read_pages(
    source: Source,
    pages: Iterable[Page],
    desk: Desk,
    corrector: Corrector,
    progress: Progress = no_progress,
    *,
    vocabulary: Vocabulary = NO_WORDS,
) -> Reading:
    """The lines of all pages in reading order; `turn` counts lines through the whole source.

    A page that cannot be decoded or read is a notice, and a report that says why, where others
    are fine. A source without any words is a notice too: other files of the meeting may have
    some. Raises the page's own error where none could be read.
    """
    written = _Written(source, vocabulary)
    total = source.pages or 0
    for done, sheet in enumerate(desk.read(pages), 1):
        match sheet:
            case Unread(number, cause):
                written.fail(number, cause)
            case Sheet(lines=lines):
                written.add(sheet, corrector.correct(lines, vocabulary))
        progress(Stage.READ, done, max(total, done))
    return written.reading()


class _Written:
    """What the pages so far hold."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.utterances: list[Utterance] = []
        self.reports: list[PageReport] = []
        self.failures: list[tuple[int, InputError]] = []

    def fail(self, page: int, cause: InputError) -> None:
        self.failures.append((page, cause))
        self.reports.append(failed_report(self.source.id, page, cause))

    def add(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        read = [legible(line) for line in lines]
        limit = limit_of(line for line, _ in read)
        added = [self._utterance(sheet.number, line, n, limit) for n, (line, _) in enumerate(read)]
        marks = (*sheet.marks, *(mark for _, marks in read for mark in marks))
        self.utterances += added
        self.reports.append(page_report(self.source.id, sheet, added, marks))

    def _utterance(self, page: int, line: Line, number: int, limit: float) -> Utterance:
        doubts = doubts_of(line.text, line.glyphs, self.vocabulary, limit)
        return Utterance(
            turn=len(self.utterances) + number,
            text=line.text,
            evidence=ScanRegion(self.source.id, page, line.box),
            confidence=line.confidence,
            changes=line.changes,
            doubts=with_crossed_out(doubts, line.text, line.changes),
            glyphs=line.glyphs,
            wrapped=line.wrapped,
        )

    def reading(self) -> Reading:
        if self.failures and len(self.failures) == len(self.reports):
            raise self.failures[0][1]
        failed = (self._notice(page, exc) for page, exc in self.failures)
        empty = () if self.utterances else (self._no_words(),)
        notices = (*failed, *empty, *page_notices(self.source.name, self.reports))
        return Reading(tuple(self.utterances), notices, pages=tuple(self.reports))

    def _no_words(self) -> Notice:
        message = f"{NoWords(self.source.name)}其余文件不受影响。"
        return Notice(NoticeCode.UNREADABLE_PAGE, message)

    def _notice(self, page: int, cause: InputError) -> Notice:
        message = f"{self.source.name} 第 {page} 页没有读出来，其余各页不受影响。{cause}"
        return Notice(NoticeCode.UNREADABLE_PAGE, message)
