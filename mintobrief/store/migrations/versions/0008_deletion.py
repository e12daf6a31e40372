"""Meetings can be deleted for good, recordings when their time is up; files are known by whose."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from mintobrief.store.append_only import delete_with_the_meeting
from mintobrief.store.schema import storable

revision = "0008"
down_revision = "0007"

_FILES = """
INSERT INTO meeting_file (meeting_id, sha256, kind, name) VALUES (:meeting, :sha256, :kind, :name)
ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    op.create_table(
        "meeting_file",
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "removed_file",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    _know_the_files(op.get_bind())
    for table in ("revision", "judgement", "naming"):
        dialect = op.get_bind().dialect.name
        for statement in delete_with_the_meeting(dialect, table, f"{table}s go with their meeting"):
            op.execute(statement)


def _know_the_files(connection: sa.Connection) -> None:
    """Enter the files of the drafts that are there; a damaged draft is told of when opened."""
    rows = connection.scalars(sa.text('SELECT "row" FROM revision ORDER BY "row"')).all()
    asked = sa.text('SELECT meeting_id, document FROM revision WHERE "row" = :row')
    for number in rows:
        draft = connection.execute(asked, {"row": number}).one()
        for source in _sources(draft.document):
            connection.execute(sa.text(_FILES), {"meeting": draft.meeting_id, **source})


def _sources(document: str) -> list[dict[str, str]]:
    try:
        found = json.loads(document)["sources"]
        keys = ("sha256", "kind", "name")
        return [{key: storable(str(one[key])) for key in keys} for one in found]
    except (ValueError, KeyError, TypeError):
        return []
