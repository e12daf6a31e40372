"""Compounds (小区): their lists, and which meetings are theirs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from mintobrief.store.schema.columns import Moment, metadata

# a compound (小区) as of its newest version, number `number`; the one of id "common" is every
# meeting's
compounds = Table(
    "compound",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("number", Integer, nullable=False),
)

# rosters and glossaries as JSON; rows are only ever added, and go with their compound
compound_versions = Table(
    "compound_version",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("compound_id", ForeignKey("compound.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("compound_id", "number", name="uq_compound_version"),
)

# which meetings are of which compound
meeting_compounds = Table(
    "meeting_compound",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
    Column("compound_id", ForeignKey("compound.id"), nullable=False, index=True),
)
