"""How DBOS is set up: what survives a power cut is in its tables, beside the library's own."""

from __future__ import annotations

import sqlite3
import sys
import time
from dataclasses import dataclass

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from dbos import DBOSPortableJSONSerializer as PortableJSON
from sqlalchemy import Connection, Engine, column, create_engine, event, inspect, select, table
from sqlalchemy.pool import ConnectionPoolEntry

from mintobrief.domain.job import Job, JobStage, JobState, Order
from mintobrief.store import schema
from mintobrief.store.database import WAIT_MS, Database

NAME = "mintobrief"
WORKFLOW = "convert"
# never the program's version: work that was begun before an upgrade would wait for ever
VERSION = "1"
_OVER = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_SUBSECONDS = (3, 42)  # since this version SQLite counts them, which DBOS relies on


@dataclass(frozen=True, slots=True)
class Lane:
    """A queue: how many of its jobs one worker does at a time, and how many it takes: small ones
    are taken ahead, else a worker would wait for the next look at the queue."""

    name: str
    at_once: int
    taken: int


SPEECH, PAGES, TEXT = Lane("speech", 1, 1), Lane("pages", 1, 1), Lane("text", 2, 8)
LANES = (SPEECH, PAGES, TEXT)


def lane_of(order: Order) -> Lane:
    """Where an order waits: its hardest work decides."""
    if JobStage.SPEECH in order.stages:
        return SPEECH
    return PAGES if JobStage.PAGES in order.stages else TEXT


def own_engine(database: Database) -> Engine:
    """Connections for DBOS to the library's database, apart from the library's own.

    On SQLite with a log, patience and immediate locks, none of which DBOS asks for by itself.
    """
    url = database.engine.url
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=10, hide_parameters=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in (f"busy_timeout = {WAIT_MS}", "journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    count_subseconds(connection, entry)


def count_subseconds(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """Give an old SQLite the clock that DBOS asks it for, where Python is so new that it does."""
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < _SUBSECONDS:
        add_clock(connection)


def add_clock(connection: sqlite3.Connection) -> None:
    """Teach a connection `unixepoch('subsec')`."""
    connection.create_function("unixepoch", 1, lambda _: time.time())


def client(engine: Engine) -> DBOSClient:
    """What puts jobs on their queues; its tables are made where they are missing."""
    if not _has_tables(engine):
        _migrate(engine)
    return DBOSClient(
        system_database_engine=engine,
        serializer=PortableJSON(),
        application_name=NAME,
        retry_connection_errors=False,
    )


def _has_tables(engine: Engine) -> bool:
    return inspect(engine).has_table("dbos_migrations", schema=_schema_of(engine.dialect.name))


def _schema_of(dialect: str) -> str | None:
    return None if dialect == "sqlite" else "dbos"


def _migrate(engine: Engine) -> None:
    DBOS.migrate(engine.url.render_as_string(hide_password=False))


def queued(job: Job) -> EnqueueOptions:
    """How a job is put on its queue."""
    return {
        "workflow_name": WORKFLOW,
        "workflow_id": job.id,
        "queue_name": lane_of(job.order).name,
        "app_version": VERSION,
    }


def is_known(client: DBOSClient, job_id: str) -> bool:
    """Whether DBOS has heard of the job: it has not where a library was restored."""
    return bool(client.list_workflows(workflow_ids=[job_id], load_input=False, load_output=False))


def is_over(client: DBOSClient, job_id: str) -> bool:
    """Whether no worker has, or will take, the job."""
    return client.retrieve_workflow(job_id).get_status().status in _OVER


def forgotten(connection: Connection) -> tuple[str, ...]:
    """The jobs that wait or go on by our tables, and by those of DBOS do not."""
    within = _schema_of(connection.dialect.name)
    known = table("workflow_status", column("workflow_uuid"), column("status"), schema=within)
    job, going_on = schema.jobs.c, [str(JobState.WAITING), str(JobState.RUNNING)]
    asked = (
        select(job.id)
        .outerjoin(known, known.c.workflow_uuid == job.id)
        .where(job.state.in_(going_on))
        .where(known.c.status.is_(None) | known.c.status.in_(_OVER))
    )
    return tuple(connection.scalars(asked))


def configured(engine: Engine, slot: int) -> DBOSConfig:
    """The settings of a worker in that slot."""
    return {
        "name": NAME,
        "application_version": VERSION,
        "executor_id": executor(slot),
        "system_database_engine": engine,
        "serializer": PortableJSON(),
        "log_level": "CRITICAL",  # what went wrong is told by the steps, in Chinese
        "notification_listener_polling_interval_sec": 1.0,
        "use_listen_notify": False,
    }


def executor(slot: int) -> str:
    """The name under which the worker of a slot takes work."""
    return f"slot-{slot}"


def slot_of(executor_id: str) -> int | None:
    """The slot of that name; None for what is none of ours."""
    word, _, number = executor_id.partition("-")
    return int(number) if word == "slot" and number.isdecimal() else None
