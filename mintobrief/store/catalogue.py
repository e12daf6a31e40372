"""The catalogue of meetings: how far each is on its way to publication, and of which compound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mintobrief.errors import BrokenLibrary
from mintobrief.store import schema
from mintobrief.store.audit import Act
from mintobrief.store.entry import MeetingEntry
from mintobrief.store.library import Library
from mintobrief.store.unnamed import file_of_unnamed


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A meeting in the catalogue.

    `compound` is the name of the one it is of, `changed` says that it has another version than
    was signed, `published_at` is when its briefing was last taken out of the library.
    """

    entry: MeetingEntry
    compound_id: str | None
    compound: str | None
    submitted_at: datetime | None
    signed_at: datetime | None
    changed: bool
    published_at: datetime | None


def catalogue(library: Library) -> tuple[CatalogueLine, ...]:
    """All meetings that the library shows, the newest first. Raises a StateError."""
    with library.database.reading() as connection:
        published = _published(connection)
        try:
            return tuple(_line(row, published) for row in connection.execute(_query(library)))
        except ValueError as exc:  # a day or a time that is none
            raise BrokenLibrary(library.place, f"会议的目录损坏（{exc}）") from exc


def _query(library: Library) -> Select[Any]:
    meeting, link, compound = schema.meetings, schema.meeting_compounds, schema.compounds
    joined = meeting.outerjoin(link, link.c.meeting_id == meeting.c.id)
    joined = joined.outerjoin(compound, compound.c.id == link.c.compound_id)
    query = (
        select(
            meeting.c.id,
            meeting.c.title,
            meeting.c.held_on,
            meeting.c.created_at,
            meeting.c.candidates,
            meeting.c.waiting,
            file_of_unnamed(),
            compound.c.id.label("compound_id"),
            compound.c.name.label("compound"),
            meeting.c.submitted_at,
            meeting.c.signed_at,
            meeting.c.signed_version,
            meeting.c.version,
        )
        .select_from(joined)
        .order_by(meeting.c.created_at.desc(), meeting.c.id)
    )
    return query.where(meeting.c.id.not_in(library.hidden)) if library.hidden else query


def _published(connection: Connection) -> dict[str, datetime]:
    log = schema.audit.c
    taken = select(log.subject, func.max(log.at)).where(log.what == Act.EXPORTED)
    return {row[0]: row[1] for row in connection.execute(taken.group_by(log.subject))}


def _line(row: Any, published: dict[str, datetime]) -> CatalogueLine:
    return CatalogueLine(
        MeetingEntry(*row[:7]),
        row.compound_id,
        row.compound,
        row.submitted_at,
        row.signed_at,
        changed=row.signed_version is not None and row.signed_version != row.version,
        published_at=published.get(row.id),
    )
