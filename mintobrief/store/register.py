"""The registers (登记簿): numbers are given in the transaction that signs, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from mintobrief.domain.compound import COMMON
from mintobrief.domain.node import DocumentError
from mintobrief.domain.register import (
    Begun,
    Entry,
    Given,
    Happening,
    Sealed,
    Serial,
    Voided,
    issues_of,
    next_serial,
    serial_of,
)
from mintobrief.domain.register_codec import dumps_entry, loads_entry
from mintobrief.errors import (
    BrokenLibrary,
    NoSuchNumber,
    NumbersBegun,
    NumberTaken,
    SealedAhead,
)
from mintobrief.store import drafts, schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.compounds import compound_of
from mintobrief.store.library import Library

_REGISTER = schema.registers
_ACTS = {
    Begun: Act.NUMBERS_BEGUN,
    Given: Act.NUMBERED,
    Voided: Act.NUMBER_VOIDED,
    Sealed: Act.SEALED,
}


def entries(library: Library, compound_id: str) -> tuple[Entry, ...]:
    """Everything in the compound's register, in order; COMMON has that of meetings of none."""
    mine = select(_REGISTER.c.document).where(_REGISTER.c.compound_id == compound_id)
    with library.database.reading() as connection:
        return _read(library, connection, mine)


def counts(library: Library) -> dict[str, int]:
    """How many numbers were given, by the ids of the compounds that have a register."""
    row = _REGISTER.c
    given = select(row.compound_id, func.count(row.meeting_id).label("issues"))
    with library.database.reading() as connection:
        counted = given.where(row.total.is_not(None)).group_by(row.compound_id)
        return {row.compound_id: row.issues for row in connection.execute(counted)}


def number_of(library: Library, meeting_id: str) -> Serial | None:
    """The number that the meeting's briefing has. Raises UnknownMeeting or AmbiguousMeeting."""
    with library.database.reading() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        return serial_of(_of_meeting(library, connection, full_id), full_id)


def upcoming(library: Library, meeting_id: str, year: int) -> Serial:
    """The number that the briefing has, or would get if it were signed now in that year.

    Raises UnknownMeeting or AmbiguousMeeting.
    """
    with library.database.reading() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        return _due(library, connection, full_id, year)


def give(library: Library, connection: Connection, given: Given, by: str, at: datetime) -> None:
    """Enter the number of a briefing that is being signed, within the caller's transaction;
    nothing where it has that number. Raises NumberTaken where another is due by now."""
    if _due(library, connection, given.meeting_id, given.serial.year) != given.serial:
        raise NumberTaken
    if serial_of(_of_meeting(library, connection, given.meeting_id), given.meeting_id) is None:
        compound_id = compound_of(connection, given.meeting_id) or COMMON
        _put(connection, compound_id, Entry(by, at, given))


def begin(library: Library, compound_id: str, last: Serial, by: str, at: datetime) -> None:
    """Say up to where paper had counted before. Raises UnknownCompound; NumbersBegun where the
    register has begun already."""
    with library.database.writing() as connection:
        library.compounds.within(connection, compound_id)
        mine = _REGISTER.c.compound_id == compound_id
        if connection.scalar(select(_REGISTER.c.row).where(mine).limit(1)) is not None:
            raise NumbersBegun
        _put(connection, compound_id, Entry(by, at, Begun(last)))


def void(
    library: Library, compound_id: str, serial: Serial, reason: str, by: str, at: datetime
) -> None:
    """The number counts no more; a briefing that has it is to be signed anew, with another.

    Raises NoSuchNumber.
    """
    with library.database.writing() as connection:
        given = _standing(library, connection, compound_id, serial)
        voided = Voided(given.meeting_id, serial, reason)
        _put(connection, compound_id, Entry(by, at, voided))
        meeting = schema.meetings.c
        printed = update(schema.meetings).where(meeting.id == given.meeting_id)
        connection.execute(printed.values(version=meeting.version + 1))


def seal(library: Library, sealed: Sealed, by: str, at: datetime) -> None:
    """Enter that a seal was put on paper.

    Raises UnknownMeeting, AmbiguousMeeting, or SealedAhead where that day has not come anywhere.
    """
    if sealed.on > at.date() + timedelta(days=1):
        raise SealedAhead(sealed.on)
    with library.database.writing() as connection:
        full_id = drafts.full_id(connection, sealed.meeting_id)
        compound_id = _register_of(connection, full_id, sealed.serial)
        _put(connection, compound_id, Entry(by, at, replace(sealed, meeting_id=full_id)))


def _due(library: Library, connection: Connection, full_id: str, year: int) -> Serial:
    """A briefing that has a number keeps it, whatever year it is signed in again."""
    has = serial_of(_of_meeting(library, connection, full_id), full_id)
    if has is not None:
        return has
    compound_id = compound_of(connection, full_id) or COMMON
    row = _REGISTER.c
    taken = select(_REGISTER.c.document).where(row.compound_id == compound_id)
    return next_serial(_read(library, connection, taken.where(row.total.is_not(None))), year)


def _standing(library: Library, connection: Connection, compound_id: str, serial: Serial) -> Given:
    mine = select(_REGISTER.c.document).where(_REGISTER.c.compound_id == compound_id)
    issues = issues_of(_read(library, connection, mine))
    found = (i.given for i in issues if i.given.serial == serial and i.void is None)
    given = next(found, None)
    if given is None:
        raise NoSuchNumber(f"{serial.year}年{serial.called}")
    return given


def _register_of(connection: Connection, full_id: str, serial: Serial | None) -> str:
    """Where its number was given, though the meeting may be another compound's by now."""
    row = _REGISTER.c
    mine = (row.meeting_id == full_id) & row.total.is_not(None)
    given = connection.scalar(select(row.compound_id).where(mine).order_by(row.row.desc()).limit(1))
    return (given if serial else None) or compound_of(connection, full_id) or COMMON


def _of_meeting(library: Library, connection: Connection, full_id: str) -> tuple[Entry, ...]:
    mine = select(_REGISTER.c.document).where(_REGISTER.c.meeting_id == full_id)
    return _read(library, connection, mine)


def _read(library: Library, connection: Connection, asked: Any) -> tuple[Entry, ...]:
    texts: Sequence[str] = connection.scalars(asked.order_by(_REGISTER.c.row)).all()
    try:
        return tuple(loads_entry(text) for text in texts)
    except DocumentError as exc:
        raise BrokenLibrary(library.place, f"登记簿损坏（{exc}）") from exc


def _put(connection: Connection, compound_id: str, entry: Entry) -> None:
    document = dumps_entry(entry)
    row = {"compound_id": compound_id, "document": document, **_columns(entry.what)}
    made = connection.execute(insert(_REGISTER).values(row))
    assert made.inserted_primary_key is not None  # noqa: S101 - the table numbers its rows
    number = made.inserted_primary_key[0]
    record(connection, [Deed(entry.by, _ACTS[type(entry.what)], compound_id, number, document)])


def _columns(what: Happening) -> dict[str, object]:
    """Whose it is, and which number it takes."""
    match what:
        case Begun(last):
            return {"year": last.year, "number": last.number, "total": last.total}
        case Given(meeting_id, serial):
            numbers = {"year": serial.year, "number": serial.number, "total": serial.total}
            return {"meeting_id": meeting_id, **numbers}
        case _:
            return {"meeting_id": what.meeting_id}
