"""How far a page's words can be trusted, and what a person is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from mintobrief.domain import (
    Glyph,
    Mark,
    MarkKind,
    Notice,
    NoticeCode,
    PageReport,
    PageState,
    Utterance,
    wide_gaps,
)
from mintobrief.errors import InputError
from mintobrief.read.line import Sheet
from mintobrief.read.trust.doubts import is_doubtful

_CHECK = 0.4  # share of doubtful characters; a clear page has a tenth, a fair hand a third
_UNREADABLE = 0.6  # mean probability of the characters: hardly a sentence is right


def page_report(
    source_id: str, sheet: Sheet, utterances: Sequence[Utterance], marks: tuple[Mark, ...]
) -> PageReport:
    """What is to be said of a page whose lines became `utterances`."""
    read = list(_characters(utterances))
    likely = [glyph.probability for _, glyph in read]
    doubtful = fmean(is_doubtful(*pair) for pair in read) if read else 0.0
    state = _state(likely, doubtful, gaps=_has_gaps(marks, sheet.turned))
    return PageReport(
        source_id=source_id,
        page=sheet.number,
        state=state if utterances else PageState.BLANK,
        turned=sheet.turned,
        doubtful=doubtful,
        marks=marks,
    )


def failed_report(source_id: str, number: int, cause: InputError) -> PageReport:
    """What is to be said of a page of which nothing was read."""
    return PageReport(source_id, number, PageState.UNREADABLE, failed=str(cause))


def _characters(utterances: Iterable[Utterance]) -> Iterator[tuple[str, Glyph]]:
    for utterance in utterances:
        for character, glyph in zip(utterance.text, utterance.glyphs, strict=False):
            if glyph is not None and (character.isalnum() or is_doubtful(character, glyph)):
                yield character, glyph


def _has_gaps(marks: Sequence[Mark], turned: int) -> bool:
    """Whether words are missing, however sure the recogniser is of the others."""
    illegible = any(mark.kind is MarkKind.ILLEGIBLE for mark in marks)
    return illegible or bool(wide_gaps(marks, turned))


def _state(likely: Sequence[float], doubtful: float, *, gaps: bool) -> PageState:
    if likely and fmean(likely) < _UNREADABLE:
        return PageState.UNREADABLE
    return PageState.CHECK if gaps or doubtful > _CHECK else PageState.GOOD


def page_notices(name: str, reports: Sequence[PageReport]) -> Iterator[Notice]:
    """What a person should do about the pages of the file `name`."""
    unreadable = [r.page for r in reports if r.state is PageState.UNREADABLE and not r.failed]
    if unreadable:
        yield Notice(
            NoticeCode.UNREADABLE_PAGE,
            f"{name} {_pages(unreadable)}几乎认不出字，读出的内容不可采用。"
            "请对照原图填写，或重新拍照、扫描后再转换。",
        )
    doubtful = [r.page for r in reports if r.state is PageState.CHECK]
    if doubtful:
        yield Notice(
            NoticeCode.DOUBTFUL_PAGES,
            f"{name} {_pages(doubtful)}有存疑、辨认不出或可能漏认的字，请对照原图逐处核对。",
        )
    illegible = [r.page for r in reports if any(m.kind is MarkKind.ILLEGIBLE for m in r.marks)]
    if illegible:
        yield Notice(
            NoticeCode.ILLEGIBLE,
            f"{name} {_pages(illegible)}有辨认不出的字，文中以□代替。请看原图补上。",
        )


def _pages(numbers: Sequence[int]) -> str:
    return f"第 {'、'.join(map(str, numbers))} 页"
