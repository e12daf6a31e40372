"""会议概况 says all that the head of a briefing has to say."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Meeting
from mintobrief.review.checks.rules import Finding, Printed, Rule

# what the head of a briefing has to say, as it is called
PARTICULARS = {
    "title": "会议名称",
    "held_on": "会议日期",
    "place": "会议地点",
    "attendees": "参会人员",
    "host": "主持人",
    "recorder": "记录人",
    "issuer": "发布单位",
}


def of_header(meeting: Meeting, printed: Printed) -> Iterator[Finding]:
    """What it does not say."""
    header = meeting.header
    there = {
        "title": header.title,
        "held_on": header.held_on,
        "place": header.place,
        "attendees": header.attendees,
        "host": header.host,
        "recorder": header.recorder,
        "issuer": printed.has_issuer,
    }
    for name, label in PARTICULARS.items():
        if not there[name]:
            yield Finding(Rule.HEADER, f"{Rule.HEADER}:{name}", f"没有写{label}")
    if meeting.is_day_inferred:
        yield Finding(Rule.HEADER, f"{Rule.HEADER}:inferred", "会议日期是推定的，还没有人核对")
