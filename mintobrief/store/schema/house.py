"""What is the library's as a whole: what was done in it, and how it is set."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from mintobrief.store.schema.columns import Moment, metadata

# what was done by whom: each entry's `hash` seals it and, through `previous`, all before it;
# `row` of the table that `what` names holds the document of hash `sha256`
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("row", Integer),
    Column("sha256", String(64)),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_row", "what", "row"),
    Index("ix_audit_subject", "subject", "number"),
)

# what an administrator set in the pages, by the name of its variable; the newest row of a name
# counts, one without a value says that nothing is set; rows are only ever added
settings = Table(
    "setting",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(60), nullable=False),
    Column("value", Text),
    Column("document", Text, nullable=False),
    Index("ix_setting_name", "name", "number"),
)
