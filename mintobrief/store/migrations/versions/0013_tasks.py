"""Accepted resolutions are followed up: a ledger of tasks, and what was told of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mintobrief.domain import Meeting
from mintobrief.domain.codec import loads, loads_judgement
from mintobrief.domain.correction_codec import loads_correction
from mintobrief.domain.node import DocumentError
from mintobrief.errors import BadEdit
from mintobrief.review.correct import apply, still_standing
from mintobrief.store.append_only import append_only, delete_with_the_meeting
from mintobrief.store.followed import keep_in_step

revision = "0013"
down_revision = "0012"

_JUDGED = "SELECT DISTINCT meeting_id FROM judgement ORDER BY meeting_id"
_DRAFT = """
SELECT document FROM revision JOIN meeting ON meeting.id = revision.meeting_id
WHERE meeting.id = :id AND revision.number = meeting.revision
"""
_SAID = """
SELECT document FROM {table} JOIN meeting ON meeting.id = {table}.meeting_id
WHERE meeting.id = :id AND {table}.revision = meeting.revision ORDER BY number
"""


def upgrade() -> None:
    op.create_table(
        "task",
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), primary_key=True),
        sa.Column("resolution_id", sa.String(200), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_task_due", "task", ["due"])
    op.create_table(
        "progress",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("resolution_id", sa.String(200), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_progress_task", "progress", ["meeting_id", "resolution_id"])
    dialect, table = op.get_bind().dialect.name, "progress"
    for statement in append_only(dialect, table, "progress is only ever added"):
        op.execute(statement)
    for statement in delete_with_the_meeting(dialect, table, "progress goes with its meeting"):
        op.execute(statement)
    _follow_what_is_there(op.get_bind())


def _follow_what_is_there(connection: sa.Connection) -> None:
    for meeting_id in connection.execute(sa.text(_JUDGED)).scalars().all():
        try:
            meeting = _meeting(connection, meeting_id)
            said = map(loads_judgement, _texts(connection, "judgement", meeting_id))
            keep_in_step(connection, meeting, list(said))
        except (DocumentError, BadEdit):
            continue  # a damaged meeting is told of when it is opened; the others are followed


def _meeting(connection: sa.Connection, meeting_id: str) -> Meeting:
    """Its newest draft as corrected."""
    draft = connection.execute(sa.text(_DRAFT), {"id": meeting_id}).scalar_one()
    texts = _texts(connection, "correction", meeting_id)
    edits = [loads_correction(text).edit for text in texts]
    return apply(loads(draft), [edits[at] for at in still_standing(edits)])


def _texts(connection: sa.Connection, table: str, meeting_id: str) -> list[str]:
    said = sa.text(_SAID.format(table=table))
    return list(connection.execute(said, {"id": meeting_id}).scalars())
