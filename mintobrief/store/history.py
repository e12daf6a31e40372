"""What was done to a meeting, or to the whole library, as the log has it, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select, true

from mintobrief.domain import Correction, Judgement, Naming
from mintobrief.domain.calling import called_by_file
from mintobrief.domain.codec import loads_judgement, loads_naming
from mintobrief.domain.correction_codec import loads_correction
from mintobrief.domain.job_codec import loads_inputs
from mintobrief.domain.node import DocumentError
from mintobrief.domain.signing import Signing
from mintobrief.domain.signing_codec import loads_signing
from mintobrief.domain.task import TakenBack, TaskProgress
from mintobrief.domain.task_codec import loads_step
from mintobrief.errors import BrokenLibrary
from mintobrief.store import drafts, schema
from mintobrief.store.audit import Act
from mintobrief.store.library import Library
from mintobrief.store.unnamed import file_of_unnamed

Said = (
    Judgement | Naming | Correction | Signing | TaskProgress | TakenBack | int
)  # a draft by its number

_LOG = schema.audit.c
_READ: Mapping[str, tuple[Any, Callable[[str], Said]]] = {
    "judgement": (schema.judgements, loads_judgement),
    "naming": (schema.namings, loads_naming),
    "correction": (schema.corrections, loads_correction),
    "signing": (schema.signings, loads_signing),
    "progress": (schema.progress, loads_step),
}


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the log. `said` is what it is about, None where that is deleted or nothing;
    `before` the judgement on the same candidate that stood until then."""

    number: int
    at: datetime
    who: str
    what: str
    subject: str
    said: Said | None = None
    before: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Events, the newest first; `older` is what to ask for those before, None where there are
    none."""

    events: tuple[Event, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """The files of a meeting when they were handed in."""

    at: datetime
    names: tuple[str, ...]


def of_meeting(
    library: Library,
    meeting_id: str,
    before: int | None = None,
    most: int = 50,
    *,
    looks: bool = False,
) -> Stretch:
    """What was done to a meeting, with who looked at it where `looks` are wanted.

    Raises UnknownMeeting or AmbiguousMeeting.

    Where one of the same id was deleted, its history is not this one's.
    """
    with library.database.reading() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        since = _deletions(connection, [full_id]).get(full_id, 0)
        of_it = or_(_LOG.subject == full_id, _LOG.subject.startswith(f"{full_id}/"))
        wanted = true() if looks else _LOG.what != Act.LOOKED
        asked = select(schema.audit).where(of_it, wanted, _LOG.number > since)
        return _stretch(library, connection, asked, before=before, most=most)


def of_library(library: Library, before: int | None = None, most: int = 50) -> Stretch:
    """What was done to everything."""
    with library.database.reading() as connection:
        return _stretch(library, connection, select(schema.audit), before=before, most=most)


def arrivals(library: Library, meeting_id: str) -> tuple[Arrival, ...]:
    """When files were handed in that became the meeting, the newest first."""
    job = schema.jobs.c
    with library.database.reading() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        mine = job.meetings.contains(f'"{full_id}"', autoescape=True)
        rows = connection.execute(select(job.created_at, job.inputs).where(mine)).all()
    newest = sorted(rows, key=lambda row: row.created_at, reverse=True)
    return tuple(
        Arrival(row.created_at, tuple(one.name for one in loads_inputs(row.inputs)))
        for row in newest
    )


def titles(library: Library, meeting_ids: Iterable[str]) -> dict[str, str]:
    """What the meetings are called that are there, by their title or until they have one."""
    meeting = schema.meetings.c
    asked = select(meeting.id, meeting.title, meeting.held_on, file_of_unnamed())
    with library.database.reading() as connection:
        rows = connection.execute(asked.where(meeting.id.in_(list(meeting_ids))))
        return {id_: title or called_by_file(file, day) for id_, title, day, file in rows}


def _deletions(connection: Connection, subjects: Iterable[str]) -> dict[str, int]:
    """By meeting the number of the last entry that says that it was deleted."""
    told = (_LOG.what == Act.DELETED) & _LOG.subject.in_(list(subjects))
    asked = select(_LOG.subject, func.max(_LOG.number).label("number")).where(told)
    rows = connection.execute(asked.group_by(_LOG.subject))
    return {row.subject: row.number for row in rows}


def _stretch(
    library: Library, connection: Connection, asked: Select[Any], *, before: int | None, most: int
) -> Stretch:
    if before is not None:
        asked = asked.where(_LOG.number < before)
    newest = asked.order_by(_LOG.number.desc()).limit(most + 1)
    rows = connection.execute(newest).all()
    shown = rows[:most]
    older = shown[-1].number if len(rows) > most else None
    try:
        return Stretch(tuple(_events(connection, shown)), older)
    except DocumentError as exc:
        raise BrokenLibrary(library.place, f"操作记录所指的内容损坏（{exc}）") from exc


def _events(connection: Connection, rows: Sequence[Any]) -> Iterable[Event]:
    said = {table: _said(connection, table, rows) for table in _READ}
    numbers = _draft_numbers(connection, rows)
    earlier = _earlier(connection, said["judgement"])
    deleted = _deletions(connection, {row.subject for row in rows})
    for row in rows:
        table = row.what.partition(".")[0]
        kept = said.get(table, {}).get(row.row)
        mine = kept is not None and kept[0] == row.subject
        content: Said | None = kept[1] if kept and mine else None
        if table == "revision":
            content = numbers.get((row.subject, row.row))
        if row.number < deleted.get(row.subject, 0):  # its row may be another's now
            content = None
        judged = earlier.get(row.row) if isinstance(content, Judgement) else None
        yield Event(row.number, row.at, row.who, row.what, row.subject, content, judged)


def _said(connection: Connection, table: str, rows: Sequence[Any]) -> dict[int, tuple[str, Said]]:
    """By the number of its row, whose meeting's it is and what it says."""
    kept, read = _READ[table]
    wanted = [row.row for row in rows if row.what.startswith(f"{table}.")]
    asked = select(kept.c.number, kept.c.meeting_id, kept.c.document)
    found = connection.execute(asked.where(kept.c.number.in_(wanted))) if wanted else ()
    return {row.number: (row.meeting_id, read(row.document)) for row in found}


def _draft_numbers(connection: Connection, rows: Sequence[Any]) -> dict[tuple[str, int], int]:
    draft = schema.revisions.c
    wanted = [row.row for row in rows if row.what == Act.DRAFTED]
    asked = select(draft.row, draft.meeting_id, draft.number).where(draft.row.in_(wanted))
    found = connection.execute(asked) if wanted else ()
    return {(row.meeting_id, row.row): row.number for row in found}


def _earlier(connection: Connection, said: Mapping[int, tuple[str, Said]]) -> dict[int, Judgement]:
    """By the number of a judgement the one on the same candidate of the same draft before it."""
    table = schema.judgements.c
    found: dict[int, Judgement] = {}
    for meeting_id in {meeting for meeting, _ in said.values()}:
        mine = [one for one in said.items() if one[1][0] == meeting_id]
        ids = {one.resolution_id for _, (_, one) in mine if isinstance(one, Judgement)}
        asked = select(table.number, table.revision, table.resolution_id, table.document).where(
            table.meeting_id == meeting_id, table.resolution_id.in_(ids)
        )
        last: dict[tuple[int, str], str] = {}
        for row in connection.execute(asked.order_by(table.number)):
            place = (row.revision, row.resolution_id)
            if row.number in said and place in last:
                found[row.number] = loads_judgement(last[place])
            last[place] = row.document
    return found
