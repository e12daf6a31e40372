"""What a meeting is called, though its heading names the paper it stands on."""

from __future__ import annotations

import re

_PAPER = r"(?:记录|纪要|摘要|备忘录|(?:议定)?事项表|签到表?)"
# a body's name (居委会) is no meeting's
_MEETING = re.compile(rf"(?P<name>.+?(?<!委)(?<!员)会议?)(?:会议)?{_PAPER}")
_NAMELESS = re.compile(rf"(?:会议)?{_PAPER}")


def meeting_name(title: str) -> str:
    """银杏里联席会议 for 银杏里联席会议记录; empty where the heading names a paper alone."""
    if _NAMELESS.fullmatch(title):
        return ""
    found = _MEETING.fullmatch(title)
    return found["name"] if found else title
