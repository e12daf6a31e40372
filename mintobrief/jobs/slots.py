"""Places for workers, each held by one living process: who finds a place free knows that its
last holder is gone, and what it had begun is anybody's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from mintobrief.store.database import Database
from mintobrief.store.library import Library

_FAMILY = 0x6D696E74  # of our advisory locks, apart from all others on that server
# a machine that lost its power says no farewell: the server finds out within half a minute
_KEEPALIVE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


class Slot(Protocol):
    """A place that is held until it is released, or the process ends, however that is."""

    @property
    def number(self) -> int: ...
    def is_held(self) -> bool:
        """Whether it is still ours: a server that was gone has forgotten."""

    def release(self) -> None: ...


class Slots(Protocol):
    """The places of one library, numbered from 0."""

    def take(self, number: int) -> Slot | None:
        """The place, or None where a living process holds it."""


def slots_of(library: Library) -> Slots:
    """Beside SQLite locks on files, on a server its own."""
    if library.engine.dialect.name == "sqlite":
        return FileSlots(library.folder / "slots")
    return ServerSlots(library.database)


def first_free(slots: Slots) -> Slot:
    """The lowest place that nobody holds, now ours."""
    return next(slot for number in count() if (slot := slots.take(number)))


@contextmanager
def if_free(slots: Slots, number: int) -> Iterator[bool]:
    """Whether nobody holds the place; nobody takes it meanwhile."""
    slot = slots.take(number)
    try:
        yield slot is not None
    finally:
        if slot:
            slot.release()


class FileSlots:
    """Places as locks on files: the system lets go of them when their process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, number: int) -> Slot | None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / f"{number}.lock").open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            return None
        return _FileSlot(number, file)


class _FileSlot:
    def __init__(self, number: int, file: IO[bytes]) -> None:
        self.number = number
        self._file = file

    def is_held(self) -> bool:
        return not self._file.closed

    def release(self) -> None:
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ServerSlots:
    """Places as advisory locks: the server lets go of them when their connection ends."""

    def __init__(self, database: Database) -> None:
        url = database.engine.url.update_query_dict({"options": _KEEPALIVE})
        self._engine: Engine = create_engine(url, poolclass=NullPool, hide_parameters=True)

    def take(self, number: int) -> Slot | None:
        alone = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        connection = alone.connect()
        if connection.exec_driver_sql(_TAKE, (_FAMILY, number)).scalar():
            return _ServerSlot(number, connection)
        connection.close()
        return None


_TAKE = "SELECT pg_try_advisory_lock(%s, %s)"


class _ServerSlot:
    def __init__(self, number: int, connection: Connection) -> None:
        self.number = number
        self._connection = connection

    def is_held(self) -> bool:
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            return False
        return True

    def release(self) -> None:
        self._connection.invalidate()  # closed, not handed back: the lock goes with it
        self._connection.close()
