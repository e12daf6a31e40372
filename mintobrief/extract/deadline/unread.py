"""Times with a character that could not be read: 6月□日前 is no day.

On a page 〓 stands for it, in a text □, which at the head of a line is a box to tick.
"""

from __future__ import annotations

import re

_FIGURE = "[0-9〇零一二三四五六七八九十廿]"
_BEFORE = re.compile(rf"[□〓]{_FIGURE}{{0,4}}[年月]?$")
_AFTER = re.compile(rf"(?:{_FIGURE}{{0,2}}|至|到|-|~)[□〓]")
_CLOSED = re.compile("[前内止]$")
_LOST = re.compile(
    rf"{_FIGURE}[年月][□〓]|(?:周|星期|礼拜)[□〓]"
    rf"|[□〓]{_FIGURE}{{0,2}}(?:年|月|日(?!常)|号(?=之?前|以前)|天内|(?:周|星期|礼拜){_FIGURE})"
    rf"|{_FIGURE}[□〓]号(?=之?前|以前)"
)
# nothing but a number or a mark stands before a box to tick
_HEAD = re.compile(rf"(?:^|[\n。；;])[（(]?(?:{_FIGURE}{{1,2}}[）)、.．])?$")


def touches_gap(text: str, start: int, end: int) -> bool:
    """Whether the time at `start` to `end` of folded text goes on with what was not read."""
    before = _BEFORE.search(text, max(0, start - 6), start)
    if before and not _is_box(text, before.start()):
        return True
    return not _CLOSED.search(text, start, end) and bool(_AFTER.match(text, end))


def has_unread_time(text: str) -> bool:
    """Whether a part of a time in folded text could not be read."""
    return any(not _is_box(text, found.start()) for found in _LOST.finditer(text))


def _is_box(text: str, at: int) -> bool:
    return text[at] == "□" and bool(_HEAD.search(text[:at]))
