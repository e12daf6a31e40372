"""When the meeting began and ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mintobrief.domain import Field
from mintobrief.extract.header.clock import Clock, find_clocks
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.language import lexicon

# Lines or sentences of the opening that may state the hour.
_REACH = 8


def find_start(edges: Edges, labels: Sequence[Labelled]) -> Field[str] | None:
    """The hour of the 时间 line, else the first one the opener or the heading names."""
    if label := find_label(labels, "time"):
        return next((_field(label.passage, c) for c in find_clocks(label.passage.text)), None)
    for passage in _openers(edges):
        if clock := next(find_clocks(passage.text), None):
            return _field(passage, clock)
    return None


def _openers(edges: Edges) -> Sequence[Passage]:
    """The heading, or what the first to speak says before anybody else does."""
    if edges.written:
        return edges.opening[:_REACH]
    return edges.first_speech[:_REACH]


def find_end(edges: Edges, labels: Sequence[Labelled]) -> Field[str] | None:
    """The second hour of the 时间 line, else the one beside 散会 at the end."""
    if label := find_label(labels, "time"):
        clocks = list(find_clocks(label.passage.text))
        if len(clocks) > 1:
            return _field(label.passage, clocks[1])
    for passage in reversed(edges.closing):
        if _ends().search(passage.text) and (clock := next(find_clocks(passage.text), None)):
            return _field(passage, clock)
    return None


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("clock.end"))


def _field(passage: Passage, clock: Clock) -> Field[str]:
    return Field(clock.value, (passage.quote(clock.start, clock.end),))
