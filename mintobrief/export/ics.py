"""The dated resolutions as to-dos for a calendar, and what the rules want done after a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from mintobrief.domain import Briefing, Resolution
from mintobrief.domain.limit import Limit
from mintobrief.export.blocks import plain_text
from mintobrief.export.calendar import calendar_of, escaped
from mintobrief.export.edition import Edition
from mintobrief.export.heads import title_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.outcome import deadline_of, owners_of
from mintobrief.export.pen import Pen, pen_for


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """An iCalendar with one VTODO for every resolution that names a day.

    The archive edition has a VEVENT for every limit after the meeting: that is the office's matter.
    """
    limits = briefing.limits if edition is Edition.ARCHIVE else ()
    due = [limit for limit in limits if limit.day and not limit.before]
    return calendar_of(_calendar(briefing, due, pen_for(edition, head, briefing)))


def _calendar(briefing: Briefing, due: Iterable[Limit], pen: Pen) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//mintobrief//briefing//ZH"
    for resolution in briefing.resolutions:
        day = resolution.deadline.value.day if resolution.deadline else None
        if day is not None:
            yield from _todo(briefing, resolution, day, pen)
    for number, limit in enumerate(due, start=1):
        yield from _event(briefing, limit, f"limit{number}", pen)
    yield "END:VCALENDAR"


def _event(briefing: Briefing, limit: Limit, name: str, pen: Pen) -> Iterator[str]:
    """The last day for something, told a day before."""
    assert limit.day is not None  # noqa: S101 - only those that have one
    stamped = briefing.reviewed_on or limit.day
    said = (title_of(briefing.meeting.header, pen), limit.source, limit.time, limit.note)
    yield "BEGIN:VEVENT"
    yield f"UID:{_named(briefing, name)}"
    yield f"DTSTAMP:{stamped:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{limit.day:%Y%m%d}"
    yield f"SUMMARY:{escaped(pen.say('limits.event', what=limit.what))}"
    yield f"DESCRIPTION:{escaped(chr(10).join(filter(None, said)))}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:-P1D"
    yield f"DESCRIPTION:{escaped(pen.say('limits.event', what=limit.what))}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _named(briefing: Briefing, part: str) -> str:
    return re.sub("[^0-9A-Za-z-]", "-", f"{briefing.meeting.id}-{part}") + "@mintobrief"


def _todo(briefing: Briefing, resolution: Resolution, day: date, pen: Pen) -> Iterator[str]:
    meeting = briefing.meeting
    stamped = briefing.reviewed_on or day
    said = (
        title_of(meeting.header, pen),
        f"{pen.say('plan.owners')}：{plain_text(owners_of(resolution, pen))}",
        f"{pen.say('plan.deadline')}：{plain_text(deadline_of(resolution, pen))}",
    )
    yield "BEGIN:VTODO"
    yield f"UID:{_named(briefing, resolution.id)}"
    yield f"DTSTAMP:{stamped:%Y%m%d}T000000Z"
    yield f"DUE;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{escaped(pen.text(resolution.action.value))}"
    yield f"DESCRIPTION:{escaped(chr(10).join(said))}"
    yield "STATUS:NEEDS-ACTION"
    yield "END:VTODO"
