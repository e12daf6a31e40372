"""Voice prints, which are deleted for good, and what became of them."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table, Text

from mintobrief.store.schema.columns import Moment, metadata

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
