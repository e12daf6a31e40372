"""The rows of meetings, their drafts and what persons said of them, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, Table, delete, exists, func, insert, or_, select, update

from mintobrief.domain import Judgement, Meeting, Naming
from mintobrief.domain.codec import dumps, dumps_judgement, dumps_naming
from mintobrief.errors import (
    AmbiguousMeeting,
    EditedMeanwhile,
    UnknownMeeting,
    UnknownResolution,
)
from mintobrief.review import latest_judgements
from mintobrief.review.correct import fits
from mintobrief.store import schema
from mintobrief.store.audit import Act, Deed
from mintobrief.store.schema import storable

_MEETING = schema.meetings.c


def full_id(connection: Connection, given: str) -> str:
    """The id that is `given`, or the one that begins so.

    Raises UnknownMeeting or AmbiguousMeeting.
    """
    prefix = storable(given)
    if connection.scalar(select(_MEETING.id).where(_MEETING.id == prefix)):
        return prefix
    begins_so = select(_MEETING.id).where(func.substr(_MEETING.id, 1, len(prefix)) == prefix)
    found: Sequence[str] = connection.scalars(begins_so.order_by(_MEETING.id).limit(10)).all()
    if not found or not prefix:
        raise UnknownMeeting(given)
    if len(found) > 1:
        raise AmbiguousMeeting(prefix, found)
    return found[0]


def free_id(connection: Connection, meeting: Meeting) -> str:
    """The first of its id, `id-2`, `id-3`… that carries no person's word and no other meeting:
    among thousands, the same id happens to different files."""
    files = {source.sha256 for source in meeting.sources}
    for number in count(1):
        tried = meeting.id if number == 1 else f"{meeting.id}-{number}"
        if not _is_judged(connection, tried) and _files_of(connection, tried) in (None, files):
            return tried
    raise AssertionError("count never ends")


def _is_judged(connection: Connection, meeting_id: str) -> bool:
    said = (schema.judgements, schema.namings, schema.corrections, schema.signings)
    kept = or_(*(exists().where(table.c.meeting_id == meeting_id) for table in said))
    return bool(connection.scalar(select(kept)))


def _files_of(connection: Connection, meeting_id: str) -> set[str] | None:
    """What the meeting was made from; None where there is no such meeting."""
    if not connection.scalar(select(exists().where(_MEETING.id == meeting_id))):
        return None
    files = schema.meeting_files.c
    return set(connection.scalars(select(files.sha256).where(files.meeting_id == meeting_id)))


def put_draft(connection: Connection, meeting: Meeting, at: datetime, why: str) -> Deed:
    """Add a draft, which from now on is the one that counts; returns what to log."""
    row = {**_shown(meeting), "created_at": at, "waiting": len(meeting.resolutions)}
    here = _MEETING.id == meeting.id
    number = (connection.scalar(select(_MEETING.revision).where(here)) or 0) + 1
    if number == 1:
        row |= {"id": meeting.id, "revision": 1, "version": 1}
        connection.execute(insert(schema.meetings).values(row))
    else:
        row |= {"revision": number, "version": _MEETING.version + 1}
        connection.execute(update(schema.meetings).where(here).values(row))
    _put_files(connection, meeting)
    draft = {"number": number, "at": at, "why": why, "document": dumps(meeting)}
    return put(connection, schema.revisions, meeting.id, draft, Deed(why, Act.DRAFTED, meeting.id))


def _put_files(connection: Connection, meeting: Meeting) -> None:
    """Know what the draft was made from; a file handed in again is no longer a removed one."""
    table, removed = schema.meeting_files, schema.removed_files
    known = connection.scalars(select(table.c.sha256).where(table.c.meeting_id == meeting.id)).all()
    new = {one.sha256: one for one in meeting.sources if one.sha256 not in known}
    for source in new.values():
        row = {"kind": str(source.kind), "name": storable(source.name), "sha256": source.sha256}
        connection.execute(insert(table).values(meeting_id=meeting.id, **row))
    handed_in = removed.c.sha256.in_([source.sha256 for source in meeting.sources])
    connection.execute(delete(removed).where(handed_in))


def own(connection: Connection, full_id: str, sha256: str, kind: str, name: str) -> None:
    """The file is the meeting's: it stays as long as that, is backed up and deleted with it."""
    table = schema.meeting_files
    mine = (table.c.meeting_id == full_id) & (table.c.sha256 == sha256)
    if not connection.scalar(select(table.c.sha256).where(mine)):
        row = {"meeting_id": full_id, "sha256": sha256, "kind": kind, "name": storable(name)}
        connection.execute(insert(table).values(row))


def put_said(
    connection: Connection,
    meeting: Meeting,
    judgements: Iterable[Judgement],
    namings: Iterable[Naming],
) -> list[Deed]:
    """Add what a reviewer said of the newest draft, which `meeting` is; returns what to log.

    Raises UnknownResolution; EditedMeanwhile where an edited candidate rests on other words.
    """
    known = {found.id for found in (*meeting.resolutions, *meeting.near_misses)}
    deeds = []
    for judgement in judgements:
        if judgement.resolution_id not in known:
            raise UnknownResolution(judgement.resolution_id, sorted(known))
        if judgement.edited and not fits(judgement.edited, meeting):
            raise EditedMeanwhile(meeting.id)
        deeds.append(put_judgement(connection, meeting, judgement))
    return deeds + [put_naming(connection, meeting, naming) for naming in namings]


def put_judgement(
    connection: Connection, meeting: Meeting, judgement: Judgement, act: Act = Act.JUDGED
) -> Deed:
    """Add a judgement on the newest draft, which `meeting` is; returns what to log."""
    row = {
        "revision": revision_of(connection, meeting.id),
        "resolution_id": judgement.resolution_id,
        "document": dumps_judgement(judgement, meeting.utterances),
    }
    deed = Deed(judgement.reviewer, act, meeting.id)
    return put(connection, schema.judgements, meeting.id, row, deed)


def put_naming(
    connection: Connection, meeting: Meeting, naming: Naming, act: Act = Act.NAMED
) -> Deed:
    """Add a naming to the newest draft; returns what to log."""
    row = {"revision": revision_of(connection, meeting.id), "document": dumps_naming(naming)}
    deed = Deed(naming.reviewer, act, meeting.id)
    return put(connection, schema.namings, meeting.id, row, deed)


def count_change(connection: Connection, meeting: Meeting, judgements: Iterable[Judgement]) -> None:
    """The meeting, as corrected and judged by now, has another version: the list shows it so."""
    judged = latest_judgements(judgements)
    row = {
        **_shown(meeting),
        "version": _MEETING.version + 1,
        "waiting": sum(candidate.id not in judged for candidate in meeting.resolutions),
    }
    connection.execute(update(schema.meetings).where(_MEETING.id == meeting.id).values(row))


def _shown(meeting: Meeting) -> dict[str, object]:
    """What the list shows of the meeting itself."""
    header = meeting.header
    return {
        "title": storable(header.title.value) if header.title else None,
        "held_on": header.day,
        "candidates": len(meeting.resolutions),
    }


def revision_of(connection: Connection, meeting_id: str) -> int:
    """The number of the meeting's newest draft."""
    newest = select(_MEETING.revision).where(_MEETING.id == meeting_id)
    return int(connection.scalars(newest).one())


def put(
    connection: Connection, table: Table, meeting_id: str, row: dict[str, object], deed: Deed
) -> Deed:
    """Add a row; the deed with what seals it."""
    made = connection.execute(insert(table).values(meeting_id=meeting_id, **row))
    assert made.inserted_primary_key is not None  # noqa: S101 - every table here numbers its rows
    return Deed(
        deed.who, deed.what, deed.subject, made.inserted_primary_key[0], str(row["document"])
    )
