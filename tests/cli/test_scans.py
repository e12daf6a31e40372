"""What is printed of pages, and of words to compare with them."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import Console

from mintobrief.cli.pages import meeting_page
from mintobrief.cli.scans import marked, page_rows, respelt, to_compare
from mintobrief.domain import (
    Box,
    Change,
    ChangeKind,
    Doubt,
    DoubtKind,
    Field,
    Flag,
    Glyph,
    Header,
    Mark,
    MarkKind,
    Meeting,
    PageReport,
    PageState,
    Resolution,
    ScanRegion,
    Source,
    SourceKind,
    Utterance,
)

TEXT = "由蔡建平负责4月10日前修好□□道闸"
LINE = Utterance(0, TEXT, ScanRegion("s", 2, Box(0, 0, 90, 20)), confidence=0.9)


def doubt(words: str, kind: DoubtKind) -> Doubt:
    start = TEXT.index(words)
    return Doubt(start, start + len(words), kind)


DOUBTED = replace(
    LINE,
    doubts=(
        doubt("蔡建平", DoubtKind.NAME),
        doubt("建", DoubtKind.UNSURE),
        doubt("4月10日", DoubtKind.FIGURE),
        doubt("修好", DoubtKind.UNSURE),
    ),
    changes=(
        Change(4, 6, "负贵", ChangeKind.SHAPE),
        Change(12, 12, "换掉", ChangeKind.STRUCK),
    ),
)
RESOLUTION = Resolution("r1", Field("修好□□道闸"), (0,), flags=(Flag.UNSURE_WORDS,))


def meeting(*states: PageState, line: Utterance = DOUBTED) -> Meeting:
    source = Source("s", SourceKind.SCAN, "笔记.pdf", "a" * 64, Path("s"), pages=len(states))
    reports = tuple(
        PageReport("s", page, state, doubtful=0.12 if state is PageState.CHECK else 0.0)
        for page, state in enumerate(states, start=1)
    )
    return Meeting("m", Header(), (source,), (line,), resolutions=(RESOLUTION,), pages=reports)


def printed(found: Meeting) -> str:
    """As it reaches a file or a pipe: no colours."""
    console = Console(file=StringIO(), width=100, markup=False, emoji=False, highlight=False)
    console.print(meeting_page(found, ()))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_each_page_has_its_state() -> None:
    """Pages of one state stand together, those to be looked at with how much."""
    good, check = PageState.GOOD, PageState.CHECK
    found = meeting(good, good, check, good, PageState.UNREADABLE, PageState.BLANK)
    [(label, told)] = page_rows(found)
    assert label == "页面"
    assert told.plain == ("第1—2、4页清楚，第3页请核对（12% 的字没有把握），第5页看不清，第6页空白")


def test_a_page_that_was_not_read_is_told_apart_from_one_that_nobody_can_read() -> None:
    """It may be read yet, from another scan."""
    found = meeting(PageState.UNREADABLE, PageState.UNREADABLE)
    failed = replace(found.pages[1], failed="图片已损坏。")
    [(_, told)] = page_rows(replace(found, pages=(found.pages[0], failed)))
    assert told.plain == "第1页看不清，第2页没有读出来"


def test_what_else_is_on_a_page_is_counted() -> None:
    """Words drawn through, and places that could not be read."""
    found = meeting(PageState.GOOD)
    box = Box(0, 0, 9, 9)
    kinds = (MarkKind.STRUCK, MarkKind.STRUCK, MarkKind.ILLEGIBLE, MarkKind.UNDERLINED)
    marks = tuple(Mark(kind, box) for kind in kinds)
    found = replace(found, pages=(replace(found.pages[0], marks=marks),))
    assert page_rows(found)[0][1].plain == "第1页清楚（划去 2 处，划线 1 处，认不出 1 处）"


def test_a_person_is_told_in_which_lines_words_may_be_missing() -> None:
    """Counted on the page; with the page's number where there are several."""
    boxes = (Box(0, 0, 900, 40), Box(0, 38, 900, 80), Box(0, 78, 900, 120))
    lines = tuple(
        replace(LINE, turn=n, evidence=ScanRegion("s", 1, b)) for n, b in enumerate(boxes)
    )
    gap = Mark(MarkKind.MISSED, Box(300, 78, 460, 120))
    found = meeting(PageState.CHECK, PageState.CHECK)
    first = replace(found.pages[0], marks=(gap, replace(gap, box=Box(500, 38, 560, 80))))
    alone = replace(found, utterances=lines, pages=(first,))
    assert "可能漏认 2 处，在第3行、第2行附近" in page_rows(alone)[0][1].plain
    both = replace(alone, pages=(first, found.pages[1]))
    assert "可能漏认 2 处，在第1页第3行、第1页第2行附近" in page_rows(both)[0][1].plain


def test_doubtful_words_stand_in_brackets() -> None:
    """On a terminal they are coloured too."""
    shown = marked(DOUBTED)
    assert shown.plain == "由蔡〔建〕平负责4月10日前〔修好〕□□道闸"
    assert {str(span.style) for span in shown.spans} == {"yellow", "red"}


def test_touching_doubts_are_one() -> None:
    """The recogniser doubts character by character."""
    line = replace(LINE, doubts=tuple(Doubt(i, i + 1, DoubtKind.UNSURE) for i in (1, 2, 3)))
    assert marked(line).plain.startswith("由〔蔡建平〕负责")


def test_changes_are_told() -> None:
    """What it is now, what it was; what was drawn through."""
    assert respelt(DOUBTED) == "（负责 原认作 负贵；划去 换掉）"
    assert respelt(LINE) == ""


def test_figures_and_names_are_always_to_be_compared() -> None:
    """However sure the recogniser is of them."""
    found = meeting(PageState.GOOD)
    assert to_compare(found, RESOLUTION) == "数字 4月10日；姓名 蔡建平"


def test_a_candidate_is_printed_with_all_of_it() -> None:
    """Plain text, no colours: everything is still told."""
    text = printed(meeting(PageState.GOOD, PageState.CHECK))
    for words in ("第2页请核对", "〔建〕", "原认作", "数字 4月10日", "请核对", "□□道闸"):
        assert words in text


def test_typed_notes_show_nothing_of_it() -> None:
    """No pages, no doubts."""
    text = printed(meeting(line=LINE))
    assert "页面" not in text
    assert "对照  " not in text


def test_words_that_a_hand_stressed_are_shown_with_what_rests_on_them() -> None:
    """Underlined and ringed; those of another line or page are not told of this one."""
    glyphs = tuple(Glyph(Box(10 * n, 40, 10 * n + 10, 60), 0.9) for n in range(len(TEXT)))
    found = meeting(PageState.GOOD, PageState.GOOD, line=replace(LINE, glyphs=glyphs))
    marks = (
        Mark(MarkKind.UNDERLINED, Box(10, 38, 41, 62)),
        Mark(MarkKind.CIRCLED, Box(58, 30, 122, 70)),
        Mark(MarkKind.UNDERLINED, Box(10, 138, 41, 162)),
        Mark(MarkKind.STAMP, Box(0, 0, 200, 200)),
    )
    elsewhere = (Mark(MarkKind.CIRCLED, Box(0, 0, 41, 100)),)
    pages = (replace(found.pages[0], marks=elsewhere), replace(found.pages[1], marks=marks))
    assert "道闸（划线 蔡建平；圈出 4月10日前）" in printed(replace(found, pages=pages))
    assert "划线" not in printed(found)
