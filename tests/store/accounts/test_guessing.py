"""Who guesses passwords waits, and keeps nobody else out."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import BoundedSemaphore

import pytest
from sqlalchemy import select

from mintobrief.domain.person import Person
from mintobrief.errors import LogInFailed, LogInLater, WrongPassword
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts, Caller, passwords
from mintobrief.store.library import Library
from tests.store.accounts.visits import ELSEWHERE, GOOD, HERE, OTHER, age, fail


def test_nobody_is_told_what_was_wrong(accounts: Accounts, clerk: Person) -> None:
    """A name that is none, a wrong password, an account that was disabled: the same words."""
    accounts.people.add("赵六", [], GOOD, by="", given=False)
    accounts.people.disable(accounts.people.named("赵六").id, by="李主任")
    told = set()
    for name, password in (("张三", GOOD), ("王秀英", OTHER), ("赵六", GOOD), ("", "")):
        with pytest.raises(LogInFailed) as caught:
            accounts.sessions.log_in(name, password, HERE)
        told.add(str(caught.value))
    assert len(told) == 1


@pytest.mark.parametrize("name", ["王秀英", "没有这个人"])
def test_failures_make_the_next_tries_wait_longer_and_longer(
    accounts: Accounts, clerk: Person, library: Library, name: str
) -> None:
    """For a name that is none just as well; and there is an end to how long."""
    fail(accounts, 5, name, HERE)
    waits = []
    for _ in range(8):
        with pytest.raises(LogInLater) as caught:
            accounts.sessions.log_in(name, GOOD, HERE)
        waits.append(round(caught.value.wait))
        age(library, timedelta(seconds=caught.value.wait + 1))
        fail(accounts, 1, name, HERE)
    assert waits[:4] == [30, 60, 120, 240]
    assert waits[-1] == 15 * 60


def test_what_is_refused_for_haste_is_not_counted(accounts: Accounts, clerk: Person) -> None:
    """Or whoever keeps trying would keep the owner out."""
    fail(accounts, 5, "王秀英", HERE)
    for _ in range(20):
        with pytest.raises(LogInLater) as caught:
            accounts.sessions.log_in("王秀英", GOOD, ELSEWHERE)
    assert caught.value.wait <= 30


def test_many_tries_at_once_are_no_more_than_one_after_another(
    accounts: Accounts, clerk: Person
) -> None:
    """Each is counted before it is made."""

    def guess(number: int) -> type[Exception]:
        try:
            accounts.sessions.log_in("王秀英", f"第 {number} 个猜的密码", HERE)
        except (LogInFailed, LogInLater) as told:
            return type(told)
        raise AssertionError("guessed")

    with ThreadPoolExecutor(9) as guessing:
        told = Counter(guessing.map(guess, range(27)))
    assert told == {LogInFailed: 5, LogInLater: 22}


def test_a_crowd_does_not_take_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes when enough are waiting comes again later."""
    monkeypatch.setattr(passwords, "_WAITING", BoundedSemaphore(1))
    assert not passwords.is_right(GOOD, None)
    with passwords._WAITING, pytest.raises(LogInLater):
        passwords.is_right(GOOD, None)
    assert not passwords.is_right(GOOD, None)


def test_strangers_do_not_lock_the_owner_out(accounts: Accounts, clerk: Person) -> None:
    """The owner's browser was here before: what others try does not count for it."""
    known = accounts.sessions.log_in("王秀英", GOOD, HERE).known
    fail(accounts, 5, "王秀英", ELSEWHERE)
    with pytest.raises(LogInLater):
        accounts.sessions.log_in("王秀英", GOOD, HERE)
    assert accounts.sessions.log_in("王秀英", GOOD, Caller(HERE.address, "", known))


def test_a_known_browser_may_not_try_for_ever_either(accounts: Accounts, clerk: Person) -> None:
    known = Caller("a", "", accounts.sessions.log_in("王秀英", GOOD, HERE).known)
    fail(accounts, 5, "王秀英", known)
    with pytest.raises(LogInLater):
        accounts.sessions.log_in("王秀英", GOOD, known)


def test_a_browser_known_of_one_person_is_a_stranger_to_another(
    accounts: Accounts, head: Person, clerk: Person
) -> None:
    """Until both have logged in there: then it knows both."""
    known = Caller("a", "", accounts.sessions.log_in("王秀英", GOOD, HERE).known)
    fail(accounts, 5, "李主任", ELSEWHERE)
    with pytest.raises(LogInLater):
        accounts.sessions.log_in("李主任", GOOD, known)
    accounts.sessions.forgive(head)
    assert accounts.sessions.log_in("李主任", GOOD, known).known == known.known
    fail(accounts, 5, "李主任", ELSEWHERE)
    assert accounts.sessions.log_in("李主任", GOOD, known)
    assert accounts.sessions.log_in("王秀英", GOOD, known)


def test_a_key_that_is_none_of_ours_makes_no_browser_known(
    accounts: Accounts, clerk: Person
) -> None:
    """Whoever planted it holds it too."""
    planted = Caller("a", "", "planted")
    assert accounts.sessions.log_in("王秀英", GOOD, planted).known != "planted"


def test_an_address_that_tries_many_names_waits(accounts: Accounts, clerk: Person) -> None:
    """However few tries each name had; other addresses do not wait for it."""
    for number in range(15):
        fail(accounts, 1, f"名{number}", ELSEWHERE)
    with pytest.raises(LogInLater):
        accounts.sessions.log_in("王秀英", GOOD, ELSEWHERE)
    assert accounts.sessions.log_in("王秀英", GOOD, HERE)


def test_a_line_of_ipv6_is_one_address(accounts: Accounts, clerk: Person) -> None:
    for number in range(15):
        fail(accounts, 1, f"名{number}", Caller(f"2001:db8::{number}"))
    with pytest.raises(LogInLater):
        accounts.sessions.log_in("王秀英", GOOD, Caller("2001:db8::ffff"))


def test_one_good_password_does_not_clear_a_hundred_bad_ones(
    accounts: Accounts, clerk: Person
) -> None:
    """Who has an account could else try those of others from the same place for ever."""
    for number in range(14):
        fail(accounts, 1, f"名{number}", ELSEWHERE)
    accounts.sessions.log_in("王秀英", GOOD, ELSEWHERE)
    fail(accounts, 1, "名", ELSEWHERE)
    with pytest.raises(LogInLater):
        accounts.sessions.log_in("名", GOOD, ELSEWHERE)


def test_no_name_that_was_typed_is_kept(accounts: Accounts, library: Library) -> None:
    """It may be the password, in the wrong place."""
    fail(accounts, 1, "我的密码是桂花开了", HERE)
    with library.database.reading() as connection:
        for table in (schema.attempts, schema.logins, schema.audit):
            rows = connection.execute(select(table)).all()
            assert rows
            assert "桂花" not in str(rows)


def test_the_password_is_asked_for_again(accounts: Accounts, clerk: Person) -> None:
    """And guessing it at somebody's open screen is guessing too."""
    accounts.sessions.confirm(clerk, GOOD, HERE)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            accounts.sessions.confirm(clerk, OTHER, HERE)
    with pytest.raises(LogInLater):
        accounts.sessions.confirm(clerk, GOOD, HERE)
