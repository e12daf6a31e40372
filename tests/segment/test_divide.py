"""What was read of a stack becomes one reading for each meeting; nothing is lost or doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import (
    Box,
    Notice,
    NoticeCode,
    PageReport,
    PageState,
    Reading,
    ScanRegion,
    Source,
    SourceKind,
    TextSpan,
    Utterance,
)
from mintobrief.segment import divide_stack
from tests.segment.test_stack import APRIL, BODY, MARCH

NAMED = {"s": "一叠.pdf"}


def reading(*pages: tuple[str, ...]) -> Reading:
    """The pages of one file, as they are read."""
    lines = [(number, line) for number, page in enumerate(pages, 1) for line in page]
    said = tuple(
        Utterance(turn, line, ScanRegion("s", page, Box(0, turn, 10, turn + 1)))
        for turn, (page, line) in enumerate(lines)
    )
    reports = tuple(
        PageReport("s", number, PageState.GOOD if page else PageState.BLANK)
        for number, page in enumerate(pages, 1)
    )
    return Reading(said, pages=reports)


def scan(pages: int) -> Source:
    return Source("s", SourceKind.SCAN, NAMED["s"], "0" * 64, path=__file__, pages=pages)  # type: ignore[arg-type]


def divided(found: Reading) -> tuple[Reading, ...]:
    return divide_stack(found, [scan(len(found.pages))])


def test_each_meeting_has_its_own_pages_and_is_told_so() -> None:
    """A blank page between two belongs to the one before it."""
    march, april = divided(reading(MARCH + BODY, ("三、绿化", "下周补种。"), (), APRIL + BODY))
    assert [report.page for report in march.pages] == [1, 2, 3]
    assert [report.page for report in april.pages] == [4]
    assert april.utterances[0].text == APRIL[0]
    told = april.notices[0]
    assert told.code is NoticeCode.DIVIDED
    assert "2 次会议" in told.message
    assert "第4页" in told.message
    assert "日期不同" in told.message


def test_a_page_cut_in_the_middle_is_a_page_of_both() -> None:
    """A notebook begins the next meeting where the last one ended."""
    march, april = divided(reading((*MARCH, *BODY, "散会", *APRIL, *BODY)))
    assert [report.page for report in (*march.pages, *april.pages)] == [1, 1]
    assert april.utterances[0].text == APRIL[0]


def test_an_uncertain_cut_leaves_the_pages_together() -> None:
    """A name without a day may as well be a section of the same minutes."""
    found = reading(MARCH + BODY, ("绿化专题会议", "下周补种。"))
    assert divided(found) == (found,)


def test_what_is_not_scans_alone_is_one_meeting() -> None:
    found = reading(MARCH + BODY, APRIL + BODY)
    notes = Source("n", SourceKind.NOTES, "n.txt", "1" * 64, path=__file__, text="好")  # type: ignore[arg-type]
    assert divide_stack(found, [scan(2), notes]) == (found,)
    typed = Reading(
        (*found.utterances, Utterance(99, "好", TextSpan("n", 0, 1))), (), (), found.pages
    )
    assert divided(typed) == (typed,)


def test_a_notice_goes_where_its_page_goes() -> None:
    found = reading(MARCH + BODY, APRIL + BODY)
    second = Notice(NoticeCode.UNREADABLE_PAGE, "!", ScanRegion("s", 2, Box(0, 0, 1, 1)))
    general = Notice(NoticeCode.ENCODING, "?")
    both = Reading(found.utterances, (second, general), (), found.pages)
    march, april = divided(both)
    assert march.notices[1:] == (general,)
    assert april.notices[1:] == (second, general)


PAGES = st.lists(
    st.sampled_from([MARCH + BODY, APRIL + BODY, BODY, (), ("散会",), (*BODY, *APRIL, *BODY)]),
    min_size=1,
    max_size=8,
)


@given(PAGES)
def test_every_line_is_in_one_meeting_and_every_page_in_some(pages: list[tuple[str, ...]]) -> None:
    found = reading(*pages)
    parts = divided(found)
    assert [u for part in parts for u in part.utterances] == list(found.utterances)
    assert {r.page for part in parts for r in part.pages} == {r.page for r in found.pages}
    assert all(part.utterances for part in parts) or not found.utterances
