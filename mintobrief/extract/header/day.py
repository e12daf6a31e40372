"""The day of the meeting, where its opening or heading states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from mintobrief.domain import Field
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Passage
from mintobrief.language.numerals import read_number

_D = r"[0-9０-９OoＯIl]"
_HAN = "[〇零○一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?P<y>(?:2\s*[0OoＯ]\s*)?{_D}\s*{_D}|二[〇零○]{_HAN}{{2}})\s*[年/.．\-—]\s*"
    rf"(?P<m>{_D}{{1,2}}|{_HAN}{{1,2}})\s*[月/.．\-—]\s*"
    rf"(?P<d>{_D}{{1,2}}|{_HAN}{{1,3}})(?:\s*[日号])?(?!{_D})"
)
_SHORT = re.compile(
    rf"(?P<m>{_D}{{1,2}}|{_HAN}{{1,2}})\s*月\s*(?P<d>{_D}{{1,2}}|{_HAN}{{1,3}})\s*[日号]"
)
_YEAR = re.compile(r"(?P<y>20\d\d|二[〇零○][一二三四五六七八九〇零]{2})\s*年")


def find_day(opening: Sequence[Passage], labels: Iterable[Labelled]) -> Field[date] | None:
    """The first full date of the heading; a 时间 line comes before all else."""
    label = find_label(labels, "time")
    passages = ([label.passage] if label else []) + list(opening)
    for passage in passages:
        for found in _DATE.finditer(passage.text):
            if day := _day(found["y"], found):
                return Field(day, (passage.quote(*found.span()),))
    return _day_without_year(passages) or _day_of_chat(opening)


def _day_of_chat(opening: Iterable[Passage]) -> Field[date] | None:
    """The day that stands above the first message, with its sender."""
    for passage in opening:
        found = _DATE.search(passage.sent or "")
        if found and (day := _day(found["y"], found)):
            return Field(day)
    return None


def _day_without_year(passages: Sequence[Passage]) -> Field[date] | None:
    """今天是三月五号, where the year stands elsewhere in the heading."""
    years = [found["y"] for passage in passages for found in _YEAR.finditer(passage.text)]
    for passage in passages if years else ():
        found = _SHORT.search(passage.text)
        if found and (day := _day(years[0], found)):
            return Field(day, (passage.quote(*found.span()),))
    return None


def _day(year: str, found: re.Match[str]) -> date | None:
    numbers = [_read(part) for part in (year, found["m"], found["d"])]
    if None in numbers:
        return None
    y, m, d = (n or 0 for n in numbers)
    try:
        return date(y if y > 99 else 2000 + y, m, d)
    except ValueError:
        return None  # 2026年2月30日: a slip of the pen, not a day


def _read(written: str) -> int | None:
    plain = re.sub(r"\s", "", written)
    plain = re.sub("[OoＯ]", "0", re.sub("[Il]", "1", plain))
    return read_number(plain.replace("零", "〇"))
