"""Who a voice is, by a person's word: namings, which can only be added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "naming",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_naming_meeting_id", "naming", ["meeting_id"])
    for statement in append_only(
        op.get_bind().dialect.name, "naming", "namings are only ever added"
    ):
        op.execute(statement)
