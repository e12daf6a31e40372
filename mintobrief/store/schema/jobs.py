"""Work that outlives the program."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from mintobrief.store.schema.columns import Moment, metadata

# work that outlives the program; the columns are those of domain.job.Job, in JSON where they nest
jobs = Table(
    "job",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("identity", String(64), nullable=False, unique=True),
    Column("inputs", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("doing", Text, nullable=False),
    Column("done", Float, nullable=False),
    Column("total", Float, nullable=False),
    Column("meetings", Text, nullable=False),
    Column("trouble", Text),
    Column("turn", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# what a step of a job has handed on, gzipped JSON
job_pieces = Table(
    "job_piece",
    metadata,
    Column("job_id", ForeignKey("job.id"), primary_key=True),
    Column("stage", String(20), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# a job may be part of several batches, under the name that its files have there
job_batches = Table(
    "job_batch",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("batch", String(200), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("job_id", ForeignKey("job.id"), nullable=False, index=True),
)
