"""What speaks for a new meeting on a page, and what for the old one going on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from mintobrief.segment.stack.head import (
    Head,
    head_of,
    is_page_number,
    item_numbers,
    page_number,
)
from mintobrief.segment.stack.leaves import Leaf


class Sign(StrEnum):
    """Something seen between two pages."""

    NAME = "name"  # the name of a meeting at the head
    DAY = "day"  # another day at the head
    SERIAL = "serial"  # another issue (第3期)
    PARTICULARS = "particulars"  # 时间, 地点, 主持 … filled in at the head
    FIRST_PAGE = "first_page"  # numbered 1
    CLOSED = "closed"  # 散会, or a signature, on the page before
    BLANK = "blank"  # a blank page between
    NEW_FILE = "new_file"
    ITEMS_RESTART = "items_restart"  # 一、 after 三、
    SAME_DAY = "same_day"
    SAME_SERIAL = "same_serial"
    NEXT_PAGE = "next_page"  # 2 after 1
    ITEMS_GO_ON = "items_go_on"  # 三、 after 二、
    SENTENCE_GOES_ON = "sentence_goes_on"
    OUT_OF_ORDER = "out_of_order"  # numbered 1 behind a page 2 without a head


# In log odds, set by hand: a name with another day settles it, neither does alone.
_WEIGHTS = {
    Sign.NAME: 2.2,
    Sign.DAY: 2.5,
    Sign.SERIAL: 3.0,
    Sign.PARTICULARS: 1.5,
    Sign.FIRST_PAGE: 1.5,
    Sign.CLOSED: 1.2,
    Sign.BLANK: 1.0,
    Sign.NEW_FILE: 0.3,
    Sign.ITEMS_RESTART: 1.0,
    Sign.SAME_DAY: -2.5,
    Sign.SAME_SERIAL: -3.0,
    Sign.NEXT_PAGE: -3.0,
    Sign.ITEMS_GO_ON: -2.5,
    Sign.SENTENCE_GOES_ON: -1.5,
    Sign.OUT_OF_ORDER: -3.0,
}
_SELDOM = -2.2  # log odds that a page begins a meeting when nothing is seen
_CLOSING = re.compile(
    r"散\s*会|会议(?:到此)?结束|(?:记录|主持)人?\s*(?:签\s*[字名]|[：:]\s*\S{2,4}$)"
)
_ENDED = re.compile(r"[。．.；;！!？?：:）)】」”]\s*$")
_OPENS = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[-–—•·●■◆①-⑳])")
_LAST_LINES = 3
_FULL = 0.7  # of a page's usual line is a line that reached the margin


@dataclass(slots=True)
class Behind:
    """What is known of the meeting so far: its leaves, and what their heads say."""

    leaves: list[Leaf]
    names: set[str]
    days: set[tuple[int, int]]
    serials: set[str]
    blank: bool = False

    @property
    def last(self) -> Leaf:
        return self.leaves[-1]

    def learn(self, head: Head) -> None:
        """Heads of a meeting may repeat from page to page."""
        self.names |= {head.name} if head.name else set()
        self.days |= {(head.day.month, head.day.day)} if head.day else set()
        self.serials |= {head.serial} if head.serial else set()


def begun_by(leaf: Leaf, lines: Sequence[str]) -> Behind:
    """What is known when a meeting has just begun with these lines of a leaf."""
    behind = Behind([leaf], set(), set(), set())
    behind.learn(head_of(lines))
    return behind


def confidence_of(signs: Iterable[Sign]) -> float:
    """How likely it is that a meeting begins where these are seen, from 0 to 1."""
    odds = _SELDOM + sum(_WEIGHTS[sign] for sign in signs)
    return round(1 / (1 + math.exp(-odds)), 3)


def signs_at_top(behind: Behind, leaf: Leaf, lines: Sequence[str]) -> tuple[Sign, ...]:
    """What is seen where a page comes behind those of a meeting; `lines` are those of it that
    stand above the name of another one."""
    head = head_of(lines)
    found = [*_in_head(behind, head), *_in_numbers(behind, leaf)]
    if behind.blank:
        found.append(Sign.BLANK)
    if leaf.source_id != behind.last.source_id:
        found.append(Sign.NEW_FILE)
    if _is_closed(behind.last.lines):
        found.append(Sign.CLOSED)
    elif not head.says_something and _runs_over(behind.last, leaf):
        found.append(Sign.SENTENCE_GOES_ON)
    return tuple(found)


def signs_within(behind: Behind, above: Sequence[str], below: Sequence[str]) -> tuple[Sign, ...]:
    """What is seen in the middle of a page, where the lines below begin with a name."""
    found = list(_in_head(behind, head_of(below)))
    if _is_closed(above):
        found.append(Sign.CLOSED)
    return tuple(found + list(_in_items(item_numbers(above), item_numbers(below))))


def _in_head(behind: Behind, head: Head) -> Iterator[Sign]:
    day = (head.day.month, head.day.day) if head.day else None
    if head.name and (head.name not in behind.names or (day and day not in behind.days)):
        yield Sign.NAME
    if day:
        yield Sign.SAME_DAY if day in behind.days else Sign.DAY
    if head.serial:
        yield Sign.SAME_SERIAL if head.serial in behind.serials else Sign.SERIAL
    if head.labels > 1:
        yield Sign.PARTICULARS


def _in_numbers(behind: Behind, leaf: Leaf) -> Iterator[Sign]:
    before, number = page_number(behind.last.lines), page_number(leaf.lines)
    if number == 1:
        headless = not (behind.names or behind.days) and before is not None and before > 1
        yield Sign.OUT_OF_ORDER if headless else Sign.FIRST_PAGE
    elif number is not None and before is not None and number == before + 1:
        yield Sign.NEXT_PAGE
    items = [n for page in behind.leaves for n in item_numbers(page.lines)]
    yield from _in_items(items, item_numbers(leaf.lines))


def _in_items(before: Sequence[int], here: Sequence[int]) -> Iterator[Sign]:
    if before and here and here[0] == before[-1] + 1:
        yield Sign.ITEMS_GO_ON
    elif before and here and here[0] == 1 < before[-1]:
        yield Sign.ITEMS_RESTART


def _is_closed(lines: Sequence[str]) -> bool:
    written = [line for line in lines if not is_page_number(line)]
    return any(_CLOSING.search(line) for line in written[-_LAST_LINES:])


def _runs_over(before: Leaf, leaf: Leaf) -> bool:
    """Whether the last sentence of a page goes on on the next."""
    if leaf.goes_on:
        return True
    above = [line for line in before.lines if not is_page_number(line)]
    below = [line for line in leaf.lines if not is_page_number(line)]
    if not above or not below or _ENDED.search(above[-1]) or _OPENS.match(below[0]):
        return False
    return len(above[-1]) >= _FULL * median(map(len, above))
