"""What a meeting is called where nobody has read its name: by the file that was handed in."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from mintobrief.domain.day import written_day
from mintobrief.domain.meeting import Meeting

_LONGEST = 40  # characters of a file's name that are shown


def called(meeting: Meeting) -> str:
    """Its title, or what it is known by until it has one."""
    header = meeting.header
    if header.title:
        return header.title.value
    first = min((source.name for source in meeting.sources), default=None)
    return called_by_file(first, header.day)


def called_by_file(file: str | None, held_on: date | None) -> str:
    """例会录音（2026年3月14日）, for who knows the file he handed in better than a number."""
    name = PurePath(file).stem.strip() if file else ""
    shown = f"{name[:_LONGEST]}…" if len(name) > _LONGEST else name
    return f"{shown or '会议'}（{written_day(held_on)}）" if held_on else shown or "会议"
