"""By which file a meeting is known that has no title."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, select

from mintobrief.store import schema


def file_of_unnamed() -> ColumnElement[str]:
    """For a query of meetings: the name of the first of its files, None where it has a title."""
    meeting, file = schema.meetings.c, schema.meeting_files.c
    handed_in = file.kind.not_in((schema.SIGNED, schema.ATTACHED))
    first = select(func.min(file.name)).where(file.meeting_id == meeting.id, handed_in)
    return case((meeting.title.is_(None), first.correlate(schema.meetings).scalar_subquery()))
