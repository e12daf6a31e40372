"""What persons correct in the drafts: corrections, which can only be added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only, delete_with_the_meeting

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_correction_meeting_id", "correction", ["meeting_id"])
    dialect = op.get_bind().dialect.name
    for statement in append_only(dialect, "correction", "corrections are only ever added"):
        op.execute(statement)
    for statement in delete_with_the_meeting(
        dialect, "correction", "corrections go with their meeting"
    ):
        op.execute(statement)
