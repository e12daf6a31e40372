"""Log-ins that failed make the next ones wait: by account, by address, by browser.

An account waits for strangers only. A browser that its owner has logged in with before is counted
by itself, so whoever tries out passwords elsewhere does not keep the owner from coming in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address

from sqlalchemy import Connection, delete, insert, select, update

from mintobrief.errors import LogInLater
from mintobrief.store import schema

_ATTEMPT = schema.attempts.c
_FIRST = timedelta(seconds=30)
_REMEMBERED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """What failures are counted for; after `free` of them each further wait is twice as long,
    up to `longest`."""

    what: str
    which: str
    free: int
    longest: timedelta

    @property
    def key(self) -> str:
        """A hash: a password typed where the name goes is not kept."""
        return sha256(f"{self.what}\0{self.which}".encode()).hexdigest()

    def wait_after(self, failures: int) -> timedelta:
        """How long nothing is tried after that many failures."""
        beyond = failures - self.free
        return min(self.longest, _FIRST * 2 ** min(beyond, 20)) if beyond >= 0 else timedelta()


def account(key: str) -> Counted:
    """An account, or a name that is none: which of them, nobody is told."""
    return Counted("account", key, 5, timedelta(minutes=15))


def browser(key: str) -> Counted:
    """A browser that its owner has logged in with before."""
    return Counted("browser", key, 5, timedelta(minutes=15))


def address(where: str) -> Counted:
    """An address; an office may have one for all, and a line of IPv6 has 2^64."""
    return Counted("address", _network(where), 15, timedelta(hours=1))


def begin(connection: Connection, counted: Iterable[Counted]) -> None:
    """Count a try as failed before it is made: many at once are not more than one after another.

    Raises LogInLater, and then it is not counted.
    """
    now, counted = datetime.now(UTC), tuple(counted)
    connection.execute(delete(schema.attempts).where(_ATTEMPT.last_at < now - _REMEMBERED))
    mine = select(schema.attempts).where(_ATTEMPT.key.in_([one.key for one in counted]))
    before = {row.key: row for row in connection.execute(mine)}
    until = max((row.until for row in before.values()), default=now)
    if until > now:
        raise LogInLater((until - now).total_seconds())
    for one in counted:
        failures = before[one.key].failures + 1 if one.key in before else 1
        row = {"failures": failures, "last_at": now, "until": now + one.wait_after(failures)}
        if one.key in before:
            here = _ATTEMPT.key == one.key
            connection.execute(update(schema.attempts).where(here).values(**row))
        else:
            connection.execute(insert(schema.attempts).values(key=one.key, **row))


def succeed(connection: Connection, counted: Iterable[Counted]) -> None:
    """The try was none of those: what is counted for the person begins anew, and the address has
    one failure less, since one good password does not clear a hundred bad ones."""
    for one in counted:
        here = _ATTEMPT.key == one.key
        if one.what == "address":
            less = {"failures": _ATTEMPT.failures - 1, "until": datetime.now(UTC)}
            connection.execute(update(schema.attempts).where(here).values(**less))
        else:
            connection.execute(delete(schema.attempts).where(here))


def forgive(connection: Connection, key: str) -> None:
    """An administrator lets the account be tried again at once."""
    connection.execute(delete(schema.attempts).where(_ATTEMPT.key == account(key).key))


def _network(where: str) -> str:
    try:
        found = ip_address(where)
    except ValueError:
        return where
    if found.version == 6:
        return str(found.ipv4_mapped or found.exploded[:19])
    return str(found)
