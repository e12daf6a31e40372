"""A page is good, to be checked, unreadable or blank, and a person is told which ones are."""

from __future__ import annotations

import pytest

from mintobrief.domain import Box, Mark, MarkKind, NoticeCode, PageState, ScanRegion, Utterance
from mintobrief.read import Line, Sheet
from mintobrief.read.trust.verdict import page_notices, page_report
from tests.read.written import written

TEXT = "物业公司尽快办理"


def utterances(*lines: Line) -> list[Utterance]:
    place = ScanRegion("abc", 1, Box(0, 0, 9, 9))
    return [Utterance(n, line.text, place, glyphs=line.glyphs) for n, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((), PageState.BLANK),
        ((written(TEXT, 0.99),), PageState.GOOD),
        ((written(TEXT, 0.99), written(TEXT, 0.8)), PageState.CHECK),
        ((written(TEXT, 0.5), written(TEXT, 0.4)), PageState.UNREADABLE),
    ],
)
def test_a_page_is_judged_by_its_characters(lines: tuple[Line, ...], state: PageState) -> None:
    report = page_report("abc", Sheet(1, lines, turned=180), utterances(*lines), ())
    assert (report.state, report.turned, report.page) == (state, 180, 1)


def test_the_doubtful_share_leaves_marks_out() -> None:
    line = written("物业，，", wavering=0.5, 业="", figures={"，": ""})
    assert page_report("abc", Sheet(1, (line,)), utterances(line), ()).doubtful == 0.5


def test_a_person_is_told_which_pages_to_compare() -> None:
    lost = Mark(MarkKind.ILLEGIBLE, Box(0, 0, 9, 9), "业")
    pages = [((0.99,), ()), ((0.8,), (lost,)), ((0.3,), ()), ((0.8,), ())]
    reports = []
    for number, (sures, marks) in enumerate(pages, 1):
        lines = tuple(written(TEXT, sure) for sure in sures)
        reports.append(page_report("abc", Sheet(number, lines), utterances(*lines), marks))
    notices = {notice.code: notice.message for notice in page_notices("本子.pdf", reports)}
    assert "第 3 页" in notices[NoticeCode.UNREADABLE_PAGE]
    assert "第 2、4 页" in notices[NoticeCode.DOUBTFUL_PAGES]
    assert "第 2 页" in notices[NoticeCode.ILLEGIBLE]


@pytest.mark.parametrize(
    ("marks", "turned", "state"),
    [
        ((Mark(MarkKind.ILLEGIBLE, Box(0, 0, 120, 40), "业公司"),), 0, PageState.CHECK),
        ((Mark(MarkKind.MISSED, Box(0, 0, 160, 40)),), 0, PageState.CHECK),
        ((Mark(MarkKind.MISSED, Box(0, 0, 40, 160)),), 90, PageState.CHECK),
        ((Mark(MarkKind.MISSED, Box(0, 0, 80, 40)),) * 2, 0, PageState.CHECK),
        ((Mark(MarkKind.MISSED, Box(0, 0, 60, 40)),), 0, PageState.GOOD),
        ((Mark(MarkKind.UNDERLINED, Box(0, 0, 400, 40)),), 0, PageState.GOOD),
    ],
)
def test_a_page_that_lacks_words_is_not_good(
    marks: tuple[Mark, ...], turned: int, state: PageState
) -> None:
    """However sure the recogniser is of the rest; one character's gap may be a wide space."""
    line = written(TEXT)
    sheet = Sheet(1, (line,), turned=turned)
    assert page_report("abc", sheet, utterances(line), marks).state is state


def test_of_good_pages_nothing_is_said() -> None:
    line = written(TEXT)
    reports = [page_report("abc", Sheet(1, (line,)), utterances(line), ())]
    assert not list(page_notices("本子.pdf", reports))
