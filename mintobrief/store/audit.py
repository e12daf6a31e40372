"""The log of what was done to the library: only ever added to, each entry sealing those before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    insert,
    select,
)

from mintobrief.store import schema

PROGRAM = "mintobrief"  # who did what nobody asked for by name
START = "0" * 64  # what the first entry has before it
_AT_ONCE = 50  # rows held in memory; a draft may have megabytes


class Act(StrEnum):
    """What was done; that about rows of a table begins with the table's name."""

    DRAFTED = "revision.added"
    JUDGED = "judgement.added"
    CARRIED = "judgement.carried"  # to a newer draft
    NAMED = "naming.added"
    NAME_CARRIED = "naming.carried"
    CORRECTED = "correction.added"
    CORRECTION_CARRIED = "correction.carried"
    SIGNING = "signing.added"
    PROGRESS = "progress.added"
    EXPORTED = "meeting.exported"
    LOOKED = "meeting.looked"  # once a day and person
    TAKEN = "list.taken"  # a file that is of no single meeting; the same
    DELETED = "meeting.deleted"  # the word is in the triggers too
    REMOVED = "recording.removed"  # by rule, its time being up
    COMPOUND_SAVED = "compound_version.added"
    SETTING_SAVED = "setting.added"
    COMPOUND_DELETED = "compound.deleted"  # the word is in the triggers too
    NUMBERS_BEGUN = "register.begun"  # paper had counted so far
    NUMBERED = "register.given"
    NUMBER_VOIDED = "register.voided"
    SEALED = "register.sealed"
    MOVED = "meeting.moved"  # to another compound, or out of one
    LIMITED = "meeting.limited"  # to some people
    OPENED = "meeting.opened"  # to everybody with an account again
    PERSON_ADDED = "person.added"
    ROLES_CHANGED = "person.roles"
    PERSON_DISABLED = "person.disabled"
    PERSON_ENABLED = "person.enabled"
    PASSWORD_CHANGED = "person.password"  # noqa: S105 - by its owner
    PASSWORD_RESET = "person.reset"  # noqa: S105 - by somebody else
    LOGGED_IN = "person.in"
    LOGGED_OUT = "person.out"
    LOGIN_FAILED = "person.failed"  # the subject is empty where no account has the name
    TOKEN_MADE = "token.made"  # noqa: S105
    TOKEN_REVOKED = "token.revoked"  # noqa: S105
    SCRUBBED = "library.scrubbed"  # nothing is left of what was deleted before


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did; `row` and `document` are there where it is a row of a sealed table."""

    who: str
    what: str
    subject: str
    row: int | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log, without its hash; `at` is UTC."""

    number: int
    at: datetime
    who: str
    what: str
    subject: str
    row: int | None
    sha256: str | None
    previous: str

    @property
    def hash(self) -> str:
        """The sha256 of this entry's canonical JSON, the hash of the one before included."""
        said = {**asdict(self), "at": self.at.astimezone(UTC).isoformat(timespec="microseconds")}
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return _sha256(canonical)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the log and the library do not agree; `reason` is a clause in Chinese."""

    place: str
    reason: str


def record(connection: Connection, deeds: Iterable[Deed]) -> None:
    """Add what was done to the log, in the transaction that does it.

    Writers are alone, so the entry before is the last one there will be.
    """
    number, previous = _last(connection)
    now = datetime.now(UTC)
    for deed in deeds:
        number += 1
        digest = None if deed.document is None else _sha256(deed.document)
        who, subject = schema.storable(deed.who), schema.storable(deed.subject)
        entry = LogEntry(number, now, who, deed.what, subject, deed.row, digest, previous)
        previous = entry.hash
        connection.execute(insert(schema.audit).values(**asdict(entry), hash=previous))


def adopt(connection: Connection) -> None:
    """Enter the rows that were there before there was a log."""
    for table, act in _BEFORE_THE_LOG:
        key = table.primary_key.columns[0]
        rows = connection.execute(select(key, table.c.meeting_id, table.c.document).order_by(key))
        record(connection, (Deed(PROGRAM, act, row[1], row[0], row[2]) for row in rows))


def faults(connection: Connection) -> Iterator[Fault]:
    """Where entries were changed, taken out or put in, and rows that are not as they were entered.

    Reads the library once from end to end, a few rows in memory at a time.
    """
    yield from _broken_links(connection)
    for table, _ in _SEALED:
        yield from _changed_rows(connection, table)
        yield from _lost_rows(connection, table)


_BEFORE_THE_LOG: tuple[tuple[Table, Act], ...] = (
    (schema.revisions, Act.DRAFTED),
    (schema.judgements, Act.JUDGED),
    (schema.namings, Act.NAMED),
)
_SEALED: tuple[tuple[Table, Act], ...] = (
    *_BEFORE_THE_LOG,
    (schema.corrections, Act.CORRECTED),
    (schema.signings, Act.SIGNING),
    (schema.progress, Act.PROGRESS),
    (schema.compound_versions, Act.COMPOUND_SAVED),
    (schema.registers, Act.NUMBERED),
    (schema.settings, Act.SETTING_SAVED),
)


def _last(connection: Connection) -> tuple[int, str]:
    table = schema.audit.c
    newest = select(table.number, table.hash).order_by(table.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return (row.number, row.hash) if row else (0, START)


def _broken_links(connection: Connection) -> Iterator[Fault]:
    """The first entry that does not follow from those before; what comes after it proves little."""
    previous = START
    entries = _stream(connection, select(schema.audit).order_by(schema.audit.c.number))
    for number, row in enumerate(entries, 1):
        place = f"操作记录第 {number} 条"
        if row.number != number:
            yield Fault(place, f"缺了，后面直接是第 {row.number} 条")
            return
        if row.previous != previous or _entry(row).hash != row.hash:
            yield Fault(place, "被改过，或它前面的被改过")
            return
        previous = row.hash


def _changed_rows(connection: Connection, table: Table) -> Iterator[Fault]:
    """Rows that no entry tells of, or that are not what their entry sealed."""
    key, log = table.primary_key.columns[0], schema.audit.c
    told = and_(log.row == key, log.what.startswith(f"{table.name}."), ~_is_of_deleted())
    rows = select(key, _owner(table), table.c.document, log.sha256)
    sealed = rows.select_from(table.outerjoin(schema.audit, told)).order_by(key)
    for number, owner, document, digest in _stream(connection, sealed):
        place = f"{_place(table, owner)}（第 {number} 行）"
        if digest is None:
            yield Fault(place, "操作记录里没有它")
        elif _sha256(document) != digest:
            yield Fault(place, "与存入时不一样")


def _lost_rows(connection: Connection, table: Table) -> Iterator[Fault]:
    """Entries whose row is gone."""
    key, log = table.primary_key.columns[0], schema.audit.c
    both = schema.audit.outerjoin(table, log.row == key)
    told = select(log.number, log.subject).select_from(both)
    lost = told.where(log.what.startswith(f"{table.name}."), key.is_(None), ~_is_of_deleted())
    for row in _stream(connection, lost.order_by(log.number)):
        yield Fault(_place(table, row[1]), f"操作记录第 {row[0]} 条写着，却没有了")


def _is_of_deleted() -> ColumnElement[bool]:
    """Whether an entry is of a meeting or a compound that was deleted since; its rows may be
    others' now."""
    later, log = schema.audit.alias("later"), schema.audit.c
    deleted = later.c.what.in_([Act.DELETED, Act.COMPOUND_DELETED])
    same = deleted & (later.c.subject == log.subject)
    return exists().where(same, later.c.number > log.number).correlate(schema.audit)


def _owner(table: Table) -> Column[Any]:
    """Whose the rows are: a meeting's, a compound's, or a setting's."""
    if table is schema.settings:
        return table.c.name
    return table.c.compound_id if "compound_id" in table.c else table.c.meeting_id


def _place(table: Table, owner: str) -> str:
    if table is schema.settings:
        return f"设置 {owner} 的记录"
    kind = "小区" if "compound_id" in table.c else "会议"
    return f"{kind} {owner} 的{_NAMES[table.name]}"


_NAMES = {
    "compound_version": "名册和词表",
    "register": "登记簿",
    "revision": "草稿",
    "judgement": "审核",
    "naming": "发言人姓名",
    "signing": "签发",
    "progress": "督办进展",
    "correction": "更正",
}


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    with closing(connection.execute(query.execution_options(yield_per=_AT_ONCE))) as rows:
        yield from rows


def _entry(row: Any) -> LogEntry:
    return LogEntry(
        row.number, row.at, row.who, row.what, row.subject, row.row, row.sha256, row.previous
    )


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
