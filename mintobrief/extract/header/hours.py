"""When the meeting began and ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mintobrief.domain import Field
from mintobrief.extract.header.clock import Clock, find_clocks
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.language import lexicon

# Lines or sentences of the opening that may state the hour.
_REACH = 8


def find_start(edges: Edges, labels: Sequence[Labelled]) -> Field[str] | None:
    """The hour of the 时间 line, else the first one the opener or the heading names.

    A chat begins when its first message was sent, whatever that says.
    """
    if label := find_label(labels, "time"):
        return next((_field(label.passage, c) for c in find_clocks(label.passage.text)), None)
    for passage in _openers(edges):
        if sent := next(find_clocks(passage.sent or ""), None):
            return Field(sent.value)
        if clock := next(_meant(passage.text), None):
            return _field(passage, clock)
    return None


def _meant(text: str) -> Iterator[Clock]:
    """The hours in a text that may be the meeting's own: none is decided on, none a habit."""
    if _expression("clock.decided").search(text):
        return
    for clock in find_clocks(text):
        if not _expression("clock.habit").search(text[: clock.start]):
            yield clock


def _openers(edges: Edges) -> Sequence[Passage]:
    """The heading, and what the first to speak says before anybody else does."""
    if edges.written:
        return edges.opening[:_REACH]
    return (*edges.above, *edges.first_speech[:_REACH])


def find_end(
    edges: Edges, labels: Sequence[Labelled], start: Field[str] | None
) -> Field[str] | None:
    """The second hour of the 时间 line, else the one beside 散会 at the end.

    An hour without 上午 or 下午 follows the start: from 19:00 on 8:20 is 20:20.
    """
    found = _labelled_end(labels) or _closing_end(edges.closing)
    if found is None:
        return None
    passage, clock = found
    return _field(passage, clock.after(start.value) if start else clock)


def _labelled_end(labels: Sequence[Labelled]) -> tuple[Passage, Clock] | None:
    label = find_label(labels, "time")
    clocks = list(find_clocks(label.passage.text)) if label else []
    return (label.passage, clocks[1]) if label and len(clocks) > 1 else None


def _closing_end(closing: Sequence[Passage]) -> tuple[Passage, Clock] | None:
    for passage in reversed(closing):
        if _expression("clock.end").search(passage.text) and (
            clock := next(_meant(passage.text), None)
        ):
            return passage, clock
    return None


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression(name))


def _field(passage: Passage, clock: Clock) -> Field[str]:
    return Field(clock.value, (passage.quote(clock.start, clock.end),))
