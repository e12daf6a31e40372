"""People with accounts, what they come in by, and whom a meeting is shown to."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, Text

from mintobrief.store.schema.columns import Moment, metadata

# who may come in where the pages are open to others; never deleted, since the log names them.
# `key` is the name as it is compared, `password` an argon2 hash; `given_at` is when somebody else
# set it, which the next log-in has to change, and None where its owner did; `era` counts how often
# all that the person came in by was ended
people = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("key", String(200), nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("given_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("era", Integer, nullable=False, default=0),
)

person_roles = Table(
    "person_role",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("role", String(20), primary_key=True),
)

# browsers that are logged in; of what the browser holds only the sha256 is here
sessions = Table(
    "web_session",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
)

# browsers that a person has logged in with before: what strangers try does not lock them out
known_browsers = Table(
    "known_browser",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    Column("seen_at", Moment, nullable=False),
)

# log-ins that failed, counted by what `key` is a sha256 of: an account, an address, a browser
attempts = Table(
    "attempt",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
    Column("until", Moment, nullable=False),
)

# who came in or tried to, from where; `person_id` is None where no account has the name
logins = Table(
    "login",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("outcome", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
)

# what a program of a person's comes in with; only the sha256 of it is here
api_tokens = Table(
    "api_token",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("scope", String(20), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("seen_at", Moment),
)

# a meeting with rows here is shown to these people only; one without, to everybody
meeting_people = Table(
    "meeting_person",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
)

# how much was asked for lately, by what `key` is a sha256 of, where several servers count together
rates = Table(
    "rate",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("remaining", Float, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

# who was turned away and why, one row for each caller, reason and minute (`at`); `person_id` is
# None where it was nobody with an account
refusals = Table(
    "refusal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("why", String(20), nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("address", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("times", Integer, nullable=False),
)
