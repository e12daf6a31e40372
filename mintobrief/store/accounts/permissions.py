"""Who may see which meeting: everybody with an account, or the people named and administrators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from mintobrief.domain.person import Person
from mintobrief.errors import AmbiguousMeeting, UnknownMeeting, UnknownPerson
from mintobrief.store import schema
from mintobrief.store.accounts.people import people
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.database import Database
from mintobrief.store.drafts import full_id

_NAMED = schema.meeting_people.c
_FILE = schema.meeting_files.c


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a person is not shown: meetings, and files that are of those alone."""

    meetings: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.meetings)


@dataclass(frozen=True, slots=True)
class Permissions:
    """Who may see which meeting. Every method raises a StateError where the database fails."""

    database: Database

    def hidden_from(self, person: Person | None) -> Hidden:
        """What the person is not shown; None is who needs no account and sees all."""
        if person is None:
            return Hidden()
        with self.database.reading() as connection:
            return hidden_from(connection, person)

    def refuse_hidden(self, person: Person | None, meeting_id: str) -> None:
        """Raises UnknownMeeting for a meeting that the person is not shown, as for one that is
        not there, whether the whole id was given or how it begins."""
        if person is None or person.is_administrator:
            return
        with self.database.reading() as connection:
            hidden = _hidden(connection, person)
            try:
                found = full_id(connection, meeting_id) if hidden else ""
            except AmbiguousMeeting:  # it would name those that are hidden
                raise UnknownMeeting(meeting_id) from None
        if found in hidden:
            raise UnknownMeeting(meeting_id)

    def of(self, meeting_id: str) -> tuple[Person, ...]:
        """The people that the meeting is limited to, by name; none where everybody may see it.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            named = _named(connection, full_id(connection, meeting_id))
            return tuple(people(connection, schema.people.c.id.in_(named)))

    def limit(self, meeting_id: str, to: Iterable[int], *, by: str) -> None:
        """Show the meeting to these people and administrators only, or to everybody where there
        are none. Raises UnknownMeeting or AmbiguousMeeting; UnknownPerson where none of them has
        an account, so that nothing is open to all because nobody was found."""
        wanted = frozenset(to)
        with self.database.writing() as connection:
            meeting = full_id(connection, meeting_id)
            mine = delete(schema.meeting_people).where(_NAMED.meeting_id == meeting)
            named = list(people(connection, schema.people.c.id.in_(wanted)))
            if wanted and not named:
                raise UnknownPerson("、".join(map(str, sorted(wanted))))
            connection.execute(mine)
            rows = [{"meeting_id": meeting, "person_id": person.id} for person in named]
            if rows:
                connection.execute(insert(schema.meeting_people), rows)
            record(connection, [Deed(by, Act.LIMITED if rows else Act.OPENED, meeting)])


def hidden_from(connection: Connection, person: Person) -> Hidden:
    """What the person is not shown; an administrator is shown all."""
    meetings = frozenset() if person.is_administrator else _hidden(connection, person)
    return Hidden(meetings, _files_of(connection, meetings)) if meetings else Hidden()


def _hidden(connection: Connection, person: Person) -> frozenset[str]:
    mine = select(_NAMED.meeting_id).where(_NAMED.person_id == person.id)
    others = select(_NAMED.meeting_id).distinct().where(_NAMED.meeting_id.not_in(mine))
    return frozenset(connection.scalars(others))


def _named(connection: Connection, meeting: str) -> list[int]:
    return list(connection.scalars(select(_NAMED.person_id).where(_NAMED.meeting_id == meeting)))


def _files_of(connection: Connection, meetings: frozenset[str]) -> frozenset[str]:
    """Files that none but these meetings were made from."""
    inside = set(connection.scalars(select(_FILE.sha256).where(_FILE.meeting_id.in_(meetings))))
    shared = select(_FILE.sha256).where(_FILE.sha256.in_(inside), _FILE.meeting_id.not_in(meetings))
    return frozenset(inside - set(connection.scalars(shared)))
