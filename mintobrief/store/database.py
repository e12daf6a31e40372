"""The library's database: opened, brought up to date, and its errors put into our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from mintobrief.errors import BrokenLibrary, LibraryUnwritable, StateError
from mintobrief.store.schema import HEAD

WAIT_MS = 30_000  # how long one program waits for another to finish writing

# what is deleted (voice prints) is overwritten, not only forgotten
_PRAGMAS = (
    f"busy_timeout = {WAIT_MS}",
    "foreign_keys = ON",
    "journal_mode = WAL",
    "secure_delete = ON",
)

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


def open_database(folder: Path) -> Engine:
    """The database of the library in `folder`, with every table this program wants.

    Raises LibraryUnwritable or BrokenLibrary.
    """
    # not as a written URL: a folder may have ? and % in its name
    place = URL.create("sqlite", database=str(folder / "library.db"))
    engine = create_engine(place, poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with explained(folder), engine.begin() as connection:
        _bring_up_to_date(connection, folder)
    return engine


def reading(engine: Engine) -> Engine:
    """The same database for reading: does not wait for those who write."""
    return engine.execution_options(begin="BEGIN")


def scrub(engine: Engine, folder: Path) -> None:
    """Leave nothing of what was deleted in the database's files, the write-ahead log included.

    Raises LibraryUnwritable where another program reads so long that it cannot be done now.
    """
    with explained(folder), closing(engine.raw_connection()) as connection:
        for step in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            left = connection.cursor().execute(step).fetchone()
            if left and left[0]:  # busy
                raise LibraryUnwritable(str(folder), _UNWRITABLE[sqlite3.SQLITE_BUSY])


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what the database raises into what a person can act on."""
    try:
        yield
    except DBAPIError as exc:
        raise _in_our_words(exc.orig, folder) from exc
    except sqlite3.Error as exc:  # while connecting, before SQLAlchemy watches
        raise _in_our_words(exc, folder) from exc


def _in_our_words(error: BaseException | None, folder: Path) -> StateError:
    # the low byte is the kind of error, the rest its detail
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _UNWRITABLE:
        return LibraryUnwritable(str(folder), _UNWRITABLE[code])
    return BrokenLibrary(str(folder), f"数据库文件损坏，或不是本程序的（{error}）")


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # transactions are begun by us: sqlite3 by itself begins one too late to cover DDL and reads
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer later could not wait for it."""
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    connection.exec_driver_sql(begin)


def _bring_up_to_date(connection: Connection, folder: Path) -> None:
    revision = _revision(connection)
    if revision == HEAD:
        return
    if revision is None and any(folder.glob("files/*/*")):
        raise BrokenLibrary(str(folder), "里面有存过的文件，数据库却是空的")
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    migrations = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", migrations.replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise BrokenLibrary(str(folder), "它由更新版本的程序建立，请先升级 mintobrief")
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The newest migration the database has seen; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
