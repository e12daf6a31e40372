"""A library's database on a PostgreSQL server, for several machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from mintobrief.errors import (
    BadSetting,
    DatabaseFailed,
    DatabaseRefused,
    DatabaseUnreachable,
    MissingEngine,
    StateError,
)
from mintobrief.store.database import WAIT_MS

if TYPE_CHECKING:
    import psycopg

# the one lock of writers; programs that know nothing of each other must agree on the number
WRITERS = 0x6D696E746F
# a machine that is gone, or sleeps in the middle of a write, must not hold up the others
_LINK = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
    "application_name": "mintobrief",
    "client_encoding": "utf8",
}
_LIMITS = f"SET lock_timeout = {WAIT_MS}; SET idle_in_transaction_session_timeout = '5min'"

# the tables that rows are deleted from for good
_DELETED_FROM = (
    "voiceprint",
    "meeting",
    "revision",
    "judgement",
    "naming",
    "correction",
    "signing",
    "meeting_file",
    "meeting_person",
    "passage",
    "passage_words",
    "job",
    "job_piece",
    "job_batch",
)

# by SQLSTATE, or the class that it begins with
_GONE = {
    "08": "连接断了",
    "57P01": "服务器正在关闭",
    "57P02": "服务器刚刚崩溃",
    "57P03": "服务器正在启动",
    "53300": "连接的程序太多",
    "25P03": "写到一半停了太久，服务器断开了连接",
}
_REFUSED = {"28": "用户名或密码不对", "3D": "没有这个库"}
# what libpq says before there is a connection: it has words for it and no codes
_UNCONNECTED: tuple[tuple[str, Callable[[str, str], StateError], str], ...] = (
    ("password authentication failed", DatabaseRefused, "用户名或密码不对"),
    ("no password supplied", DatabaseRefused, "地址里没有写密码"),
    ("no pg_hba.conf entry", DatabaseRefused, "服务器不许这台电脑用这个用户名登录"),
    ("does not exist", DatabaseRefused, "没有这个库，或没有这个用户"),
    ("too many", DatabaseUnreachable, "连接的程序太多"),
    ("starting up", DatabaseUnreachable, "服务器正在启动"),
    ("shutting down", DatabaseUnreachable, "服务器正在关闭"),
    ("closed the connection", DatabaseUnreachable, "连接断了"),
    ("Connection refused", DatabaseUnreachable, "那里没有数据库在运行，或端口不对"),
    ("imeout expired", DatabaseUnreachable, "没有回答"),
    ("timed out", DatabaseUnreachable, "没有回答"),
    ("No route to host", DatabaseUnreachable, "网络不通"),
    ("Network is unreachable", DatabaseUnreachable, "网络不通"),
    ("resolve host", DatabaseUnreachable, "找不到这台服务器，地址可能写错了"),
    ("translate host name", DatabaseUnreachable, "找不到这台服务器，地址可能写错了"),
    ("Name or service not known", DatabaseUnreachable, "找不到这台服务器，地址可能写错了"),
)
_FAILED = {
    "53": "服务器的磁盘或内存满了",
    "55P03": "另一个程序正在写入，一直没有写完",
    "40": "与另一个程序同时改了同一处",
    "25006": "数据库是只读的",
    "42501": "没有权限",
    "42": "里面的表不是本程序的",
}


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """One database of a server."""

    url: URL

    @classmethod
    def at(cls, url: str) -> PostgresServer:
        """The database of `postgresql://user:password@host:port/name`; raises BadSetting."""
        try:
            given = make_url(url)
        except (ArgumentError, ValueError):
            given = URL.create("unknown")
        if given.get_backend_name() not in ("postgresql", "postgres"):
            # the value may hold a password: it is not shown, nor what it was raised from
            expected = "应写成 postgresql://用户名:密码@服务器:5432/库名"
            raise BadSetting("MINTOBRIEF_DATABASE_URL", "…", expected) from None
        link = {name: value for name, value in _LINK.items() if name not in given.query}
        return cls(given.set(drivername="postgresql+psycopg").update_query_dict(link))

    @property
    def place(self) -> str:
        return f"{self.url.host or '本机'}:{self.url.port or 5432}/{self.url.database or ''}"

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        import psycopg

        return (psycopg.Error,)

    def connect(self) -> Engine:
        try:
            engine = create_engine(self.url, pool_pre_ping=True, hide_parameters=True)
        except ModuleNotFoundError as exc:
            raise MissingEngine("PostgreSQL", "psycopg") from exc
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def readers(self, engine: Engine) -> Engine:
        return engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True, begin=None
        )

    def explain(self, error: BaseException | None) -> StateError:
        state = getattr(error, "sqlstate", None)
        if state is None:
            return self._unconnected(error)
        for meanings, kind in (
            (_GONE, DatabaseUnreachable),
            (_REFUSED, DatabaseRefused),
            (_FAILED, DatabaseFailed),
        ):
            if reason := meanings.get(state) or meanings.get(state[:2]):
                return kind(self.place, reason)
        return DatabaseFailed(self.place, _first_line(error))

    def scrub(self, engine: Engine) -> None:
        """Rows that were deleted are written over by a rewrite of the tables."""
        alone = engine.execution_options(isolation_level="AUTOCOMMIT", begin=None)
        with alone.connect() as connection:
            for table in _DELETED_FROM:
                connection.exec_driver_sql(f"VACUUM (FULL) {table}")

    def _unconnected(self, error: BaseException | None) -> StateError:
        """No connection was made, or it is lost: then there is no code, only English words."""
        told = str(error)
        for words, kind, reason in _UNCONNECTED:
            if words in told:
                return kind(self.place, reason)
        link = getattr(error, "pgconn", None)
        if link is not None and (link.used_password or link.needs_password):
            return DatabaseRefused(self.place, _first_line(error))
        return DatabaseUnreachable(self.place, _first_line(error))


def _first_line(error: BaseException | None) -> str:
    return next(iter(str(error).splitlines()), "")


def _prepare(connection: psycopg.Connection, _: ConnectionPoolEntry) -> None:
    connection.execute(_LIMITS)
    connection.commit()


def _begin(connection: Connection) -> None:
    """Writers wait for each other here, as they do on SQLite."""
    if "begin" not in connection.get_execution_options():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
