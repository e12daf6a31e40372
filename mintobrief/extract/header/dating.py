"""The day of a meeting at which nobody said it: from the names of its files, a recorder's clock,
or a day without its year shortly before the files were handed in.

Nothing of this is sure, so each comes with a notice; the person sees it and corrects it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mintobrief.domain import Field, Notice, NoticeCode, Request, Source, Utterance
from mintobrief.extract.header.labels import find_label, labelled
from mintobrief.extract.header.passage import Edges, Passage, read_edges
from mintobrief.language.days import WrittenDay, named_day, short_days_before

_FRESH = timedelta(days=60)  # notes are handed in within weeks; of older ones the year is open
_HEAD = 3  # lines
_LIMIT = re.compile(r"\s*(?:[之以]?[前后内]|起|止|[到至—~-])")  # a day of a plan
_TODAY = re.compile(r"(?:今天|今日|今儿个?)(?:呢|啊)?[，,]?是?$")


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
    yield from _named(sources)
    if handed_in:
        yield from _written(utterances, handed_in)
        yield from _named_shortly(sources, handed_in)
    yield from _recorded(sources)


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


def _written(utterances: Sequence[Utterance], handed_in: date) -> Iterator[Inferred]:
    edges = read_edges(utterances)
    for passage in _heading(edges):
        for found in short_days_before(passage.text, handed_in, _FRESH):
            if _is_the_day(passage.text, found, written=edges.written):
                quote = passage.quote(found.start, found.end)
                yield Inferred(Field(found.day, (quote,)), "说的日子没有年份，按交来的日子推算")


def _heading(edges: Edges) -> Sequence[Passage]:
    """The 时间 line, else the first lines of notes, or what the first to speak says."""
    label = find_label(tuple(labelled(edges.opening)), "time")
    if label:
        return (label.passage,)
    return edges.opening[:_HEAD] if edges.written else edges.first_speech


def _is_the_day(text: str, found: WrittenDay, *, written: bool) -> bool:
    """Notes may name the day of a plan; in talk, any day may be meant but 今天."""
    if written:
        return not _LIMIT.match(text, found.end)
    return _TODAY.search(text, 0, found.start) is not None
