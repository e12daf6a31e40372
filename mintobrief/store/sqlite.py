"""A library's database as one SQLite file in its folder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from mintobrief.errors import BrokenLibrary, LibraryUnwritable, StateError
from mintobrief.store.database import WAIT_MS

# what is deleted (voice prints) is overwritten, not only forgotten
_PRAGMAS = (
    f"busy_timeout = {WAIT_MS}",
    "foreign_keys = ON",
    "secure_delete = ON",
)

_AGAIN = 0.02  # seconds

# what SQLite says when the place, not the database, is at fault
_UNWRITABLE = {
    sqlite3.SQLITE_BUSY: "另一个程序正在写入，一直没有写完",
    sqlite3.SQLITE_LOCKED: "另一个程序正在写入，一直没有写完",
    sqlite3.SQLITE_READONLY: "文件夹是只读的",
    sqlite3.SQLITE_PERM: "没有权限",
    sqlite3.SQLITE_CANTOPEN: "数据库文件打不开，可能没有权限",
    sqlite3.SQLITE_FULL: "磁盘满了",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
}


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """`library.db` in a folder; several programs of one machine may use it."""

    folder: Path

    @property
    def place(self) -> str:
        return str(self.folder)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (sqlite3.Error,)

    def connect(self) -> Engine:
        # not as a written URL: a folder may have ? and % in its name
        place = URL.create("sqlite", database=str(self.folder / "library.db"))
        engine = create_engine(place, poolclass=NullPool, hide_parameters=True)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def readers(self, engine: Engine) -> Engine:
        return engine.execution_options(begin="BEGIN")

    def explain(self, error: BaseException | None) -> StateError:
        # the low byte is the kind of error, the rest its detail
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _UNWRITABLE:
            return LibraryUnwritable(self.place, _UNWRITABLE[code])
        return BrokenLibrary(self.place, f"数据库文件损坏，或不是本程序的（{error}）")

    def scrub(self, engine: Engine) -> None:
        """The write-ahead log is emptied too."""
        with closing(engine.raw_connection()) as connection:
            for step in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                left = connection.cursor().execute(step).fetchone()
                if left and left[0]:  # busy
                    raise LibraryUnwritable(self.place, _UNWRITABLE[sqlite3.SQLITE_BUSY])


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # transactions are begun by us: sqlite3 by itself begins one too late to cover DDL and reads
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _log_ahead(connection)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """A new file begins its log when nobody else writes it: SQLite by itself does not wait here."""
    end = monotonic() + WAIT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
        sleep(_AGAIN)


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer later could not wait for it."""
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    connection.exec_driver_sql(begin)
