"""Sessions of browsers: how they begin, how they end, what is told of them."""

from __future__ import annotations

from sqlalchemy import select

from mintobrief.domain.person import Person
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts, Outcome
from mintobrief.store.accounts.keys import hash_of
from mintobrief.store.accounts.sessions import ABSOLUTE, IDLE
from mintobrief.store.audit import Act
from mintobrief.store.library import Library
from tests.store.accounts.visits import ELSEWHERE, GOOD, HERE, age, deeds, fail


def test_a_browser_logs_in_and_out(accounts: Accounts, clerk: Person, library: Library) -> None:
    """Of the session the database has the hash alone."""
    came = accounts.sessions.log_in("王秀英", GOOD, HERE)
    assert accounts.sessions.person(came.session, present=True) == clerk
    assert accounts.sessions.person("x" + came.session, present=True) is None
    with library.database.reading() as connection:
        kept = connection.scalars(select(schema.sessions.c.hash)).all()
        known = connection.scalars(select(schema.known_browsers.c.hash)).all()
    assert (kept, known) == ([hash_of(came.session)], [hash_of(came.known)])
    accounts.sessions.log_out(came.session, HERE)
    assert accounts.sessions.person(came.session, present=True) is None
    accounts.sessions.log_out(came.session, HERE)
    assert deeds(library)[-2:] == [
        ("王秀英", Act.LOGGED_IN, "王秀英"),
        ("王秀英", Act.LOGGED_OUT, "王秀英"),
    ]


def test_a_session_ends_by_itself(accounts: Accounts, clerk: Person, library: Library) -> None:
    """When nobody sat there for long; and after a week, whoever sat there."""
    came = accounts.sessions.log_in("王秀英", GOOD, HERE)
    for _ in range(ABSOLUTE // (IDLE * 0.9)):
        age(library, IDLE * 0.9)
        assert accounts.sessions.person(came.session, present=True) == clerk
    age(library, IDLE * 0.9)
    assert accounts.sessions.person(came.session, present=True) is None
    idle = accounts.sessions.log_in("王秀英", GOOD, HERE)
    age(library, IDLE)
    assert accounts.sessions.person(idle.session, present=True) is None


def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    came = accounts.sessions.log_in("王秀英", GOOD, HERE)
    age(library, IDLE * 0.9)
    assert accounts.sessions.person(came.session, present=False) == clerk
    age(library, IDLE * 0.2)
    assert accounts.sessions.person(came.session, present=False) is None


def test_the_history_tells_who_came_and_who_tried(accounts: Accounts, clerk: Person) -> None:
    came = accounts.sessions.log_in("王秀英", GOOD, HERE)
    fail(accounts, 1, "王秀英", ELSEWHERE)
    fail(accounts, 1, "没有这个人", ELSEWHERE)
    accounts.sessions.log_out(came.session, HERE)
    told = [(e.name, e.outcome, e.address, e.agent) for e in accounts.sessions.history()]
    assert told == [
        ("王秀英", Outcome.OUT, "192.0.2.7", "Firefox"),
        (None, Outcome.FAILED, "203.0.113.9", "curl"),
        ("王秀英", Outcome.FAILED, "203.0.113.9", "curl"),
        ("王秀英", Outcome.IN, "192.0.2.7", "Firefox"),
    ]
    assert len(accounts.sessions.history(clerk)) == 3


def test_the_other_browsers_are_logged_out(accounts: Accounts, clerk: Person) -> None:
    old = accounts.sessions.log_in("王秀英", GOOD, HERE).session
    new = accounts.sessions.log_in("王秀英", GOOD, HERE).session
    assert [one.hash for one in accounts.sessions.of(clerk)] == [hash_of(new), hash_of(old)]
    assert accounts.sessions.end_others(clerk, new) == 1
    assert accounts.sessions.person(old, present=True) is None
    assert accounts.sessions.person(new, present=True) == clerk
