"""Voice prints, which can be deleted for good, and a log of what became of them, which cannot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "voiceprint",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("consent_name", sa.Text, nullable=False),
        sa.Column("consent_sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "voiceprint_log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("until", sa.Date, nullable=False),
    )
    for statement in append_only(
        op.get_bind().dialect.name, "voiceprint_log", "the log is only ever added to"
    ):
        op.execute(statement)
