"""How long recordings are kept: when their time is up they go, and their meetings stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from mintobrief.domain import SourceKind
from mintobrief.domain.job import JobState
from mintobrief.domain.job_codec import loads_inputs
from mintobrief.store import schema
from mintobrief.store.audit import PROGRAM, Act, Deed, record
from mintobrief.store.library import Library


@dataclass(frozen=True, slots=True)
class Expired:
    """A recording whose time is up, by its name in one meeting, and all meetings it is of."""

    sha256: str
    name: str
    meetings: tuple[str, ...]


def remove_due(library: Library, days: int, now: datetime, *, really: bool = True) -> list[Expired]:
    """Delete the recordings whose time is up, each told of in the log; says which they are.

    They are those of meetings that were exported, have nothing left to review, and at which
    nobody has done anything for so many days. One that several meetings use waits for all.
    """
    with library.database.writing() as connection:
        gone = _due(connection, now - timedelta(days=days))
        for one in gone if really else ():
            row = {"sha256": one.sha256, "at": now}
            connection.execute(insert(schema.removed_files).values(row))
            told = [Deed(PROGRAM, Act.REMOVED, f"{m}/{one.sha256}") for m in one.meetings]
            record(connection, told)
    for one in gone if really else ():
        library.blobs.drop(one.sha256, datetime.now(UTC))
    return gone


def _due(connection: Connection, before: datetime) -> list[Expired]:
    finished = set(connection.scalars(_finished(before)))
    needed = _needed(connection)
    uses: dict[str, dict[str, str]] = {}
    for row in connection.execute(_recordings()):
        uses.setdefault(row.sha256, {})[row.meeting_id] = row.name
    return [
        Expired(sha256, next(iter(names.values())), tuple(names))
        for sha256, names in uses.items()
        if sha256 not in needed and names.keys() <= finished
    ]


def _finished(before: datetime) -> Select[Any]:
    """Meetings whose export, and whatever else was done, lies that far back."""
    meeting, log = schema.meetings.c, schema.audit.c
    exported = select(log.subject).where(log.what == Act.EXPORTED)
    touched = select(log.subject).group_by(log.subject).having(func.max(log.at) >= before)
    return select(meeting.id).where(
        meeting.waiting == 0, meeting.id.in_(exported), meeting.id.not_in(touched)
    )


def _recordings() -> Select[Any]:
    table, removed = schema.meeting_files.c, schema.removed_files.c.sha256
    return select(table.sha256, table.meeting_id, table.name).where(
        table.kind == str(SourceKind.AUDIO), table.sha256.not_in(select(removed))
    )


def _needed(connection: Connection) -> frozenset[str]:
    """The files of jobs that wait or are under way."""
    job = schema.jobs.c
    open_ones = job.state.in_([str(JobState.WAITING), str(JobState.RUNNING)])
    texts = connection.scalars(select(job.inputs).where(open_ones))
    return frozenset(one.sha256 for text in texts for one in loads_inputs(text))
