"""The library's database: opened, brought up to date, and its errors put into our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from mintobrief.errors import StateError
from mintobrief.store.migrate import bring_up_to_date, is_up_to_date

WAIT_MS = 30_000  # how long one program waits for another to finish writing


class Kind(Protocol):
    """What the kinds of database differ in."""

    @property
    def place(self) -> str:
        """What a person knows the database by; no password is in it."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What its driver raises while SQLAlchemy does not watch."""

    def connect(self) -> Engine:
        """An engine whose every transaction is the only one that writes."""

    def readers(self, engine: Engine) -> Engine:
        """The same for transactions that only read: they wait for nobody, see one moment."""

    def explain(self, error: BaseException | None) -> StateError:
        """The driver's error in our words."""

    def scrub(self, engine: Engine) -> None:
        """Leave nothing of what was deleted in the database's files.

        Raises LibraryUnwritable where that cannot be done now.
        """


@dataclass(frozen=True, slots=True)
class Database:
    """An open database, SQLite or PostgreSQL. Whoever writes is alone in writing: what was
    read before a write is still so, and rows are numbered in the order they were committed.
    """

    kind: Kind
    engine: Engine

    @property
    def place(self) -> str:
        return self.kind.place

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; raises a StateError and leaves all as it was."""
        with self.explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the database at one moment; raises a StateError."""
        with self.explained(), self.kind.readers(self.engine).begin() as connection:
            yield connection

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the database's files; raises a StateError."""
        with self.explained():
            self.kind.scrub(self.engine)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Around what uses the database: what it raises becomes what a person can act on."""
        try:
            yield
        except DBAPIError as exc:
            raise self.kind.explain(exc.orig) from exc
        except self.kind.errors as exc:
            raise self.kind.explain(exc) from exc


def open_database(folder: Path, url: str | None = None) -> Database:
    """The database at `url`, or the one in `folder`, with every table this program wants.

    Raises LibraryUnwritable, BrokenLibrary, or what is wrong with the server.
    """
    kind = kind_at(folder, url)
    database = Database(kind, kind.connect())
    try:
        _bring_up_to_date(database, folder)
    except StateError:
        database.engine.dispose()
        raise
    return database


def _bring_up_to_date(database: Database, folder: Path) -> None:
    """Two programs that start together do not both migrate: who comes second finds it done."""
    with database.reading() as connection:
        ready = is_up_to_date(connection)
    if not ready:
        with database.writing() as connection:
            bring_up_to_date(connection, folder, database.place)


def kind_at(folder: Path, url: str | None) -> Kind:
    """The database of that URL, or the file in the folder; nothing is opened yet."""
    if url is None:
        from mintobrief.store.sqlite import SqliteFile

        return SqliteFile(folder)
    from mintobrief.store.postgres import PostgresServer

    return PostgresServer.at(url)
