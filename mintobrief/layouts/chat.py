"""Group chats as their programs copy them: who and when on a line, the message below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mintobrief.layouts.labels import is_name, is_particular
from mintobrief.layouts.lines import Row, Words, rows_of

_MARKS = "：:，,。；;！!？?"
_DAY = r"(?:\d{2,4}[-/年.])?\d{1,2}[-/月.]\d{1,2}日?|昨天|前天|(?:星期|周)[一二三四五六日天]"
_HEADER = re.compile(
    rf"^\s*(?P<who>[^\s@{_MARKS}](?:[^{_MARKS}]{{0,18}}?[^\s{_MARKS}])?)\s+"
    rf"(?P<sent>(?:(?:{_DAY})\s*)?(?:凌晨|早上|上午|中午|下午|晚上)?\s*"
    r"(?P<hour>\d{1,2})[:：][0-5]\d(?:[:：][0-5]\d)?)\s*$"
)
# What the program itself says between the messages.
_SYSTEM = re.compile(
    r"^\s*(?:.{0,40}撤回了一条消息|.{1,40}(?:加入|移出)了?群聊|.{0,40}修改群名为.{1,40}"
    r"|[“\"].{1,40}[”\"]\s*拍了拍.{1,40}|[-—\s]*以下为新消息[-—\s]*)\s*$"
)
_LONGEST = 90
# Fewer messages, or a smaller share of the lines under headers of their own, are no chat.
_FEWEST, _SHARE = 3, 0.2
# So many messages may each have another sender, where they come within a few hours.
_STRANGERS = 4


class Byline(NamedTuple):
    """The line above a message: its sender as shown, and when, as shown."""

    who: str
    sent: str
    hour: int


def read_lines(text: str) -> tuple[Words, ...]:
    """The lines of notes, `turn` being the line's index; those of a chat with sender and time.

    A chat's headers, and what its program says (撤回了一条消息), are no words of anybody's.
    """
    rows = rows_of(text)
    headers = _headers(rows)
    found: list[Words] = []
    above: Byline | None = None
    for line, row in enumerate(rows):
        if header := headers.get(line):
            above = header
        elif not (headers and _SYSTEM.match(_short(row))):
            who, sent = (above.who, above.sent) if above else (None, None)
            found.append(Words(line, row.start, row.end, who, sent))
    return tuple(found)


def _headers(rows: Sequence[Row]) -> Mapping[int, Byline]:
    """The headers of a chat by their lines; empty where the rows are no chat."""
    stamps = {line: header for line, row in enumerate(rows) if (header := _header(row))}
    # 周六 9:00 may end a message: over one of its own a header stands, or its sender's does
    heads = {line: stamps[line] for line in _over_messages(rows, stamps)}
    times = Counter(header.who for header in heads.values())
    senders = {who for who, count in times.items() if count > 1 or is_name(who)}
    found = {line: header for line, header in stamps.items() if header.who in senders}
    lines = sum(not row.blank for row in rows)
    return found if _are_messages([found[i] for i in heads if i in found], lines) else {}


def _header(row: Row) -> Byline | None:
    found = _HEADER.match(_short(row))
    if found is None or is_particular(found["who"]):
        return None
    return Byline(found["who"], found["sent"], int(found["hour"]))


def _short(row: Row) -> str:
    """The row where it can be a header or the program's; longer ones cost time and are neither."""
    text = row.text.strip()
    return text if len(text) <= _LONGEST else ""


def _over_messages(rows: Sequence[Row], stamps: Mapping[int, Byline]) -> list[int]:
    """The stamped lines with a line of words below."""
    filled = [line for line, row in enumerate(rows) if not row.blank]
    return [one for one, other in pairwise(filled) if one in stamps and other not in stamps]


def _are_messages(headers: Sequence[Byline], lines: int) -> bool:
    """Enough of them, and somebody writes again or all write at one time, unlike a timetable."""
    count = len(headers)
    if count < max(_FEWEST, lines * _SHARE):
        return False
    strangers = len({header.who for header in headers}) == count
    hours = len({header.hour for header in headers})
    return not strangers or (count >= _STRANGERS and hours * 2 <= count)
