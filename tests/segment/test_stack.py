"""A stack of pages is split where one meeting ends and the next begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import (
    Box,
    NoticeCode,
    PageReport,
    PageState,
    ScanRegion,
    Source,
    SourceKind,
    Utterance,
)
from mintobrief.segment import stack_notices
from mintobrief.segment.stack import Leaf, Sign, Stack, leaves_of, split_stack

MARCH = ("金桥苑业委会会议记录", "时间：2026年3月14日 14:00", "地点：社区二楼", "主持：李红")
APRIL = ("金桥苑业委会会议记录", "时间：2026年4月11日 14:00", "地点：社区二楼", "主持：李红")
BODY = ("一、电梯", "钢丝绳由物业在月底前换好。", "二、车棚", "先由居委会去现场看一看再定。")


def stack(*pages: tuple[str, ...]) -> Stack:
    """The stack of one file with these pages."""
    return split_stack([Leaf("s", number, lines) for number, lines in enumerate(pages, start=1)])


def begins(found: Stack) -> list[tuple[int, int]]:
    """Where meetings begin, the first left out: pages from 1, lines from 0."""
    return [(cut.leaf + 1, cut.line) for cut in found.cuts]


def test_a_name_with_another_day_begins_a_meeting() -> None:
    """The commonest stack: each meeting on pages of its own."""
    found = stack(MARCH + BODY, ("三、绿化", "下周补种。"), APRIL + BODY)
    assert begins(found) == [(3, 0)]
    assert {Sign.NAME, Sign.DAY, Sign.PARTICULARS} <= set(found.cuts[0].signs)
    assert found.cuts[0].confidence > 0.9
    assert found.proposals == ()


def test_slips_of_the_recogniser_hide_no_head() -> None:
    """2O26年, 会仪记录 and l1日 are what they are meant to be."""
    april = ("金桥苑业委会会仪记录", "时间：2O26年4月l1曰", "地点：社区二楼", "主持：李红")
    assert begins(stack(MARCH + BODY, april + BODY)) == [(2, 0)]


def test_the_same_head_on_every_page_begins_nothing() -> None:
    """A form with its name and date printed on each page is one meeting."""
    assert stack(MARCH + BODY, (*MARCH, "三、绿化", "下周补种。")).cuts == ()


def test_a_page_without_signs_goes_on_with_the_meeting() -> None:
    """Most pages of a notebook: neither a cut nor a question to anybody."""
    found = stack(MARCH + BODY, ("三、绿化", "下周补种。"), ("四、门禁", "装在北门。"))
    assert (found.cuts, found.proposals) == ((), ())


def test_another_issue_begins_a_meeting() -> None:
    """第4期 after 第3期."""
    third = ("物业管理联席会议纪要", "第3期（总第12期）", *BODY)
    fourth = ("物业管理联席会议纪要", "第4期（总第13期）", *BODY)
    found = stack(third, fourth)
    assert begins(found) == [(2, 0)] or [cut.leaf for cut in found.proposals] == [1]
    assert Sign.SERIAL in (*found.cuts, *found.proposals)[0].signs


def test_a_name_without_a_day_is_left_to_a_person() -> None:
    """It may as well be a section of the same minutes."""
    found = stack(MARCH + BODY, ("绿化专题会议", "下周补种。"))
    assert found.cuts == ()
    assert [(cut.leaf, cut.line) for cut in found.proposals] == [(1, 0)]


def test_a_blank_page_before_items_that_begin_anew_is_a_question() -> None:
    """Several weak signs together are worth a look."""
    found = split_stack([Leaf("s", 1, BODY), Leaf("s", 2, ()), Leaf("s", 3, BODY)])
    assert found.cuts == ()
    [proposal] = found.proposals
    assert {Sign.BLANK, Sign.ITEMS_RESTART} <= set(proposal.signs)


def test_page_numbers_and_item_numbers_hold_pages_together() -> None:
    """A second page may carry a date of its own: a note on when it was typed."""
    first = (*MARCH, *BODY, "第1页/共2页")
    second = ("2026年3月16日 星期一", "三、绿化", "下周补种。", "第2页/共2页")
    found = stack(first, second)
    assert found.cuts == ()


def test_a_sentence_that_runs_over_the_page_holds_it() -> None:
    """Its second half is no new meeting, whatever the paper."""
    pages = [Leaf("s", 1, (*BODY, "物业要在本月底以前把北门")), Leaf("s", 2, ("的道闸修好。",))]
    assert split_stack(pages).proposals == ()
    signs = split_stack([pages[0], Leaf("s", 2, ("碰头会", "的道闸修好。"))])
    assert all(Sign.SENTENCE_GOES_ON not in cut.signs for cut in signs.proposals)


def test_a_meeting_may_begin_in_the_middle_of_a_page() -> None:
    """In a notebook the next one stands below the last."""
    found = stack((*MARCH, *BODY, "散会"), ("补记：表已经贴了。", "散会。", *APRIL, *BODY))
    assert begins(found) == [(2, 2)]
    assert [(p.leaf, p.start, p.end) for p in found.meetings[0]] == [(0, 0, 9), (1, 0, 2)]


def test_pages_in_the_wrong_order_are_told_of() -> None:
    """The second page lies before the first."""
    second = ("三、绿化", "下周补种。", "第2页")
    first = (*MARCH, *BODY, "第1页")
    found = stack(second, first)
    assert [(m.leaf, m.number, m.expected) for m in found.misplaced][:1] == [(0, 2, 1)]
    assert found.cuts == ()


def test_pages_in_order_are_not() -> None:
    """Numbers in any of the usual forms."""
    pages = ((*MARCH, *BODY, "- 1 -"), ("三、绿化", "2/3"), ("四、门禁", "第三页"))
    assert stack(*pages).misplaced == ()


@pytest.mark.parametrize(
    "line",
    [
        "2026年3月20日前由物业修好",
        "下次业委会会议再议。",
        "召开业主大会",
        "物业和居委会",
        "二、联席会议的筹备，由居委会负责",
    ],
)
def test_what_only_speaks_of_a_meeting_begins_none(line: str) -> None:
    """Neither a day by which something is due, nor a meeting that is spoken of."""
    found = stack(MARCH + BODY, (line, "三、绿化"))
    assert (found.cuts, found.proposals) == ((), ())


pages = st.lists(
    st.lists(st.sampled_from([*MARCH, *APRIL, *BODY, "散会", "第1页", "第2页", "□□□"]), max_size=9),
    max_size=8,
)


@given(pages)
def test_every_line_is_in_one_meeting(lines: list[list[str]]) -> None:
    """Nothing is dropped and nothing is used twice, whatever the pages hold."""
    found = stack(*map(tuple, lines))
    parts = [part for meeting in found.meetings for part in meeting]
    kept = [(part.leaf, line) for part in parts for line in range(part.start, part.end)]
    assert kept == [(i, line) for i, page in enumerate(lines) for line in range(len(page))]
    assert sorted({part.leaf for part in parts}) == list(range(len(lines)))


def line(turn: int, page: int, text: str) -> Utterance:
    return Utterance(turn, text, ScanRegion("s", page, Box(0, turn * 10, 100, turn * 10 + 9)))


def utterances(*pages: tuple[str, ...]) -> tuple[Utterance, ...]:
    lines = [(number, text) for number, page in enumerate(pages, start=1) for text in page]
    return tuple(line(turn, number, text) for turn, (number, text) in enumerate(lines))


def reports(count: int) -> tuple[PageReport, ...]:
    return tuple(PageReport("s", number + 1, PageState.GOOD) for number in range(count))


def test_blank_pages_are_known_by_their_reports() -> None:
    """They have no utterances."""
    found = leaves_of(utterances(MARCH, BODY), (*reports(2), PageReport("s", 3, PageState.BLANK)))
    assert [(leaf.page, len(leaf.lines)) for leaf in found] == [(1, 4), (2, 4), (3, 0)]
    assert found[1].first == 4


def test_a_page_that_failed_is_neither_missing_nor_blank() -> None:
    """Page 2 of three is there, though nobody could read it: no gap, and no end of a meeting."""
    words = utterances((*MARCH, "—1—"), (), (*BODY, "—3—"))
    failed = PageReport("s", 2, PageState.UNREADABLE, failed="图片已损坏。")
    good = tuple(PageReport("s", page, PageState.GOOD) for page in (1, 3))
    found = split_stack(leaves_of(words, (*good, failed)))
    assert [leaf.unread for leaf in found.leaves] == [False, True, False]
    assert (found.cuts, found.proposals, found.misplaced) == ((), (), ())
    assert [gap.number for gap in split_stack(leaves_of(words, good)).misplaced] == [3]


def test_a_file_without_words_stays_where_it_was_handed_in() -> None:
    """A blank sheet photographed before the others is not the last."""
    blank = PageReport("blank", 1, PageState.BLANK)
    found = leaves_of(utterances(MARCH, BODY), (blank, *reports(2)))
    assert [leaf.page_key for leaf in found] == [("blank", 1), ("s", 1), ("s", 2)]


def test_a_person_is_told_which_pages_begin_a_meeting(tmp_path: Path) -> None:
    """And what to do; all the words stay."""
    source = Source("s", SourceKind.SCAN, "三月.pdf", "a" * 64, tmp_path, pages=3)
    found = utterances(MARCH + BODY, ("三、绿化", "下周补种。"), APRIL + BODY)
    [notice] = stack_notices(found, reports(3), [source])
    assert notice.code is NoticeCode.SEVERAL_MEETINGS
    assert "第3页（" in notice.message
    assert "第2页" not in notice.message
    assert "分别转换" in notice.message


def test_one_meeting_is_no_news(tmp_path: Path) -> None:
    """A notice that comes every time is read no time."""
    source = Source("s", SourceKind.SCAN, "三月.pdf", "a" * 64, tmp_path, pages=2)
    found = utterances(MARCH + BODY, ("三、绿化", "下周补种。"))
    assert stack_notices(found, reports(2), [source]) == ()


def test_typed_notes_are_no_stack() -> None:
    """They have no pages."""
    assert stack_notices((), (), ()) == ()
