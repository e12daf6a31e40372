"""Briefings are handed in and signed; what was done on a meeting can be told quickly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only, delete_with_the_meeting

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "signing",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_signing_meeting_id", "signing", ["meeting_id"])
    dialect = op.get_bind().dialect.name
    for statement in append_only(dialect, "signing", "signings are only ever added"):
        op.execute(statement)
    for statement in delete_with_the_meeting(dialect, "signing", "signings go with their meeting"):
        op.execute(statement)
    op.add_column("meeting", sa.Column("submitted_at", sa.DateTime))
    op.add_column("meeting", sa.Column("signed_at", sa.DateTime))
    op.add_column("meeting", sa.Column("signed_version", sa.Integer))
    op.create_index("ix_audit_subject", "audit", ["subject", "number"])
