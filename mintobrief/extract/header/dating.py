"""The day of a meeting at which nobody said it in full: a day without its year, shortly before
the files were named or handed in; the names of the files; a recorder's clock.

Nothing of this is sure, so each comes with a notice; the person sees it and corrects it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mintobrief.domain import Field, Notice, NoticeCode, Request, Source, Utterance
from mintobrief.extract.header.day import SLACK
from mintobrief.extract.header.labels import Labelled, find_label, labelled
from mintobrief.extract.header.passage import Edges, Passage, read_edges
from mintobrief.language.days import WrittenDay, is_another, is_today, named_day, short_days_before

_FRESH = timedelta(days=60)  # notes are handed in within weeks; of older ones the year is open
_HEAD = 3  # lines
_SPAN = re.compile(r"\s*[到至—~-]")  # a plan lasts for days


@dataclass(frozen=True, slots=True)
class Inferred:
    """A day that something else than the words of the meeting tells, and what that is."""

    held_on: Field[date]
    told_by: str

    @property
    def notice(self) -> Notice:
        """What the person is asked to look at."""
        return Notice(
            NoticeCode.DAY_INFERRED,
            f"没有找到写全的开会日期，{self.told_by}，暂定为 {self.held_on.value}，请核对。",
        )


def infer_day(
    utterances: Sequence[Utterance], sources: Sequence[Source], request: Request
) -> Inferred | None:
    """The day of a meeting whose words have none; the surest first, None where nothing tells.

    A stack of pages may be of several meetings, which have not one day.
    """
    if request.several:
        return None
    return next(_inferred(utterances, sources, request.handed_in), None)


def _inferred(
    utterances: Sequence[Utterance], sources: Sequence[Source], handed_in: date | None
) -> Iterator[Inferred]:
    named = [found for found in _named(sources) if _is_over(found, handed_in)]
    edges = read_edges(utterances)
    label = find_label(tuple(labelled(edges.opening)), "time")
    for found in named:  # notes are often typed, and named, days after the meeting
        yield from _stated(edges, label, found.held_on.value, "文件名里的日子")
    if handed_in:
        yield from _stated(edges, label, handed_in, "交来的日子")
    yield from named
    if handed_in:
        yield from _headed(edges, handed_in) if label is None else ()
        yield from _named_shortly(sources, handed_in)
    yield from (found for found in _recorded(sources) if _is_over(found, handed_in))


def _is_over(found: Inferred, handed_in: date | None) -> bool:
    """Nothing can be handed in before the meeting: the day is one of a plan, or a clock's error."""
    return handed_in is None or found.held_on.value <= handed_in + SLACK


def _named(sources: Sequence[Source]) -> Iterator[Inferred]:
    for source in sources:
        if day := named_day(source.name):
            yield Inferred(Field(day), f"按文件名“{source.name}”")


def _named_shortly(sources: Sequence[Source], handed_in: date) -> Iterator[Inferred]:
    for source in sources:
        for found in short_days_before(source.name, handed_in, _FRESH):
            yield Inferred(Field(found.day), f"按文件名“{source.name}”和交来的日子")


def _recorded(sources: Sequence[Source]) -> Iterator[Inferred]:
    for source in sources:
        if source.recorded_on:
            yield Inferred(Field(source.recorded_on), f"按“{source.name}”里录音设备记下的日期")


def _stated(edges: Edges, label: Labelled | None, last: date, told_by: str) -> Iterator[Inferred]:
    """What the 时间 line says, or who opens the talk with 今天是…"""
    if label:
        yield from _shortly(label.passage, last, told_by, said=False)
    elif not edges.written:
        for passage in edges.opening:
            yield from _shortly(passage, last, told_by, said=True)


def _headed(edges: Edges, last: date) -> Iterator[Inferred]:
    """What the first lines of notes say; asked where no 时间 line stands among them."""
    if edges.written:
        for passage in edges.opening[:_HEAD]:
            yield from _shortly(passage, last, "交来的日子", said=False)


def _shortly(passage: Passage, last: date, told_by: str, *, said: bool) -> Iterator[Inferred]:
    for found in short_days_before(passage.text, last, _FRESH):
        if _is_the_day(passage.text, found, said=said):
            quote = passage.quote(found.start, found.end)
            yield Inferred(Field(found.day, (quote,)), f"说的日子没有年份，按{told_by}推算")


def _is_the_day(text: str, found: WrittenDay, *, said: bool) -> bool:
    """Notes may name the day of a plan; in talk, any day may be meant but 今天."""
    if is_another(text, found) or _SPAN.match(text, found.end):
        return False
    return not said or is_today(text, found)
