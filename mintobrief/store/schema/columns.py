"""What all tables share: the metadata they are in, and how a moment and a text are kept."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator


def storable(text: str) -> str:
    """Without what a database's text cannot hold; the documents, as JSON, hold even that."""
    return text.encode(errors="replace").decode().replace("\0", "")


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a zone, which every database compares alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()
