"""Topics of written notes and tables, by the numbering of their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mintobrief.segment.units import Unit

_HAN = "一二三四五六七八九十"
# Styles of numbering, the highest level first; group "n" is the number where the style has one.
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\s*#{1,3}\s+(?=\S)",
        rf"^\s*[【〔]\s*(?:(?P<n>[{_HAN}]+|\d+)\s*[、.．，]\s*)?(?P<inner>[^】\]〕\d][^】\]〕]{{0,20}})[】\]〕]",
        rf"^\s*(?:议\s*题|事\s*项|第)\s*(?P<n>[{_HAN}]+|\d+)\s*(?:个|件|项|块)?\s*(?:议题|事项|问题)?\s*[、.．，,:：\s]",
        rf"^\s*(?P<n>[{_HAN}]{{1,3}})\s*[、.．，,:：]\s*",
        rf"^\s*[（(]\s*(?P<n>[{_HAN}]{{1,3}})\s*[）)]\s*",
        r"^\s*(?P<n>\d{1,2})\s*(?:[、）)]|[.．](?!\s*\d))\s*",
        r"^\s*(?P<n>[①-⑳])\s*",
        r"^\s*[（(]\s*(?P<n>\d{1,2})\s*[）)]\s*",
    )
)
# A number may be lost to a smudge, not three in a row.
_LOST = 2
# A heading longer than this is a sentence that happens to be numbered.
_LONG = 24
# An unnumbered heading is shorter still.
_BRIEF = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered line that opens a topic: the unit it is, and its words without the number."""

    unit: int
    title: str


def find_headings(units: Sequence[Unit]) -> tuple[Heading, ...]:
    """The headings of the highest level there are two of; empty without an outline."""
    for style in _STYLES:
        headings = tuple(_chain(units, style))
        if len(headings) >= 2 and _opens_sections(headings):
            return headings
    plain = tuple(_plain(units))
    return plain if len(plain) >= 2 else ()


def _plain(units: Sequence[Unit]) -> Iterator[Heading]:
    """Short lines on their own above a paragraph."""
    for place, (unit, below) in enumerate(pairwise(units)):
        line = unit.text.strip().rstrip("：:")
        alone = unit.gap and not below.gap and len(below.text) > len(line)
        if alone and 2 <= len(line) <= _BRIEF and not re.search(r"[，,。；;：:！？、\d]", line):
            yield Heading(place, line)


def _chain(units: Sequence[Unit], style: re.Pattern[str]) -> Iterator[Heading]:
    """The lines in this style whose numbers count up from 1."""
    expected = 1
    for place, unit in enumerate(units):
        line = unit.sentences[0]
        if not (found := style.match(line)):
            continue
        groups = found.groupdict()
        if (number := _number(groups.get("n"))) is not None:
            if not expected <= number <= expected + _LOST:
                continue
            expected = number + 1
        yield Heading(place, (groups.get("inner") or line[found.end() :]).strip())


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    if written.isdecimal():
        return int(written)
    if written[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(written[0]) - ord("①") + 1
    tens, ten, ones = written.rpartition("十")
    unit = _HAN.index(ones) + 1 if ones in _HAN and ones else 0
    return unit + (10 * (_HAN.index(tens) + 1 if tens and tens in _HAN else 1) if ten else 0)


def _opens_sections(headings: Sequence[Heading]) -> bool:
    """Numbered lines are headings where lines follow under them, or where they are short."""
    span = headings[-1].unit - headings[0].unit
    short = sum(len(h.title) <= _LONG for h in headings)
    return span >= 2 * (len(headings) - 1) or short * 2 >= len(headings)
