"""The tables; `migrations` makes them, and a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0003"  # the newest migration this program knows


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a zone, which every database compares alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

# `document` is the codec's JSON; the other columns repeat what the list of meetings shows
meetings = Table(
    "meeting",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("title", Text),
    Column("held_on", Date),
    Column("created_at", Moment, nullable=False),
    Column("candidates", Integer, nullable=False),
    Column("document", Text, nullable=False),
)

# rows are only ever added: triggers refuse UPDATE and DELETE
judgements = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("resolution_id", String(200), nullable=False),
    Column("document", Text, nullable=False),
)

# who a voice is, by a person's word; rows are only ever added
namings = Table(
    "naming",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("document", Text, nullable=False),
)

# `vector` is float32 in a row; a row is deleted for good, and only then is its consent
voiceprints = Table(
    "voiceprint",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("consent_name", Text, nullable=False),
    Column("consent_sha256", String(64), nullable=False),
)

# rows are only ever added
voiceprint_log = Table(
    "voiceprint_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("act", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("until", Date, nullable=False),
)
