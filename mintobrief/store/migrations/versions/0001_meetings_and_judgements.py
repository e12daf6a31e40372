"""Meetings, and judgements that can only be added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgement_no_{act.lower()} BEFORE {act} ON judgement "
            "BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END"
        )
