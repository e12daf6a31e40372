"""Meetings, what persons said of them, and what can be looked for."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from mintobrief.store.schema.columns import Moment, metadata

# the columns repeat what the list of meetings shows of the newest draft, number `revision`;
# `version` counts the changes, `waiting` the candidates without a judgement; `signed_version` is
# the newest that says what was signed at `signed_at`: where `version` is newer, it may not
meetings = Table(
    "meeting",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("title", Text),
    Column("held_on", Date),
    Column("created_at", Moment, nullable=False),
    Column("candidates", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("submitted_at", Moment),
    Column("signed_at", Moment),
    Column("signed_version", Integer),
)

# the drafts of a meeting in the codec's JSON; rows are only ever added, as judgements are
revisions = Table(
    "revision",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("meeting_id", "number", name="uq_revision"),
)

# the kinds of files that are no sources: what was signed, packed, and what goes with a progress
SIGNED, ATTACHED = "signed", "attached"

# the files that any draft of a meeting was made from, what was signed of it, what goes with the
# progress of its tasks
meeting_files = Table(
    "meeting_file",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
    Column("sha256", String(64), primary_key=True, index=True),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
)

# recordings whose time was up: deleted by rule while the meetings stay
removed_files = Table(
    "removed_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)

# rows are only ever added: triggers refuse UPDATE, and DELETE but for those of a meeting that the
# newest entry of the log says was deleted; `revision` is the draft judged
judgements = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("resolution_id", String(200), nullable=False),
    Column("document", Text, nullable=False),
)

# who a voice is, by a person's word; rows are only ever added
namings = Table(
    "naming",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("document", Text, nullable=False),
)

# what persons corrected in a draft, one edit a row; rows are only ever added
corrections = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("document", Text, nullable=False),
)

# how briefings came to be signed; rows are only ever added
signings = Table(
    "signing",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("document", Text, nullable=False),
)

# what can be found; the index over its pairs of characters, `passage_words`, is each
# database's own and made by the migration
passages = Table(
    "passage",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("place", String(200), nullable=False),
    Column("text", Text, nullable=False),
)
