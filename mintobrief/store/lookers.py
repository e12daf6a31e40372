"""Who looked at a meeting, and who took other files away, as the sealed log has it.

Only who has an account is told of, and a meeting once a day: so it stays little.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, select

from mintobrief.store import drafts, schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.database import Database

_LOG = schema.audit.c


def tell_looked(database: Database, meeting_id: str, by: str) -> None:
    """Log that somebody looked at the meeting, where today's log does not say so yet.

    Raises UnknownMeeting, AmbiguousMeeting, or a StateError.
    """
    with database.writing() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        if not _is_told_today(connection, full_id, schema.storable(by)):
            record(connection, [Deed(by, Act.LOOKED, full_id)])


def tell_taken(database: Database, name: str, by: str) -> None:
    """Log that somebody took a file away that is of no single meeting. Raises a StateError."""
    with database.writing() as connection:
        record(connection, [Deed(by, Act.TAKEN, name)])


def _is_told_today(connection: Connection, meeting_id: str, by: str) -> bool:
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    told = exists().where(
        _LOG.subject == meeting_id, _LOG.what == Act.LOOKED, _LOG.who == by, _LOG.at >= today
    )
    return bool(connection.scalar(select(told)))
