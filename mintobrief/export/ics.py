"""The dated resolutions as to-dos for a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mintobrief.domain import Briefing, Resolution
from mintobrief.export.blocks import plain_text
from mintobrief.export.calendar import calendar_of, escaped
from mintobrief.export.edition import Edition
from mintobrief.export.heads import title_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.outcome import deadline_of, owners_of
from mintobrief.export.pen import Pen, pen_for


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """An iCalendar with one VTODO for every resolution that names a day."""
    return calendar_of(_calendar(briefing, pen_for(edition, head, briefing)))


def _calendar(briefing: Briefing, pen: Pen) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//mintobrief//briefing//ZH"
    for resolution in briefing.resolutions:
        day = resolution.deadline.value.day if resolution.deadline else None
        if day is not None:
            yield from _todo(briefing, resolution, day, pen)
    yield "END:VCALENDAR"


def _todo(briefing: Briefing, resolution: Resolution, day: date, pen: Pen) -> Iterator[str]:
    meeting = briefing.meeting
    stamped = briefing.reviewed_on or day
    said = (
        title_of(meeting.header, pen),
        f"{pen.say('plan.owners')}：{plain_text(owners_of(resolution, pen))}",
        f"{pen.say('plan.deadline')}：{plain_text(deadline_of(resolution, pen))}",
    )
    name = re.sub("[^0-9A-Za-z-]", "-", f"{meeting.id}-{resolution.id}")
    yield "BEGIN:VTODO"
    yield f"UID:{name}@mintobrief"
    yield f"DTSTAMP:{stamped:%Y%m%d}T000000Z"
    yield f"DUE;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{escaped(pen.text(resolution.action.value))}"
    yield f"DESCRIPTION:{escaped(chr(10).join(said))}"
    yield "STATUS:NEEDS-ACTION"
    yield "END:VTODO"
