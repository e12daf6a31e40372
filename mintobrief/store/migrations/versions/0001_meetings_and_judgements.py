"""Meetings, and judgements that can only be added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("held_on", sa.Date),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("candidates", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("resolution_id", sa.String(200), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_judgement_meeting_id", "judgement", ["meeting_id"])
    for statement in append_only(
        op.get_bind().dialect.name, "judgement", "judgements are only ever added"
    ):
        op.execute(statement)
