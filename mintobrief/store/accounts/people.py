"""People with accounts, and what they may do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from mintobrief.domain.line import one_line
from mintobrief.domain.person import Person, Role
from mintobrief.errors import BadName, LastAdministrator, NameTaken, UnknownPerson
from mintobrief.store import schema
from mintobrief.store.accounts import passwords
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.database import Database

_PERSON, _ROLE = schema.people.c, schema.person_roles.c
_LONGEST = 40  # characters of a name


@dataclass(frozen=True, slots=True)
class People:
    """Accounts are disabled, never deleted: the log and the briefings name them.

    `by` is who does it, for the log. Every method raises a StateError where the database fails.
    """

    database: Database

    def add(
        self, name: str, roles: Iterable[Role], password: str, *, by: str, given: bool
    ) -> Person:
        """A new account; `given` where somebody else knows the password, who then has to be
        forgotten at the first log-in. Raises BadName, NameTaken, WeakPassword."""
        shown = shown_name(name)
        passwords.check(password, shown)
        kept, now = passwords.hashed(password), datetime.now(UTC)
        with self.database.writing() as connection:
            if _find(connection, _PERSON.key == key_of(shown)):
                raise NameTaken(shown)
            row = {"name": shown, "key": key_of(shown), "password": kept, "created_at": now}
            given_at = now if given else None
            made = insert(schema.people).values(**row, given_at=given_at).returning(_PERSON.id)
            number = connection.scalars(made).one()
            _set_roles(connection, number, roles)
            record(connection, [Deed(by, Act.PERSON_ADDED, _told(shown, roles))])
            return _one(connection, number)

    def all(self) -> tuple[Person, ...]:
        """Everybody who has or had an account, by name."""
        with self.database.reading() as connection:
            return tuple(people(connection))

    def named(self, name: str) -> Person:
        """Raises UnknownPerson."""
        with self.database.reading() as connection:
            found = _find(connection, _PERSON.key == key_of(name))
        if found is None:
            raise UnknownPerson(name)
        return found

    def get(self, number: int) -> Person:
        """Raises UnknownPerson."""
        with self.database.reading() as connection:
            return _one(connection, number)

    def has_administrator(self) -> bool:
        """Whether anybody could let others in."""
        with self.database.reading() as connection:
            return bool(_administrators(connection))

    def set_roles(self, number: int, roles: Iterable[Role], *, by: str) -> Person:
        """From the next request on. Raises UnknownPerson, LastAdministrator."""
        with self.database.writing() as connection:
            before, roles = _one(connection, number), frozenset(roles)
            if before.roles != roles:
                _set_roles(connection, number, roles)
                _keep_an_administrator(connection)
                record(connection, [Deed(by, Act.ROLES_CHANGED, _told(before.name, roles))])
            return _one(connection, number)

    def disable(self, number: int, *, by: str) -> Person:
        """Nothing of the person's opens anything any more, from the next request on.

        Raises UnknownPerson, LastAdministrator.
        """
        with self.database.writing() as connection:
            person = _one(connection, number)
            if person.disabled_at is None:
                _change(connection, number, disabled_at=datetime.now(UTC))
                _keep_an_administrator(connection)
                shut_out(connection, number)
                record(connection, [Deed(by, Act.PERSON_DISABLED, person.name)])
            return _one(connection, number)

    def enable(self, number: int, *, by: str) -> Person:
        """The old password is good again; tokens stay revoked. Raises UnknownPerson."""
        with self.database.writing() as connection:
            person = _one(connection, number)
            if person.disabled_at is not None:
                _change(connection, number, disabled_at=None)
                record(connection, [Deed(by, Act.PERSON_ENABLED, person.name)])
            return _one(connection, number)

    def set_password(self, number: int, password: str, *, by: str, given: bool) -> None:
        """All browsers and programs of the person's have to come in anew.

        Raises UnknownPerson, WeakPassword.
        """
        person = self.get(number)
        passwords.check(password, person.name)
        kept = passwords.hashed(password)
        with self.database.writing() as connection:
            given_at = datetime.now(UTC) if given else None
            _change(connection, number, password=kept, given_at=given_at)
            shut_out(connection, number)
            act = Act.PASSWORD_RESET if given else Act.PASSWORD_CHANGED
            record(connection, [Deed(by, act, person.name)])


def people(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Person]:
    """Those who answer the conditions, by name, with their roles of this moment."""
    both = schema.people.outerjoin(schema.person_roles)
    asked = select(schema.people, _ROLE.role).select_from(both).where(*where)
    rows = connection.execute(asked.order_by(_PERSON.name, _PERSON.id)).all()
    for _, mine in groupby(rows, key=lambda row: row.id):
        held = list(mine)
        yield _person(held[0], frozenset(Role(row.role) for row in held if row.role))


def shut_out(connection: Connection, number: int) -> None:
    """End the sessions, tokens, phones and known browsers of a person."""
    connection.execute(
        update(schema.people).where(_PERSON.id == number).values(era=_PERSON.era + 1)
    )
    for table in (schema.sessions, schema.known_browsers):
        connection.execute(delete(table).where(table.c.person_id == number))
    token = schema.api_tokens
    alive = (token.c.person_id == number) & token.c.revoked_at.is_(None)
    connection.execute(update(token).where(alive).values(revoked_at=datetime.now(UTC)))


def shown_name(untrusted_name: str) -> str:
    """The name as it is shown and signed with. Raises BadName."""
    said = unicodedata.normalize("NFKC", schema.storable(untrusted_name))
    name = one_line(said)
    if not name or len(name) > _LONGEST:
        raise BadName(_LONGEST)
    return name


def key_of(name: str) -> str:
    """The name as it is compared: 王 芳 and 王芳 would be mistaken for each other."""
    said = unicodedata.normalize("NFKC", schema.storable(name)).casefold()
    return "".join(c for c in said if c.isprintable() and not c.isspace())[:200]


def _person(row: Any, roles: frozenset[Role]) -> Person:
    given = row.given_at is not None
    return Person(row.id, row.name, roles, row.created_at, row.disabled_at, given, row.era)


def _find(connection: Connection, where: ColumnElement[bool]) -> Person | None:
    return next(people(connection, where), None)


def _one(connection: Connection, number: int) -> Person:
    found = _find(connection, _PERSON.id == number)
    if found is None:
        raise UnknownPerson(str(number))
    return found


def _change(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(schema.people).where(_PERSON.id == number).values(**values))


def _set_roles(connection: Connection, number: int, roles: Iterable[Role]) -> None:
    connection.execute(delete(schema.person_roles).where(_ROLE.person_id == number))
    rows = [{"person_id": number, "role": str(role)} for role in sorted(set(roles))]
    if rows:
        connection.execute(insert(schema.person_roles), rows)


def _administrators(connection: Connection) -> list[Person]:
    return [p for p in people(connection, _PERSON.disabled_at.is_(None)) if p.is_administrator]


def _keep_an_administrator(connection: Connection) -> None:
    if not _administrators(connection):
        raise LastAdministrator


def _told(name: str, roles: Iterable[Role]) -> str:
    titles = "、".join(role.called for role in Role if role in set(roles))
    return f"{name}：{titles or '只能看'}"
