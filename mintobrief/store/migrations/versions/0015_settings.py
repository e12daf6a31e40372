"""What is set in the pages, limits that several servers share, the meetings progress was heard in,
and how often all that a person came in by was ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.domain.node import DocumentError
from mintobrief.domain.task_codec import loads_step
from mintobrief.store.append_only import append_only, lifted, refused_again
from mintobrief.store.followed import heard_in

revision = "0015"
down_revision = "0014"

_TOLD = "SELECT number, document FROM progress ORDER BY number"
_HEARD = "UPDATE progress SET heard_in = :heard WHERE number = :number"


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    _make_tables()
    for statement in append_only(dialect, "setting", "settings are only ever added"):
        op.execute(statement)
    op.add_column("person", sa.Column("era", sa.Integer, nullable=False, server_default="0"))
    op.add_column("progress", sa.Column("heard_in", sa.String(200)))
    op.create_index("ix_progress_heard_in", "progress", ["heard_in"])
    op.execute(lifted(dialect, "progress"))
    _tell_where_it_was_heard(op.get_bind())
    op.execute(refused_again(dialect, "progress", "progress is only ever added"))


def _make_tables() -> None:
    op.create_table(
        "setting",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_setting_name", "setting", ["name", "number"])
    op.create_table(
        "rate",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("remaining", sa.Float, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_rate_at", "rate", ["at"])


def _tell_where_it_was_heard(connection: sa.Connection) -> None:
    for number, document in connection.execute(sa.text(_TOLD)).all():
        try:
            heard = heard_in(loads_step(document))
        except DocumentError:
            continue  # a damaged one is told of where it is looked at
        if heard is not None:
            connection.execute(sa.text(_HEARD), {"heard": heard, "number": number})
