"""Voice prints in the library: added with a consent, deleted for good, used until they end."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, insert, select

from mintobrief.domain import Consent, Vector, VoicePrint
from mintobrief.errors import UnknownVoicePrint, VoicePrintKept
from mintobrief.store import schema
from mintobrief.store.audit import PROGRAM, Deed, record
from mintobrief.store.blobs import FolderBlobs
from mintobrief.store.library import Library


class Act(StrEnum):
    """What became of a voice print."""

    ADDED = "added"
    DELETED = "deleted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log that stays when a voice print is gone; it never holds a vector."""

    at: datetime
    act: Act
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class VoicePrints:
    """The voice prints of a library; the consents lie in a folder of their own.

    Every method raises LibraryUnwritable or BrokenLibrary as the library's own do.
    """

    library: Library

    @property
    def _consents(self) -> FolderBlobs:
        return FolderBlobs(self.library.folder / "consents")

    def add(self, print_: VoicePrint) -> None:
        """Keep a voice print and its consent. Raises VoicePrintKept where the name has one."""
        self._consents.keep(print_.consent)
        with self.library.database.writing() as connection:
            if connection.scalar(select(exists().where(_named(print_.name)))):
                raise VoicePrintKept(print_.name)
            row = {
                "name": print_.name,
                "vector": array("f", print_.vector).tobytes(),
                "since": print_.since,
                "until": print_.until,
                "consent_name": print_.consent.name,
                "consent_sha256": print_.consent.sha256,
            }
            connection.execute(insert(schema.voiceprints).values(row))
            _log(connection, Act.ADDED, print_.name, print_.until)

    def all(self) -> tuple[VoicePrint, ...]:
        """Those kept, by name, ended ones too."""
        query = select(schema.voiceprints).order_by(schema.voiceprints.c.name)
        with self.library.database.reading() as connection:
            return tuple(self._print(row) for row in connection.execute(query))

    def delete(self, name: str) -> None:
        """Remove one with its consent, from the disk too. Raises UnknownVoicePrint."""
        known = self.all()
        if name not in [print_.name for print_ in known]:
            raise UnknownVoicePrint(name, [print_.name for print_ in known])
        self._remove([print_ for print_ in known if print_.name == name], Act.DELETED)

    def drop_expired(self, today: date) -> tuple[str, ...]:
        """Remove those whose last day has passed; returns whose they were."""
        ended = [print_ for print_ in self.all() if print_.until < today]
        if ended:
            self._remove(ended, Act.EXPIRED)
        return tuple(print_.name for print_ in ended)

    def log(self) -> tuple[LogLine, ...]:
        """What became of all there ever were, in order."""
        table = schema.voiceprint_log.c
        query = select(table.at, table.act, table.name, table.until).order_by(table.number)
        with self.library.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(LogLine(row.at, Act(row.act), row.name, row.until) for row in rows)

    def _remove(self, prints: Iterable[VoicePrint], act: Act) -> None:
        """The consents go last: a print without its consent must not be left."""
        gone = tuple(prints)
        with self.library.database.writing() as connection:
            for print_ in gone:
                connection.execute(delete(schema.voiceprints).where(_named(print_.name)))
                _log(connection, act, print_.name, print_.until)
        self.library.database.scrub()
        kept = {print_.consent.sha256 for print_ in self.all()}
        for sha256 in {print_.consent.sha256 for print_ in gone} - kept:
            self._consents.remove(sha256)

    def _print(self, row: Row[tuple[object, ...]]) -> VoicePrint:
        consent = Consent(
            row.consent_name, row.consent_sha256, self._consents.path(row.consent_sha256)
        )
        return VoicePrint(row.name, _vector(row.vector), row.since, row.until, consent)


def _vector(stored: bytes) -> Vector:
    numbers = array("f")
    numbers.frombytes(stored)
    return tuple(numbers)


def _named(name: str) -> ColumnElement[bool]:
    return schema.voiceprints.c.name == name


def _log(connection: Connection, act: Act, name: str, until: date) -> None:
    row = {"at": datetime.now(UTC), "act": str(act), "name": name, "until": until}
    connection.execute(insert(schema.voiceprint_log).values(row))
    record(connection, [Deed(PROGRAM, f"voiceprint.{act}", name)])
