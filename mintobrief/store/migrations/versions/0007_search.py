"""What was said and resolved can be searched: passages, and an index over pairs of characters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.domain.codec import DocumentError, loads, loads_judgement
from mintobrief.store.index import index_meeting

revision = "0007"
down_revision = "0006"

_NEWEST = """
SELECT meeting.id, document FROM meeting
JOIN revision ON revision.meeting_id = meeting.id AND revision.number = meeting.revision
"""
_JUDGED = """
SELECT document FROM judgement JOIN meeting ON meeting.id = judgement.meeting_id
WHERE meeting.id = :id AND judgement.revision = meeting.revision ORDER BY number
"""


def upgrade() -> None:
    op.create_table(
        "passage",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_passage_meeting_id", "passage", ["meeting_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE passage_words "
            "USING fts5(words, content='', tokenize='unicode61', prefix='6')"
        )
    else:
        op.execute(
            "CREATE TABLE passage_words (number INTEGER PRIMARY KEY "
            "REFERENCES passage ON DELETE CASCADE, words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_passage_words ON passage_words USING gin (words)")
    _index_what_is_there(op.get_bind())


def _index_what_is_there(connection: sa.Connection) -> None:
    ids = connection.execute(sa.text("SELECT id FROM meeting ORDER BY created_at")).scalars().all()
    for meeting_id in ids:
        mine = {"id": meeting_id}
        newest = connection.execute(sa.text(f"{_NEWEST} WHERE meeting.id = :id"), mine).one()
        judged = connection.execute(sa.text(_JUDGED), mine).scalars().all()
        try:
            said = sorted(map(loads_judgement, judged), key=lambda judgement: judgement.at)
            index_meeting(connection, loads(newest.document), {j.resolution_id: j for j in said})
        except DocumentError:
            continue  # a damaged meeting is told of when it is opened; the others are searched
