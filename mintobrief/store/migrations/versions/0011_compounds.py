"""Compounds (小区) with their rosters and glossaries, and which meetings are of which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only, delete_with_the_owner

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "compound",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "compound_version",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("compound_id", sa.String(40), sa.ForeignKey("compound.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.UniqueConstraint("compound_id", "number", name="uq_compound_version"),
    )
    op.create_table(
        "meeting_compound",
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), primary_key=True),
        sa.Column("compound_id", sa.String(40), sa.ForeignKey("compound.id"), nullable=False),
    )
    op.create_index("ix_meeting_compound_compound_id", "meeting_compound", ["compound_id"])
    dialect, table = op.get_bind().dialect.name, "compound_version"
    for statement in append_only(dialect, table, "versions are only ever added"):
        op.execute(statement)
    why = "versions go with their compound"
    for statement in delete_with_the_owner(dialect, table, why, owner="compound"):
        op.execute(statement)
