"""Every draft of a meeting is kept; what is done to the library is told in a chained log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only
from mintobrief.store.audit import adopt

revision = "0006"
down_revision = "0005"

_WAITING = """
UPDATE meeting SET waiting = candidates - (
  SELECT count(DISTINCT resolution_id) FROM judgement WHERE judgement.meeting_id = meeting.id)
"""
_FIRST = """
INSERT INTO revision (meeting_id, number, at, why, document)
SELECT id, 1, created_at, 'converted', document FROM meeting ORDER BY created_at, id
"""


def upgrade() -> None:
    _revisions()
    _audit()
    adopt(op.get_bind())


def _revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.UniqueConstraint("meeting_id", "number", name="uq_revision"),
    )
    op.execute(_FIRST)
    _refuse_changes("revision", "drafts are only ever added")
    op.drop_column("meeting", "document")
    for table, column in (
        ("meeting", "revision"),
        ("meeting", "version"),
        ("judgement", "revision"),
        ("naming", "revision"),
    ):
        op.add_column(table, sa.Column(column, sa.Integer, nullable=False, server_default="1"))
    op.add_column("meeting", sa.Column("waiting", sa.Integer, nullable=False, server_default="0"))
    op.execute(_WAITING)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("row", sa.Integer),
        sa.Column("sha256", sa.String(64)),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_row", "audit", ["what", "row"])
    _refuse_changes("audit", "the log is only ever added to")


def _refuse_changes(table: str, reason: str) -> None:
    for statement in append_only(op.get_bind().dialect.name, table, reason):
        op.execute(statement)
