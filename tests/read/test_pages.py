"""Pages: every line knows its place, a bad page is told and holds up no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.config import Settings, read_settings
from mintobrief.domain import (
    Box,
    Change,
    ChangeKind,
    Doubt,
    DoubtKind,
    NoticeCode,
    PageState,
    PrintedLine,
    Reading,
    ScanRegion,
    Source,
    SourceKind,
)
from mintobrief.engines import Adapter
from mintobrief.errors import (
    EngineFailed,
    InputError,
    MissingEngine,
    UnknownEngine,
    UnreadablePage,
)
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.progress import Progress, Stage, no_progress
from mintobrief.read import ENGINES, Line, OneDesk, load_engine, read_pages

SOURCE = Source("abc", SourceKind.SCAN, "本子.tif", "0" * 64, Path("本子.tif"), pages=3)
BLANK = np.full((200, 400, 3), 255, np.uint8)


@dataclass(frozen=True)
class Sheet:
    number: int
    failure: InputError | None = None
    source: Source = SOURCE

    @property
    def image(self) -> NDArray[np.uint8]:
        if self.failure:
            raise self.failure
        return BLANK

    @property
    def printed(self) -> tuple[PrintedLine, ...]:
        return ()


@dataclass
class Recorded:
    """A reader that answers what was written down beforehand, one list a page; nothing for a
    blank one that is turned over."""

    answers: Iterator[list[Line] | InputError]
    _was_blank: bool = False

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        assert image.shape[2] == 3
        if self._was_blank:
            self._was_blank = False
            return ()
        answer = next(self.answers)
        if isinstance(answer, InputError):
            raise answer
        self._was_blank = not answer
        return tuple(answer)


def line(text: str, top: int, confidence: float = 0.9) -> Line:
    return Line(Box(10, top, 300, top + 30), text, confidence)


@dataclass
class AsRead:
    """A corrector that finds nothing to correct."""

    def correct(self, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Line, ...]:  # noqa: ARG002
        return tuple(lines)


def read(
    pages: Sequence[Sheet], *answers: list[Line] | InputError, told: Progress = no_progress
) -> Reading:
    return read_pages(SOURCE, pages, OneDesk(Recorded(iter(answers))), AsRead(), told)


def test_turns_count_lines_through_all_pages_and_boxes_name_theirs() -> None:
    pages = [Sheet(1), Sheet(2)]
    utterances = read(pages, [line("二", 90), line(" 一 ", 10, 0.86)], [line("三", 10)]).utterances
    assert [(u.turn, u.text, u.confidence) for u in utterances] == [
        (0, "一", 0.86),
        (1, "二", 0.9),
        (2, "三", 0.9),
    ]
    assert utterances[2].evidence == ScanRegion("abc", 2, Box(10, 10, 300, 40))


@pytest.mark.parametrize("broken", [UnreadablePage("本子.tif", 2, "坏"), EngineFailed("e", "坏")])
def test_a_page_that_fails_is_told_and_the_others_are_read(broken: InputError) -> None:
    answers: list[list[Line] | InputError] = [[line("一", 10)], [line("三", 10)]]
    if isinstance(broken, EngineFailed):
        answers.insert(1, broken)
    pages = [Sheet(1), Sheet(2, None if isinstance(broken, EngineFailed) else broken), Sheet(3)]
    reading = read(pages, *answers)
    assert [u.text for u in reading.utterances] == ["一", "三"]
    assert [n.code for n in reading.notices] == [NoticeCode.UNREADABLE_PAGE]
    assert "第 2 页" in reading.notices[0].message
    failed = reading.pages[1]
    assert (failed.page, failed.state) == (2, PageState.UNREADABLE)
    assert failed.failed == str(broken)
    assert not reading.pages[0].failed


def test_a_figure_drawn_through_is_shown_beside_where_it_stood() -> None:
    """What is left reads well, and the line through it may be an underline."""
    words = replace(line("每户交元", 10), changes=(Change(3, 3, "300", ChangeKind.STRUCK),))
    [utterance] = read([Sheet(1)], [words]).utterances
    assert utterance.doubts == (Doubt(3, 4, DoubtKind.FIGURE),)
    assert utterance.raw == "每户交300元"


def test_where_no_page_can_be_decoded_the_first_error_is_the_answer() -> None:
    with pytest.raises(UnreadablePage):
        read([Sheet(1, UnreadablePage("本子.tif", 1, "坏"))])


def test_blank_pages_hold_no_words() -> None:
    """That is told and stops nobody: another file of the meeting may have some."""
    reading = read([Sheet(1), Sheet(2)], [], [])
    assert reading.utterances == ()
    assert [report.state for report in reading.pages] == [PageState.BLANK] * 2
    [told] = reading.notices
    assert told.code is NoticeCode.UNREADABLE_PAGE
    assert "本子.tif 里没有读到文字" in told.message


def test_progress_is_told_in_pages() -> None:
    told: list[tuple[Stage, float, float]] = []

    def note(stage: Stage, done: float, total: float, text: str = "") -> None:
        told.append((stage, done, total))

    read([Sheet(1), Sheet(2), Sheet(3)], [line("一", 1)], [], [], told=note)
    assert told == [(Stage.READ, 1, 3), (Stage.READ, 2, 3), (Stage.READ, 3, 3)]


def test_an_unknown_engine_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownEngine, match="rapidocr"):
        load_engine("tesseract", settings_in(tmp_path))


def test_an_engine_whose_package_is_absent_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENGINES, "ghost", Adapter("no_such_package_here:Reader", "no-such-package"))
    with pytest.raises(MissingEngine, match="no-such-package"):
        load_engine("ghost", settings_in(tmp_path))


def settings_in(folder: Path) -> Settings:
    return read_settings({"HOME": str(folder)})
