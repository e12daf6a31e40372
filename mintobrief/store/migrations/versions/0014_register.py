"""The registers (登记簿) of compounds: numbers given, voided, sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import append_only, delete_with_the_owner

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "register",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("compound_id", sa.String(40), nullable=False),
        sa.Column("meeting_id", sa.String(200)),
        sa.Column("year", sa.Integer),
        sa.Column("number", sa.Integer),
        sa.Column("total", sa.Integer),
        sa.Column("document", sa.Text, nullable=False),
        sa.UniqueConstraint("compound_id", "year", "number", name="uq_register_number"),
        sa.UniqueConstraint("compound_id", "total", name="uq_register_total"),
    )
    op.create_index("ix_register_meeting_id", "register", ["meeting_id"])
    dialect, table = op.get_bind().dialect.name, "register"
    for statement in append_only(dialect, table, "the register is only ever added to"):
        op.execute(statement)
    why = "a register goes with its compound"
    for statement in delete_with_the_owner(dialect, table, why, owner="compound"):
        op.execute(statement)
