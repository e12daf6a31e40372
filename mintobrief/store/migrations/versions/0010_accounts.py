"""Accounts: people with roles and passwords, their sessions and tokens, who may see a meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    _people()
    _ways_in()
    _attempts()
    op.create_table(
        "meeting_person",
        sa.Column("meeting_id", sa.String(200), sa.ForeignKey("meeting.id"), primary_key=True),
        _of_person(primary_key=True),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("disabled_at", sa.DateTime),
    )
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("role", sa.String(20), primary_key=True),
    )


def _ways_in() -> None:
    op.create_table(
        "web_session",
        sa.Column("hash", sa.String(64), primary_key=True),
        _of_person(nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
    )
    op.create_table(
        "known_browser",
        sa.Column("hash", sa.String(64), primary_key=True),
        _of_person(primary_key=True),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _of_person(nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("revoked_at", sa.DateTime),
        sa.Column("seen_at", sa.DateTime),
    )


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.DateTime, nullable=False, index=True),
        sa.Column("until", sa.DateTime, nullable=False),
    )
    op.create_table(
        "login",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        _of_person(nullable=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
    )


def _of_person(*, nullable: bool = False, primary_key: bool = False) -> sa.Column[int]:
    owner = sa.ForeignKey("person.id")
    if primary_key:
        return sa.Column("person_id", sa.Integer, owner, primary_key=True, index=True)
    return sa.Column("person_id", sa.Integer, owner, nullable=nullable, index=True)
