"""Deletion that deletes: of a meeting nothing stays but the log's word that it was deleted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from mintobrief.domain.job import JobState
from mintobrief.domain.job_codec import loads_inputs
from mintobrief.errors import MeetingInWork, NotScrubbed, StateError
from mintobrief.store import drafts, schema
from mintobrief.store.audit import PROGRAM, Act, Deed, record
from mintobrief.store.index import forget_meeting, purge
from mintobrief.store.library import Library

_SAID = (
    schema.progress,
    schema.tasks,
    schema.signings,
    schema.corrections,
    schema.namings,
    schema.judgements,
    schema.revisions,
    schema.meeting_files,
    schema.meeting_compounds,
    schema.meeting_people,
)
_DELETED = (Act.DELETED, Act.COMPOUND_DELETED)


@dataclass(frozen=True, slots=True)
class Deleted:
    """What went: the meeting's id, its files, and those that stay since others use them."""

    meeting_id: str
    files: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """A job that read files of the meeting."""

    id: str
    name: str
    is_over: bool
    meetings: frozenset[str]
    files: frozenset[str]


def delete_meeting(library: Library, meeting_id: str, by: str) -> Deleted:
    """Delete all that is known of a meeting, its files too where nobody else uses them.

    The rows go in one transaction, with the entry in the log that alone allows it. Call
    `scrub` afterwards. Raises UnknownMeeting, AmbiguousMeeting, or MeetingInWork where its files
    are being worked on.
    """
    now = datetime.now(UTC)
    with library.database.writing() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        files = _files_of(connection, full_id)
        works = _works(connection, full_id, files)
        for work in works:
            if not work.is_over:
                raise MeetingInWork(work.name)
        record(connection, [Deed(by, Act.DELETED, full_id)])
        _delete_rows(connection, full_id)
        _delete_works(connection, works)
        shared = _used(connection, files)
        gone = tuple(sorted(files - shared))
        removed = schema.removed_files
        connection.execute(delete(removed).where(removed.c.sha256.in_(gone)))
    for sha256 in gone:
        library.blobs.drop(sha256, now)
    return Deleted(full_id, gone, tuple(sorted(shared)))


def scrub(library: Library) -> None:
    """Leave nothing of what was deleted in the database's files, and log that it is so.

    Raises NotScrubbed: then it is still to be done, and `is_scrubbed` says so.
    """
    try:
        with library.database.writing() as connection:
            purge(connection)
        library.database.scrub()
        with library.database.writing() as connection:
            record(connection, [Deed(PROGRAM, Act.SCRUBBED, "")])
    except StateError as exc:
        raise NotScrubbed(str(exc)) from exc


def is_scrubbed(library: Library) -> bool:
    """Whether all that was deleted is gone from the database's files."""
    log = schema.audit.c
    last = select(log.what).where(log.what.in_([*_DELETED, Act.SCRUBBED]))
    with library.database.reading() as connection:
        newest = connection.scalar(last.order_by(log.number.desc()).limit(1))
    return newest not in _DELETED


def last_deletion(library: Library) -> datetime | None:
    """When a meeting was last deleted."""
    log = schema.audit.c
    with library.database.reading() as connection:
        at: datetime | None = connection.scalar(
            select(func.max(log.at)).where(log.what == Act.DELETED)
        )
    return at


def used_files(connection: Connection) -> frozenset[str]:
    """The hashes of all files that a meeting or a job may still ask for."""
    used = set(connection.scalars(select(schema.meeting_files.c.sha256)))
    for text in connection.scalars(select(schema.jobs.c.inputs)):
        used |= {one.sha256 for one in loads_inputs(text)}
    return frozenset(used)


def _files_of(connection: Connection, full_id: str) -> frozenset[str]:
    table = schema.meeting_files.c
    return frozenset(connection.scalars(select(table.sha256).where(table.meeting_id == full_id)))


def _delete_rows(connection: Connection, full_id: str) -> None:
    forget_meeting(connection, full_id)
    for table in _SAID:
        connection.execute(delete(table).where(table.c.meeting_id == full_id))
    connection.execute(delete(schema.meetings).where(schema.meetings.c.id == full_id))


def _works(connection: Connection, full_id: str, files: frozenset[str]) -> list[_Work]:
    """The jobs that made the meeting, or read one of its files."""
    job = schema.jobs.c
    asked = select(job.id, job.name, job.state, job.meetings, job.inputs)
    works = [_work(row) for row in connection.execute(asked)]
    return [work for work in works if full_id in work.meetings or work.files & files]


def _work(row: Any) -> _Work:
    files = frozenset(one.sha256 for one in loads_inputs(row.inputs))
    over = JobState(row.state).is_over
    return _Work(row.id, row.name, over, frozenset(json.loads(row.meetings)), files)


def _delete_works(connection: Connection, works: Sequence[_Work]) -> None:
    """A job stays where it made other meetings, without what its steps have handed on."""
    there = set(connection.scalars(select(schema.meetings.c.id)))
    for work in works:
        tables = [schema.job_pieces]
        if not work.meetings & there:
            tables.append(schema.job_batches)
        for table in tables:
            connection.execute(delete(table).where(table.c.job_id == work.id))
        if not work.meetings & there:
            connection.execute(delete(schema.jobs).where(schema.jobs.c.id == work.id))


def _used(connection: Connection, files: frozenset[str]) -> frozenset[str]:
    return files & used_files(connection) if files else files
