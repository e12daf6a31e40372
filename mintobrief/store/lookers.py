"""Who looked at a meeting, and who took other files away, as the sealed log has it.

Only who has an account is told of, and each thing once a day: so it stays little, whatever
anybody asks for again and again.
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
        _record_once_a_day(connection, Deed(by, Act.LOOKED, full_id))


def tell_taken(database: Database, name: str, by: str) -> None:
    """Log that somebody took a file away that is of no single meeting, where today's log does not
    say so yet. Raises a StateError."""
    with database.writing() as connection:
        _record_once_a_day(connection, Deed(by, Act.TAKEN, name))


def _record_once_a_day(connection: Connection, deed: Deed) -> None:
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    who, subject = schema.storable(deed.who), schema.storable(deed.subject)
    same = (_LOG.subject == subject, _LOG.what == deed.what, _LOG.who == who)
    if not connection.scalar(select(exists().where(*same, _LOG.at >= today))):
        record(connection, [deed])
