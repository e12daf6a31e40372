"""Tokens: what a program of a person's comes in with, until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select, update

from mintobrief.domain.person import Person, Scope
from mintobrief.errors import BadToken
from mintobrief.store import schema
from mintobrief.store.accounts.keys import hash_of, new_key
from mintobrief.store.accounts.people import people
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.database import Database

PREFIX = "mtb_"  # so that a scan for secrets knows one where it should not be
LONGEST = 366  # days
_MOST = 20  # that one person may have at a time
_NAME = 40  # characters
_NOTED = timedelta(hours=1)  # how exactly it is known when one was used
_TOKEN, _PERSON = schema.api_tokens.c, schema.people.c


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; the token itself is shown once, when it is made."""

    id: int
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of all people. Every method raises a StateError where the database fails."""

    database: Database

    def add(self, person: Person, name: str, scope: Scope, days: int) -> str:
        """A new token, to be shown now or never. Raises BadToken."""
        shown = " ".join(schema.storable(name).split())
        if not shown or len(shown) > _NAME or not shown.isprintable():
            raise BadToken(f"用途要写，不超过 {_NAME} 个字")
        if scope not in (Scope.READ, Scope.JUDGE) or not 1 <= days <= LONGEST:
            raise BadToken(f"权限是只读或可审核，期限是 1 到 {LONGEST} 天")
        if len(self.of(person)) >= _MOST:
            raise BadToken(f"一个人最多 {_MOST} 个，请先作废不用的")
        key, now = PREFIX + new_key(), datetime.now(UTC)
        row = {"person_id": person.id, "name": shown, "hash": hash_of(key), "scope": str(scope)}
        until = {"created_at": now, "expires_at": now + timedelta(days=days)}
        with self.database.writing() as connection:
            connection.execute(insert(schema.api_tokens).values(**row, **until))
            record(connection, [Deed(person.name, Act.TOKEN_MADE, f"{person.name}：{shown}")])
        return key

    def revoke(self, person: Person, number: int) -> None:
        """From the next request on; one that is not the person's, or is over, is none."""
        now = datetime.now(UTC)
        mine = (_TOKEN.id == number) & (_TOKEN.person_id == person.id) & _TOKEN.revoked_at.is_(None)
        with self.database.writing() as connection:
            name = connection.scalar(select(_TOKEN.name).where(mine))
            if name is not None:
                connection.execute(update(schema.api_tokens).where(mine).values(revoked_at=now))
                subject = f"{person.name}：{name}"
                record(connection, [Deed(person.name, Act.TOKEN_REVOKED, subject)])

    def of(self, person: Person) -> tuple[Token, ...]:
        """Those that are good, the newest first."""
        t = _TOKEN
        asked = select(t.id, t.name, t.scope, t.created_at, t.expires_at, t.seen_at).where(
            t.person_id == person.id, t.revoked_at.is_(None), t.expires_at > datetime.now(UTC)
        )
        with self.database.reading() as connection:
            rows = connection.execute(asked.order_by(t.id.desc())).all()
        return tuple(Token(r[0], r[1], Scope(r[2]), *r[3:]) for r in rows)

    def owner(self, key: str) -> tuple[Person, Scope] | None:
        """Whose token it is and what it is good for, None where it is none or over."""
        t, now = _TOKEN, datetime.now(UTC)
        asked = select(t.person_id, t.scope, t.seen_at).where(
            t.hash == hash_of(key), t.revoked_at.is_(None), t.expires_at > now
        )
        with self.database.reading() as connection:
            row = connection.execute(asked).first()
            if row is None:
                return None
            enabled = _PERSON.disabled_at.is_(None)
            person = next(people(connection, _PERSON.id == row.person_id, enabled), None)
        if person is None or person.must_change:
            return None
        if row.seen_at is None or now - row.seen_at > _NOTED:
            self._note(key, now)
        return person, Scope(row.scope)

    def _note(self, key: str, now: datetime) -> None:
        here = _TOKEN.hash == hash_of(key)
        with self.database.writing() as connection:
            connection.execute(update(schema.api_tokens).where(here).values(seen_at=now))
