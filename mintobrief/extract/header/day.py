"""The day of the meeting, where its opening or heading states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from mintobrief.domain import Field
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Passage
from mintobrief.language.days import full_days, short_days

_YEAR = re.compile(r"(?P<y>20\d\d|二[〇零○][一二三四五六七八九〇零]{2})\s*年")


def find_day(opening: Sequence[Passage], labels: Iterable[Labelled]) -> Field[date] | None:
    """The first full date of the heading; a 时间 line comes before all else."""
    label = find_label(labels, "time")
    passages = ([label.passage] if label else []) + list(opening)
    for passage in passages:
        for found in full_days(passage.text):
            return Field(found.day, (passage.quote(found.start, found.end),))
    return _day_without_year(passages) or _day_of_chat(opening)


def _day_of_chat(opening: Iterable[Passage]) -> Field[date] | None:
    """The day that stands above the first message, with its sender."""
    for passage in opening:
        found = next(full_days(passage.sent or ""), None)
        if found:
            return Field(found.day)
    return None


def _day_without_year(passages: Sequence[Passage]) -> Field[date] | None:
    """今天是三月五号, where the year stands elsewhere in the heading."""
    years = [found["y"] for passage in passages for found in _YEAR.finditer(passage.text)]
    for passage in passages if years else ():
        found = next(short_days(passage.text, years[0]), None)
        if found:
            return Field(found.day, (passage.quote(found.start, found.end),))
    return None
