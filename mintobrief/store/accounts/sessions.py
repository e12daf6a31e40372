"""Log-ins and what comes of them: browsers that are let in for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from mintobrief.domain.person import Person
from mintobrief.errors import LogInFailed, WrongPassword
from mintobrief.store import schema
from mintobrief.store.accounts import attempts, passwords
from mintobrief.store.accounts.attempts import Counted
from mintobrief.store.accounts.keys import hash_of, new_key
from mintobrief.store.accounts.people import key_of, people
from mintobrief.store.accounts.permissions import Hidden, hidden_from
from mintobrief.store.audit import PROGRAM, Act, Deed, record
from mintobrief.store.database import Database

IDLE = timedelta(hours=8)  # without anybody at the screen
ABSOLUTE = timedelta(days=7)
KNOWN = timedelta(days=365)  # that a browser is remembered for
_NOTED = timedelta(minutes=5)  # how exactly it is known when somebody was there
_KEPT = timedelta(days=365)  # that the log-in history goes back
_LONGEST = 200  # characters of what a browser calls itself
_SESSION, _KNOWN, _LOGIN = schema.sessions.c, schema.known_browsers.c, schema.logins.c
_PERSON = schema.people.c


class Outcome(StrEnum):
    """What came of trying to log in."""

    IN = "in"
    OUT = "out"
    FAILED = "failed"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as the network tells; `known` is what a browser was given at an earlier
    log-in, empty where it has nothing."""

    address: str
    agent: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """The keys for a browser to keep: `session` for now, `known` to be recognised by later."""

    person: Person
    session: str
    known: str


@dataclass(frozen=True, slots=True)
class LogIn:
    """A line of the history; `name` is None where no account has the name that was typed."""

    at: datetime
    name: str | None
    outcome: Outcome
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser that is logged in."""

    hash: str
    since: datetime
    seen_at: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """The browsers that are logged in, and the history of it."""

    database: Database

    def log_in(self, name: str, password: str, caller: Caller) -> LoggedIn:
        """Let a browser in. Raises LogInFailed, which does not tell what was wrong, or LogInLater
        where too much was tried."""
        key = key_of(name)
        with self.database.writing() as connection:
            known = _knows(connection, key, caller.known)
            counted = _counted(key, caller, known)
            attempts.begin(connection, counted)
            kept = connection.scalar(select(_PERSON.password).where(_PERSON.key == key))
        right = passwords.is_right(password, kept)  # takes long: nobody waits for the database
        with self.database.writing() as connection:
            person = next(people(connection, _PERSON.key == key, _PERSON.password == kept), None)
            if not right or person is None or person.disabled_at:
                failed: Person | None = person or _anybody(connection, key)
                _tell_failed(connection, failed, caller)
            else:
                attempts.succeed(connection, counted)
                _renew(connection, person, password, kept)
                return _let_in(connection, person, caller)
        raise LogInFailed

    def confirm(self, person: Person, password: str, caller: Caller) -> None:
        """The password once more, before something that a borrowed browser must not do.

        Raises WrongPassword, LogInLater.
        """
        counted = _counted(key_of(person.name), caller, known=True)
        with self.database.writing() as connection:
            attempts.begin(connection, counted)
            kept = connection.scalar(select(_PERSON.password).where(_PERSON.id == person.id))
        if not passwords.is_right(password, kept):
            with self.database.writing() as connection:
                _tell_failed(connection, person, caller)
            raise WrongPassword
        with self.database.writing() as connection:
            attempts.succeed(connection, counted)

    def open(self, person: Person, caller: Caller) -> str:
        """Another session of somebody who is in: after a change of password the old one is over."""
        with self.database.writing() as connection:
            return _open(connection, person, caller)

    def person(self, session: str, *, present: bool) -> Person | None:
        """Whose session it is, None where it is over; `present` where somebody sits there."""
        found = self.holder(session, present=present)
        return found[0] if found else None

    def holder(self, session: str, *, present: bool) -> tuple[Person, Hidden] | None:
        """Whose session it is and what is hidden from that person: each request asks both."""
        now = datetime.now(UTC)
        mine = select(_SESSION.person_id, _SESSION.seen_at).where(
            _SESSION.hash == hash_of(session), *_alive(now)
        )
        with self.database.reading() as connection:
            row = connection.execute(mine).first()
            enabled = _PERSON.disabled_at.is_(None)
            whose = people(connection, _PERSON.id == row.person_id, enabled) if row else iter(())
            found = next(whose, None)
            if row is None or found is None:
                return None
            hidden = hidden_from(connection, found)
        if present and now - row.seen_at > _NOTED:
            self._note(session, now)
        return found, hidden

    def log_out(self, session: str, caller: Caller) -> None:
        """End one session; one that is over is none."""
        here = _SESSION.hash == hash_of(session)
        with self.database.writing() as connection:
            number = connection.scalar(select(_SESSION.person_id).where(here))
            if number is not None:
                connection.execute(delete(schema.sessions).where(here))
                person = next(people(connection, _PERSON.id == number))
                _enter(connection, person, Outcome.OUT, caller)
                record(connection, [Deed(person.name, Act.LOGGED_OUT, person.name)])

    def end_others(self, person: Person, session: str) -> int:
        """End all sessions of the person but this one; how many there were."""
        others = (_SESSION.person_id == person.id) & (_SESSION.hash != hash_of(session))
        with self.database.writing() as connection:
            gone = connection.execute(delete(schema.sessions).where(others)).rowcount
            if gone:
                record(connection, [Deed(person.name, Act.LOGGED_OUT, person.name)])
        return gone

    def of(self, person: Person) -> tuple[OpenSession, ...]:
        """The browsers that the person is logged in with, the newest first."""
        s = _SESSION
        mine = select(s.hash, s.created_at, s.seen_at, s.address, s.agent).where(
            s.person_id == person.id, *_alive(datetime.now(UTC))
        )
        with self.database.reading() as connection:
            rows = connection.execute(mine.order_by(s.created_at.desc())).all()
        return tuple(OpenSession(*row) for row in rows)

    def history(self, person: Person | None = None, most: int = 100) -> tuple[LogIn, ...]:
        """Log-ins and what failed, of one or of everybody, the newest first."""
        e = _LOGIN
        asked = select(e.at, _PERSON.name, e.outcome, e.address, e.agent)
        asked = asked.select_from(schema.logins.outerjoin(schema.people))
        if person is not None:
            asked = asked.where(e.person_id == person.id)
        with self.database.reading() as connection:
            rows = connection.execute(asked.order_by(e.number.desc()).limit(most)).all()
        return tuple(LogIn(r[0], r[1], Outcome(r[2]), r[3], r[4]) for r in rows)

    def forgive(self, person: Person) -> None:
        """Let the account be tried again at once, from anywhere."""
        with self.database.writing() as connection:
            attempts.forgive(connection, key_of(person.name))

    def _note(self, session: str, now: datetime) -> None:
        here = _SESSION.hash == hash_of(session)
        with self.database.writing() as connection:
            connection.execute(update(schema.sessions).where(here).values(seen_at=now))


def _counted(key: str, caller: Caller, known: bool) -> tuple[Counted, ...]:
    own = attempts.browser(f"{hash_of(caller.known)} {key}") if known else attempts.account(key)
    return (own,) if known else (own, attempts.address(caller.address))


def _knows(connection: Connection, key: str, known: str) -> bool:
    """Whether the browser is one that the person of that name has logged in with."""
    if not known:
        return False
    mine = (
        select(_KNOWN.hash)
        .join(schema.people)
        .where(
            _KNOWN.hash == hash_of(known),
            _KNOWN.seen_at > datetime.now(UTC) - KNOWN,
            _PERSON.key == key,
        )
    )
    return connection.scalar(mine) is not None


def _let_in(connection: Connection, person: Person, caller: Caller) -> LoggedIn:
    _sweep(connection, datetime.now(UTC))
    known = _remember(connection, person, caller.known)
    _enter(connection, person, Outcome.IN, caller)
    record(connection, [Deed(person.name, Act.LOGGED_IN, person.name)])
    return LoggedIn(person, _open(connection, person, caller), known)


def _remember(connection: Connection, person: Person, untrusted_known: str) -> str:
    """The browser is known from now on, by the key it has from us or a new one: what it brings
    from elsewhere, somebody else may hold too."""
    ours = _KNOWN.hash == hash_of(untrusted_known)
    is_ours = connection.scalar(select(_KNOWN.hash).where(ours).limit(1)) is not None
    key = untrusted_known if is_ours else new_key()
    row = {"hash": hash_of(key), "person_id": person.id}
    mine = (_KNOWN.hash == row["hash"]) & (_KNOWN.person_id == person.id)
    connection.execute(delete(schema.known_browsers).where(mine))
    connection.execute(insert(schema.known_browsers).values(**row, seen_at=datetime.now(UTC)))
    return key


def _open(connection: Connection, person: Person, caller: Caller) -> str:
    key, now = new_key(), datetime.now(UTC)
    row = {"hash": hash_of(key), "person_id": person.id, "created_at": now, "seen_at": now}
    where = {"address": caller.address, "agent": _agent(caller)}
    connection.execute(insert(schema.sessions).values(**row, **where))
    return key


def _renew(connection: Connection, person: Person, password: str, kept: str | None) -> None:
    """Keep the password by what is good practice now."""
    if kept and passwords.is_outdated(kept):
        new = {"password": passwords.hashed(password)}
        connection.execute(update(schema.people).where(_PERSON.id == person.id).values(**new))


def _tell_failed(connection: Connection, person: Person | None, caller: Caller) -> None:
    off = person is not None and person.disabled_at is not None
    _enter(connection, person, Outcome.DISABLED if off else Outcome.FAILED, caller)
    subject = person.name if person else ""
    record(connection, [Deed(PROGRAM, Act.LOGIN_FAILED, subject)])


def _anybody(connection: Connection, key: str) -> Person | None:
    return next(people(connection, _PERSON.key == key), None)


def _enter(connection: Connection, person: Person | None, out: Outcome, caller: Caller) -> None:
    row = {"at": datetime.now(UTC), "person_id": person.id if person else None, "outcome": str(out)}
    where = {"address": caller.address, "agent": _agent(caller)}
    connection.execute(insert(schema.logins).values(**row, **where))


def _sweep(connection: Connection, now: datetime) -> None:
    """What is over is forgotten."""
    over = (_SESSION.created_at <= now - ABSOLUTE) | (_SESSION.seen_at <= now - IDLE)
    connection.execute(delete(schema.sessions).where(over))
    connection.execute(delete(schema.known_browsers).where(_KNOWN.seen_at <= now - KNOWN))
    connection.execute(delete(schema.logins).where(_LOGIN.at <= now - _KEPT))


def _alive(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _SESSION.created_at > now - ABSOLUTE, _SESSION.seen_at > now - IDLE


def _agent(caller: Caller) -> str:
    return schema.storable("".join(c for c in caller.agent if c.isprintable()))[:_LONGEST]
