"""What is printed of pages: how well each was read, which words to compare with the paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from rich.text import Text

from mintobrief.cli.plain import plain
from mintobrief.domain import (
    UNREAD,
    Box,
    ChangeKind,
    DoubtKind,
    Mark,
    MarkKind,
    Meeting,
    PageReport,
    PageState,
    Resolution,
    ScanRegion,
    Utterance,
)

_MOST_ROWS = 6  # of a row of the table
_FAILED = ("没有读出来", "red")  # damaged, or given up
_STATES = {
    PageState.GOOD: ("清楚", "green"),
    PageState.CHECK: ("请核对", "yellow"),
    PageState.UNREADABLE: ("看不清", "red"),
    PageState.BLANK: ("空白", "dim"),
}
_STRESSED = {MarkKind.UNDERLINED: "划线", MarkKind.CIRCLED: "圈出"}
_MARKS = {
    MarkKind.STRUCK: "划去",
    MarkKind.INSERTED: "补写",
    MarkKind.MARGIN: "旁注",
    **_STRESSED,
    MarkKind.STAMP: "印章",
    MarkKind.ILLEGIBLE: "认不出",
    MarkKind.MISSED: "可能漏认",
}
_ALWAYS = {DoubtKind.FIGURE: "数字", DoubtKind.NAME: "姓名", DoubtKind.VOTE: "表决"}
_WAS = {
    ChangeKind.WORD: "原听作",
    ChangeKind.TERM: "原作",
    ChangeKind.SHAPE: "原认作",
}


def page_rows(meeting: Meeting) -> list[tuple[str, Text]]:
    """A row for each scan: which pages can be trusted, which not, and what else is on them."""
    rows = []
    for source in meeting.sources:
        reports = [report for report in meeting.pages if report.source_id == source.id]
        if reports:
            several = len({report.source_id for report in meeting.pages}) > 1
            name = plain(f"{source.name}：") if several else ""
            rows.append(("页面", Text(name).append_text(_states(reports, meeting))))
    return rows


def _states(reports: Sequence[PageReport], meeting: Meeting) -> Text:
    """第1—3页清楚，第4页请核对（12% 的字没有把握；划去 1 处）."""
    told = Text()
    for word, style in (*_STATES.values(), _FAILED):
        pages = [report for report in reports if _told_as(report) == (word, style)]
        if pages:
            told.append("，" if told else "").append(_numbers(r.page for r in pages))
            told.append(word, style=style)
            remarks = "；".join(filter(None, (_share(pages), _marks(pages, meeting))))
            told.append(f"（{remarks}）" if remarks else "")
    return told


def _told_as(report: PageReport) -> tuple[str, str]:
    return _FAILED if report.failed else _STATES[report.state]


def _numbers(pages: Iterable[int]) -> str:
    """第1—3、5页."""
    runs = groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0])
    spans = [[page for _, page in run] for _, run in runs]
    return f"第{'、'.join(f'{s[0]}—{s[-1]}' if len(s) > 1 else f'{s[0]}' for s in spans)}页"


def _share(reports: Sequence[PageReport]) -> str:
    """The worst page's share of doubtful characters, where one in a hundred is."""
    worst = max(report.doubtful for report in reports)
    if worst < 0.01 or reports[0].state is PageState.BLANK:
        return ""
    most = "最多" if len(reports) > 1 else ""
    return f"{most}{worst:.0%} 的字没有把握"


def _marks(reports: Sequence[PageReport], meeting: Meeting) -> str:
    kinds = [mark.kind for report in reports for mark in report.marks]
    told = [f"{_MARKS[kind]} {kinds.count(kind)} 处" for kind in _MARKS if kind in kinds]
    if MarkKind.MISSED in kinds and (places := _missed_at(reports, meeting)):
        told[-1] += f"，在{places}附近"  # the last of the kinds
    return "，".join(told)


def _missed_at(reports: Sequence[PageReport], meeting: Meeting) -> str:
    """第3行、第5行: where characters may have been left out; with the page where there are more."""
    rows = [(report.page, row) for report in reports for row in _missed_rows(report, meeting)]
    several = len(reports) > 1
    told = [
        f"第{page}页第{row}行" if several else f"第{row}行" for page, row in dict.fromkeys(rows)
    ]
    return "、".join(told[:_MOST_ROWS]) + ("等处" if len(told) > _MOST_ROWS else "")


def _missed_rows(report: PageReport, meeting: Meeting) -> Iterator[int]:
    """The number of the line nearest to each gap, counted on its page from 1."""
    regions = (u.evidence for u in meeting.utterances)
    lines = [
        region.box
        for region in regions
        if isinstance(region, ScanRegion) and region.page_key == report.page_key
    ]
    for mark in report.marks:
        if lines and mark.kind is MarkKind.MISSED:
            yield 1 + min(range(len(lines)), key=lambda row: _apart(mark.box, lines[row]))


def _apart(box: Box, line: Box) -> tuple[int, int]:
    """How far a place is from a line; among lines that touch it, its own has edges like its own."""
    across = max(0, line.left - box.right, box.left - line.right)
    down = max(0, line.top - box.bottom, box.top - line.bottom)
    level = abs(line.top - box.top) + abs(line.bottom - box.bottom)
    upright = abs(line.left - box.left) + abs(line.right - box.right)  # the page lies on its side
    return across + down, min(level, upright)


def marked(utterance: Utterance) -> Text:
    """The words, those that the recogniser wavered over in 〔〕 and coloured, gaps in red."""
    text = utterance.text
    doubts = (d for d in utterance.doubts if d.kind is DoubtKind.UNSURE)
    unsure = {place for doubt in doubts for place in range(doubt.start, doubt.end)}
    shown = Text()
    for start, end in pairwise(_edges(unsure, len(text))):
        words = plain(text[start:end])
        if start in unsure:
            shown.append(f"〔{words}〕", style="yellow")
        else:
            shown.append(words)
    shown.highlight_regex(f"{UNREAD}+", style="red")
    return shown


def _edges(covered: set[int], length: int) -> list[int]:
    """Where the style of a text changes, its ends included."""
    changes = (i for i in range(1, length) if (i in covered) != (i - 1 in covered))
    return [0, *changes, length]


def respelt(utterance: Utterance) -> str:
    """The words that were changed because they look or sound alike, as they were recognised."""
    told = [
        f"{utterance.text[change.start : change.end]} {_WAS[change.kind]} {change.was}"
        for change in utterance.changes
        if change.kind in _WAS
    ]
    told += [f"划去 {c.was}" for c in utterance.changes if c.kind is ChangeKind.STRUCK]
    return plain(f"（{'；'.join(told)}）") if told else ""


def stressed(utterance: Utterance, meeting: Meeting) -> str:
    """The words that a hand has underlined or put a ring around."""
    told = [
        f"{_STRESSED[mark.kind]} {words}"
        for mark in _marks_beside(utterance, meeting)
        if mark.kind in _STRESSED and (words := _words_in(mark.box, utterance))
    ]
    return plain(f"（{'；'.join(told)}）") if told else ""


def _marks_beside(utterance: Utterance, meeting: Meeting) -> Iterator[Mark]:
    region = utterance.evidence
    if isinstance(region, ScanRegion):
        pages = (report for report in meeting.pages if report.page_key == region.page_key)
        yield from (mark for report in pages for mark in report.marks)


def _words_in(box: Box, utterance: Utterance) -> str:
    """The characters whose middle lies in a box."""
    middles = (
        (g.box.left + g.box.right, g.box.top + g.box.bottom) if g else None
        for g in utterance.glyphs
    )
    return "".join(
        character
        for character, middle in zip(utterance.text, middles, strict=False)
        if middle and box.left < middle[0] / 2 < box.right and box.top < middle[1] / 2 < box.bottom
    )


def to_compare(meeting: Meeting, resolution: Resolution) -> str:
    """The figures, names and votes of the words it rests on: always to be compared by eye."""
    utterances = [meeting.utterances[i] for i in resolution.evidence]
    told = ((label, dict.fromkeys(_doubted(utterances, kind))) for kind, label in _ALWAYS.items())
    return plain("；".join(f"{label} {'、'.join(words)}" for label, words in told if words))


def _doubted(utterances: Iterable[Utterance], kind: DoubtKind) -> Iterator[str]:
    for utterance in utterances:
        yield from (utterance.text[d.start : d.end] for d in utterance.doubts if d.kind is kind)
