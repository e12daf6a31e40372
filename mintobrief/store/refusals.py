"""Who was turned away, and why, so that an administrator finds out.

Beside the sealed log, not in it: what strangers cause has to be little however much they try, and
the addresses they come from are to be forgotten again; the log forgets nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from mintobrief.store import schema
from mintobrief.store.database import Database

KEPT = timedelta(days=365)
MOST = 20_000  # lines kept; the oldest make room
_LONGEST = 200  # characters of an address or a path
_SAME = ("at", "why", "person_id", "address")  # in refusals that are one line
_LINE = schema.refusals.c


class Why(StrEnum):
    """What was wrong with a request."""

    HOST = "host"  # it looked for another server
    ROUNDABOUT = "roundabout"  # it came past the proxy
    ORIGIN = "origin"  # another site's page sent it
    STALE = "stale"  # it lacked what every page of ours sends along
    TOKEN = "token"  # noqa: S105
    READS_ONLY = "reads_only"  # a token that may change nothing
    LINK = "link"  # used, or too old
    ROLE = "role"
    HIDDEN = "hidden"  # a meeting that the person is not shown
    TOO_OFTEN = "too_often"  # to log in
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody was turned away. `path` is what a `person` that is let in asked for; of others
    it is empty: it may hold what they typed."""

    why: Why
    address: str
    person: int | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The refusals of one reason to one caller in one minute: `times` at the least."""

    at: datetime
    why: Why
    name: str | None
    address: str
    path: str
    times: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """The lines of one library. Every method raises a StateError."""

    database: Database

    def add(self, one: Refusal, minute: datetime, times: int) -> None:
        """Count it to those of that minute that are alike."""
        with self.database.writing() as connection:
            again = {"times": _LINE.times + times}
            alike = update(schema.refusals).where(*_alike(one, minute)).values(**again)
            if not connection.execute(alike).rowcount:
                connection.execute(insert(schema.refusals).values(**_row(one, minute), times=times))
                _forget(connection, minute)

    def newest(self, most: int) -> tuple[Counted, ...]:
        """The last lines, the newest first."""
        both = schema.refusals.outerjoin(schema.people)
        asked = select(schema.refusals, schema.people.c.name).select_from(both)
        with self.database.reading() as connection:
            rows = connection.execute(asked.order_by(_LINE.number.desc()).limit(most)).all()
        return tuple(
            Counted(row.at, Why(row.why), row.name, row.address, row.path, row.times)
            for row in rows
        )


def _row(one: Refusal, minute: datetime) -> dict[str, Any]:
    address, path = (_plain(text) for text in (one.address, one.path))
    who = {"person_id": one.person, "address": address, "path": path}
    return {"at": minute, "why": str(one.why), **who}


def _plain(untrusted: str) -> str:
    """What cannot be seen, or turns the line around, is left out."""
    return "".join(c for c in untrusted if c.isprintable())[:_LONGEST]


def _alike(one: Refusal, minute: datetime) -> list[ColumnElement[bool]]:
    row = _row(one, minute)
    return [_LINE[name].is_not_distinct_from(row[name]) for name in _SAME]


def _forget(connection: Connection, now: datetime) -> None:
    newest = connection.scalar(select(func.max(_LINE.number))) or 0
    old = (_LINE.at < now - KEPT) | (_LINE.number <= newest - MOST)
    connection.execute(delete(schema.refusals).where(old))
