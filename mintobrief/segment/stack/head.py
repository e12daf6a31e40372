"""What stands at the head of a page: name of the meeting, day, issue, particulars, page number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from mintobrief.language import lexicon
from mintobrief.language.days import full_days, short_days
from mintobrief.language.lookalikes import mended
from mintobrief.language.numerals import read_number

HEAD_LINES = 6
_LONGEST_NAME = 40
_LONGEST_LINE = 24
_BLANK = re.compile(r"\s+")
# a day by which something is to be done, or on which something was
_LIMIT = re.compile(r"^\s*(?:之?前|以前|内|起|止|至|后)")
_LABELS = ("time", "place", "host", "recorder", "attendees", "observers")
_ANY_YEAR = "2000"
_SERIAL = re.compile(
    r"总?第(?P<n>\d{1,4}|[一二三四五六七八九十百]{1,4})[期号]|[〔\[(（]20\d\d[〕\])）]\d{1,3}号"
)
_PAGE = re.compile(
    r"第(?P<a>\d{1,3}|[一二三四五六七八九十]{1,3})页(?:[,，/]?共\d{1,3}页)?"
    r"|(?P<b>\d{1,3})[/／]\d{1,3}|[-—–·•]{1,2}(?P<c>\d{1,3})[-—–·•]{1,2}|[Pp]\.?(?P<d>\d{1,3})"
)
_ITEM = re.compile(r"^\s*([一二三四五六七八九十]{1,3})\s*[、.．]")


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say; None or empty where they do not.

    `day` has the year 2000 where none is written. `labels` are how many different particulars
    are filled in.
    """

    name: str | None = None
    day: date | None = None
    serial: str | None = None
    labels: int = 0

    @property
    def says_something(self) -> bool:
        return bool(self.name or self.day or self.serial or self.labels)


def head_of(lines: Sequence[str]) -> Head:
    """What the first of the lines say, slips of a recogniser allowed for."""
    top = [mended(line) for line in islice(_written(lines), HEAD_LINES)]
    return Head(
        name=next(filter(None, map(_name, top)), None),
        day=next(filter(None, map(_day, top)), None),
        serial=next(filter(None, map(_serial, top)), None),
        labels=len({kind for line in top for kind in _kinds(line)}),
    )


def name_in(line: str) -> str | None:
    """The name of a meeting where a line is nothing else, but for a day beside it."""
    return _name(mended(line))


def page_number(lines: Sequence[str]) -> int | None:
    """The number at the head or the foot of a page; None where none stands there."""
    for line in (*lines[:1], *lines[-1:]):
        found = _PAGE.fullmatch(_BLANK.sub("", mended(line)))
        if found:
            return read_number(next(filter(None, found.groups())))
    return None


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but the number of its page."""
    return page_number((line,)) is not None


def item_numbers(lines: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the items (一、 二、) that begin among the lines."""
    found = (_ITEM.match(mended(line)) for line in lines)
    numbers = (read_number(match.group(1)) for match in found if match)
    return tuple(number for number in numbers if number is not None)


def _written(lines: Sequence[str]) -> Iterator[str]:
    return (line for line in lines if not is_page_number(line))


def _name(line: str) -> str | None:
    day = next(full_days(line), None)
    words = line[: day.start] + line[day.end :] if day else line
    name = _BLANK.sub("", words).strip("：:。《》【】()（）")
    name = _SERIAL.sub("", name)
    fits = len(name) <= _LONGEST_NAME and _ends().search(name)
    return name if fits and not _bodies().search(name) else None


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("title.ends", "title.paper") + "$")


@cache
def _bodies() -> re.Pattern[str]:
    """What ends like the name of a meeting and is none, and what only speaks of one."""
    bodies = lexicon.load("header").pattern("title.bodies")
    return re.compile(rf"(?<!议)(?:{bodies})$|[，。；;,]|(?:召开|参加|下次|上次|开完|组织).*会")


def _day(line: str) -> date | None:
    """The day of a line that begins with it, is labelled 时间, or names the meeting."""
    heads = bool(_name(line)) or "time" in set(_kinds(line))
    for found in (*full_days(line), *short_days(line, _ANY_YEAR)):
        opens = not line[: found.start].strip() and len(line.strip()) <= _LONGEST_LINE
        if (heads or opens) and not _LIMIT.match(line[found.end :]):
            return found.day
    return None


def _serial(line: str) -> str | None:
    close = _BLANK.sub("", line)
    found = _SERIAL.search(close)
    return found.group() if found and len(close) <= _LONGEST_LINE else None


def _kinds(line: str) -> Iterator[str]:
    """The kinds of particulars that a line fills in."""
    for found in _labels().finditer(line):
        if line[found.end() :].strip() and found.lastgroup:
            yield found.lastgroup


@cache
def _labels() -> re.Pattern[str]:
    groups = (f"(?P<{kind}>{_forms(kind)})" for kind in _LABELS)
    return re.compile(rf"(?:^|(?<=\s))\s*(?:{'|'.join(groups)})\s*[：:]")


def _forms(kind: str) -> str:
    words = sorted(lexicon.load("header")[f"labels.{kind}"], key=len, reverse=True)
    return "|".join(r"\s*".join(word) for word in words)
