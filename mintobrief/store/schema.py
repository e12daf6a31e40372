"""The tables; `migrations` makes them, and a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0015"  # the newest migration this program knows


def storable(text: str) -> str:
    """Without what a database's text cannot hold; the documents, as JSON, hold even that."""
    return text.encode(errors="replace").decode().replace("\0", "")


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a zone, which every database compares alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

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

# the accepted resolutions of meetings that were wholly judged, as they are followed up: made of
# the meeting by `store.followed`, `state`, `due` and `told` of its progress, of which `told` is the
# last; `words` is what can be looked for in it
tasks = Table(
    "task",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
    Column("resolution_id", String(200), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", Date, index=True),
    Column("told", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("document", Text, nullable=False),
)

# what persons told of a task, `heard_in` a meeting or nowhere; rows are only ever added
progress = Table(
    "progress",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("resolution_id", String(200), nullable=False),
    Column("document", Text, nullable=False),
    Column("heard_in", String(200), index=True),
    Index("ix_progress_task", "meeting_id", "resolution_id"),
)

# what was done by whom: each entry's `hash` seals it and, through `previous`, all before it;
# `row` of the table that `what` names holds the document of hash `sha256`
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("row", Integer),
    Column("sha256", String(64)),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_row", "what", "row"),
    Index("ix_audit_subject", "subject", "number"),
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

# `vector` is float32 in a row; a row is deleted for good, and only then is its consent
voiceprints = Table(
    "voiceprint",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("consent_name", Text, nullable=False),
    Column("consent_sha256", String(64), nullable=False),
)

# rows are only ever added
voiceprint_log = Table(
    "voiceprint_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("act", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("until", Date, nullable=False),
)

# work that outlives the program; the columns are those of domain.job.Job, in JSON where they nest
jobs = Table(
    "job",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("identity", String(64), nullable=False, unique=True),
    Column("inputs", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("doing", Text, nullable=False),
    Column("done", Float, nullable=False),
    Column("total", Float, nullable=False),
    Column("meetings", Text, nullable=False),
    Column("trouble", Text),
    Column("turn", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# what a step of a job has handed on, gzipped JSON
job_pieces = Table(
    "job_piece",
    metadata,
    Column("job_id", ForeignKey("job.id"), primary_key=True),
    Column("stage", String(20), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# a job may be part of several batches, under the name that its files have there
job_batches = Table(
    "job_batch",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("batch", String(200), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("job_id", ForeignKey("job.id"), nullable=False, index=True),
)

# a compound (小区) as of its newest version, number `number`; the one of id "common" is every
# meeting's
compounds = Table(
    "compound",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("number", Integer, nullable=False),
)

# rosters and glossaries as JSON; rows are only ever added, and go with their compound
compound_versions = Table(
    "compound_version",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("compound_id", ForeignKey("compound.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("compound_id", "number", name="uq_compound_version"),
)

# the registers (登记簿), an entry a row, only ever added to; a row that takes a number has it in
# columns too: none is given twice. The meeting it is of may be gone
registers = Table(
    "register",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("compound_id", String(40), nullable=False),
    Column("meeting_id", String(200), index=True),
    Column("year", Integer),
    Column("number", Integer),
    Column("total", Integer),
    Column("document", Text, nullable=False),
    UniqueConstraint("compound_id", "year", "number", name="uq_register_number"),
    UniqueConstraint("compound_id", "total", name="uq_register_total"),
)

# which meetings are of which compound
meeting_compounds = Table(
    "meeting_compound",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
    Column("compound_id", ForeignKey("compound.id"), nullable=False, index=True),
)

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

# what an administrator set in the pages, by the name of its variable; the newest row of a name
# counts, one without a value says that nothing is set; rows are only ever added
settings = Table(
    "setting",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(60), nullable=False),
    Column("value", Text),
    Column("document", Text, nullable=False),
    Index("ix_setting_name", "name", "number"),
)

# how much was asked for lately, by what `key` is a sha256 of, where several servers count together
rates = Table(
    "rate",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("remaining", Float, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
