"""What becomes of resolutions and briefings after the meeting: the ledger and the registers."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mintobrief.store.schema.columns import metadata

# the accepted resolutions of meetings that were wholly judged, as they are followed up: made of
# the meeting by `store.followed`, `state`, `due` and `told` of its progress, of which `told` is the
# last; `words` is what can be looked for in it
tasks = Table(
    "task",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
    Column("resolution_id", String(200), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", Date, index=True),
    Column("told", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("document", Text, nullable=False),
)

# what persons told of a task, `heard_in` a meeting or nowhere; rows are only ever added
progress = Table(
    "progress",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("resolution_id", String(200), nullable=False),
    Column("document", Text, nullable=False),
    Column("heard_in", String(200), index=True),
    Index("ix_progress_task", "meeting_id", "resolution_id"),
)

# the registers (登记簿), an entry a row, only ever added to; a row that takes a number has it in
# columns too: none is given twice. The meeting it is of may be gone
registers = Table(
    "register",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("compound_id", String(40), nullable=False),
    Column("meeting_id", String(200), index=True),
    Column("year", Integer),
    Column("number", Integer),
    Column("total", Integer),
    Column("document", Text, nullable=False),
    UniqueConstraint("compound_id", "year", "number", name="uq_register_number"),
    UniqueConstraint("compound_id", "total", name="uq_register_total"),
)
