"""The compounds of a library: every version stays, each told in the log, until one is deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mintobrief.domain import Request, Term
from mintobrief.domain.compound import (
    COMMON,
    COMMON_NAME,
    MOST_ROWS,
    Compound,
    merged_people,
    merged_terms,
    remembered,
    tidied,
)
from mintobrief.domain.compound_codec import dumps_compound, loads_compound
from mintobrief.domain.node import DocumentError
from mintobrief.errors import (
    BadCompound,
    BrokenLibrary,
    CompoundEdited,
    CompoundTaken,
    UnknownCompound,
)
from mintobrief.store import drafts, schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.database import Database
from mintobrief.store.schema import storable

_COMPOUND, _VERSION, _LINK = schema.compounds, schema.compound_versions, schema.meeting_compounds
_ID = 5  # bytes of an id


@dataclass(frozen=True, slots=True)
class Kept:
    """A compound as it was at its version `number`, which `by` made; 0 was never saved."""

    compound: Compound
    number: int
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A compound in the list, with how many meetings it has."""

    id: str
    name: str
    number: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Compounds:
    """The compounds in a database; every method raises a StateError where that fails.

    The id COMMON is always there: what it holds counts for every meeting.
    """

    database: Database

    def all(self) -> tuple[Listed, ...]:
        """By name, the common one first."""
        with self.database.reading() as connection:
            found = tuple(Listed(*row) for row in connection.execute(_listing()))
        own = [one for one in found if one.id != COMMON]
        common = next((one for one in found if one.id == COMMON), Listed(COMMON, COMMON_NAME, 0, 0))
        return (common, *sorted(own, key=lambda one: one.name))

    def newest(self) -> dict[str, Compound]:
        """All as they are now, by their ids; the common one only where somebody saved it."""
        is_newest = (_VERSION.c.compound_id == _COMPOUND.c.id) & (
            _VERSION.c.number == _COMPOUND.c.number
        )
        with self.database.reading() as connection:
            rows = connection.execute(select(_VERSION).join(_COMPOUND, is_newest))
            return {row.compound_id: self._kept(row).compound for row in rows}

    def find(self, given: str) -> Listed:
        """The one of that id or name. Raises UnknownCompound."""
        known = self.all()
        found = [one for one in known if given in (one.id, one.name)]
        if not found:
            raise UnknownCompound(given, [one.name for one in known])
        return found[0]

    def look(self, compound_id: str) -> Kept:
        """As it is now. Raises UnknownCompound."""
        with self.database.reading() as connection:
            return self.within(connection, compound_id)

    def within(self, connection: Connection, compound_id: str) -> Kept:
        """As `look`, in a transaction."""
        newest = _versions(compound_id).order_by(_VERSION.c.number.desc()).limit(1)
        row = connection.execute(newest).first()
        if row is not None:
            return self._kept(row)
        if compound_id == COMMON:
            return Kept(Compound(COMMON, COMMON_NAME), 0, "", None)
        raise UnknownCompound(compound_id)

    def history(self, compound_id: str) -> tuple[Kept, ...]:
        """Every version, the newest first. Raises UnknownCompound."""
        with self.database.reading() as connection:
            self.within(connection, compound_id)
            newest_first = _versions(compound_id).order_by(_VERSION.c.number.desc())
            return tuple(self._kept(row) for row in connection.execute(newest_first))

    def add(self, name: str, by: str) -> Compound:
        """A new one without anything in it. Raises CompoundTaken or BadCompound."""
        new = Compound(secrets.token_hex(_ID), name)
        with self.database.writing() as connection:
            return self._put(connection, new, 0, by).compound

    def save(self, compound: Compound, seen: int, by: str) -> Kept:
        """A newer version, made from number `seen`; where nothing is new, the one there is.

        Raises UnknownCompound, CompoundTaken, BadCompound, or CompoundEdited where it is not
        as it was seen.
        """
        with self.database.writing() as connection:
            now = self.within(connection, compound.id)
            if now.number != seen:
                raise CompoundEdited(now.compound.name, now.by)
            return self._changed(connection, now, compound, by)

    def remember(self, meeting_id: str, term: Term, by: str) -> Compound:
        """Add a word, with what is heard instead, to the glossary that the meeting uses: that
        of its compound, or the common one. Raises UnknownMeeting, AmbiguousMeeting, BadCompound.
        """
        with self.database.writing() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            now = self.within(connection, compound_of(connection, full_id) or COMMON)
            return self._changed(connection, now, remembered(now.compound, term), by).compound

    def delete(self, compound_id: str, by: str) -> None:
        """Delete it with all its versions and its register; its meetings stay, and are of none.
        Call `deletion.scrub` afterwards. Raises UnknownCompound."""
        with self.database.writing() as connection:
            self.within(connection, compound_id)
            record(connection, [Deed(by, Act.COMPOUND_DELETED, compound_id)])
            for table in (_LINK, _VERSION, schema.registers):
                connection.execute(delete(table).where(table.c.compound_id == compound_id))
            connection.execute(delete(_COMPOUND).where(_COMPOUND.c.id == compound_id))

    def of_meeting(self, meeting_id: str) -> str | None:
        """The id of the meeting's compound. Raises UnknownMeeting or AmbiguousMeeting."""
        with self.database.reading() as connection:
            return compound_of(connection, drafts.full_id(connection, meeting_id))

    def meetings(self, compound_id: str) -> frozenset[str]:
        """The ids of the compound's meetings."""
        mine = select(_LINK.c.meeting_id).where(_LINK.c.compound_id == compound_id)
        with self.database.reading() as connection:
            return frozenset(connection.scalars(mine))

    def move(self, meeting_id: str, compound_id: str | None, by: str) -> None:
        """From now on the meeting is of that compound, or of none.

        Raises UnknownMeeting, AmbiguousMeeting or UnknownCompound.
        """
        with self.database.writing() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            self.put_link(connection, full_id, compound_id, by)

    def put_link(
        self, connection: Connection, full_id: str, compound_id: str | None, by: str
    ) -> None:
        """As `move`, within the caller's transaction."""
        if compound_id == compound_of(connection, full_id):
            return
        if compound_id is not None:
            self.within(connection, compound_id)
        connection.execute(delete(_LINK).where(_LINK.c.meeting_id == full_id))
        if compound_id is not None:
            row = {"meeting_id": full_id, "compound_id": compound_id}
            connection.execute(insert(_LINK).values(row))
        record(connection, [Deed(by, Act.MOVED, full_id)])

    def put_first_link(
        self, connection: Connection, full_id: str, compound_id: str, by: str
    ) -> None:
        """As `put_link` for a meeting of which nobody has said yet of which compound it is; one
        that was deleted meanwhile is passed over."""
        if compound_of(connection, full_id) is None and self.has(connection, compound_id):
            self.put_link(connection, full_id, compound_id, by)

    def informed(self, request: Request) -> Request:
        """The request with the roster and the glossary of its compound as they are today, and
        the common ones; what was told with it comes first. One that was deleted tells nothing.
        """
        with self.database.reading() as connection:
            wanted = [one for one in (request.compound, COMMON) if one]
            known = [
                self.within(connection, one).compound
                for one in wanted
                if one == COMMON or self.has(connection, one)
            ]
        people = [person for compound in known for person in compound.people]
        terms = [term for compound in known for term in compound.glossary]
        return replace(
            request,
            roster=merged_people(merged_people((), people), request.roster),
            glossary=merged_terms([*request.glossary, *terms]),
        )

    def has(self, connection: Connection, compound_id: str) -> bool:
        """Whether it is still there."""
        return bool(connection.scalar(select(_COMPOUND.c.id).where(_COMPOUND.c.id == compound_id)))

    def _changed(self, connection: Connection, now: Kept, compound: Compound, by: str) -> Kept:
        if tidied(compound) == now.compound:
            return now
        return self._put(connection, compound, now.number, by)

    def _put(self, connection: Connection, untidy: Compound, before: int, by: str) -> Kept:
        compound = _checked(connection, tidied(untidy))
        number, at = before + 1, datetime.now(UTC)
        row = {"name": storable(compound.name), "number": number}
        if before:
            mine = _COMPOUND.c.id == compound.id
            connection.execute(update(_COMPOUND).where(mine).values(row))
        else:
            connection.execute(insert(_COMPOUND).values(id=compound.id, **row))
        document = dumps_compound(compound)
        made = connection.execute(
            insert(_VERSION).values(
                compound_id=compound.id, number=number, at=at, by=storable(by), document=document
            )
        )
        assert made.inserted_primary_key is not None  # noqa: S101 - the table numbers its rows
        deed = Deed(by, Act.COMPOUND_SAVED, compound.id, made.inserted_primary_key[0], document)
        record(connection, [deed])
        return Kept(compound, number, by, at)

    def _kept(self, row: Any) -> Kept:
        try:
            return Kept(loads_compound(row.document), row.number, row.by, row.at)
        except DocumentError as exc:
            reason = f"小区 {row.compound_id} 的名册和词表损坏（{exc}）"
            raise BrokenLibrary(self.database.place, reason) from exc


def _listing() -> Any:
    count = func.count(_LINK.c.meeting_id)
    columns = (_COMPOUND.c.id, _COMPOUND.c.name, _COMPOUND.c.number)
    return select(*columns, count).outerjoin(_LINK).group_by(*columns)


def _versions(compound_id: str) -> Any:
    return select(_VERSION).where(_VERSION.c.compound_id == compound_id)


def compound_of(connection: Connection, full_id: str) -> str | None:
    """The id of the meeting's compound, within a transaction."""
    mine = select(_LINK.c.compound_id).where(_LINK.c.meeting_id == full_id)
    return connection.scalar(mine)


def _checked(connection: Connection, compound: Compound) -> Compound:
    """Raises BadCompound or CompoundTaken; writers are alone, so the name stays free."""
    if not compound.name:
        raise BadCompound("小区要有名称。")
    if max(len(compound.people), len(compound.bodies), len(compound.terms)) > MOST_ROWS:
        raise BadCompound(f"名册、单位、词表各自最多 {MOST_ROWS} 行，请删去不用的。")
    others = select(_COMPOUND.c.id).where(_COMPOUND.c.name == storable(compound.name))
    if connection.scalar(others.where(_COMPOUND.c.id != compound.id)) is not None:
        raise CompoundTaken(compound.name)
    if compound.id != COMMON and compound.name == COMMON_NAME:
        raise CompoundTaken(compound.name)
    return compound if compound.id != COMMON else replace(compound, name=COMMON_NAME)
