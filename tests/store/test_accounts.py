"""Accounts: who may come in, what shuts them out, what is kept of their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore

import pytest
from sqlalchemy import func, select, update

from mintobrief.domain.person import Person, Role, Scope
from mintobrief.errors import (
    BadName,
    BadToken,
    LastAdministrator,
    LogInFailed,
    LogInLater,
    NameTaken,
    UnknownMeeting,
    UnknownPerson,
    WeakPassword,
    WrongPassword,
)
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts, Caller, Outcome, passwords
from mintobrief.store.accounts.keys import hash_of
from mintobrief.store.accounts.sessions import ABSOLUTE, IDLE
from mintobrief.store.audit import Act
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.library import Library
from tests.store.test_library import NOON
from tests.store.test_search import said

GOOD = "小区北门的桂花全都开了"
OTHER = "又一句只有我记得的话"
HERE = Caller("192.0.2.7", "Firefox")
ELSEWHERE = Caller("203.0.113.9", "curl")


@pytest.fixture
def accounts(library: Library) -> Accounts:
    return Accounts(library.database)


@pytest.fixture
def head(accounts: Accounts) -> Person:
    return accounts.people.add("李主任", [Role.ADMINISTRATOR], GOOD, by="终端", given=False)


@pytest.fixture
def clerk(accounts: Accounts, head: Person) -> Person:
    return accounts.people.add("王秀英", [Role.RECORDER], GOOD, by=head.name, given=False)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """argon2 as it is, with less to do: the tests are about what is done with its answer."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


def deeds(library: Library) -> list[tuple[str, str, str]]:
    log = schema.audit.c
    with library.database.reading() as connection:
        rows = connection.execute(select(log.who, log.what, log.subject).order_by(log.number))
        return [(row[0], row[1], row[2]) for row in rows]


def age(library: Library, by: timedelta) -> None:
    """All sessions and failures are that much older."""
    with library.database.writing() as connection:
        for table in (schema.sessions, schema.attempts):
            for row in connection.execute(select(table)).all():
                key = table.primary_key.columns[0]
                moved = {
                    column.name: value - by
                    for column, value in zip(table.columns, row, strict=True)
                    if isinstance(value, datetime)
                }
                connection.execute(update(table).where(key == row[0]).values(**moved))


def fail(accounts: Accounts, times: int, name: str, caller: Caller) -> None:
    for _ in range(times):
        with pytest.raises(LogInFailed):
            accounts.sessions.log_in(name, "不是这个密码呀呀", caller)


def test_a_person_has_a_name_roles_and_no_readable_password(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    assert clerk.roles == {Role.RECORDER}
    assert accounts.people.named("王 秀英") == clerk
    with library.database.reading() as connection:
        kept = connection.scalars(select(schema.people.c.password)).all()
    assert all(one.startswith("$argon2id$") and GOOD not in one for one in kept)


def test_the_real_parameters_are_those_of_rfc_9106() -> None:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY as PROFILE

    made = PasswordHasher()
    assert (made.memory_cost, made.time_cost, made.parallelism) == (
        PROFILE.memory_cost,
        PROFILE.time_cost,
        PROFILE.parallelism,
    )


@pytest.mark.parametrize("name", ["王秀英", "王 秀英", "王秀英 ", "王秀\u200b英"])
def test_two_people_do_not_look_alike(accounts: Accounts, clerk: Person, name: str) -> None:
    """Their names sign briefings; that of a person who left is not given to another."""
    accounts.people.disable(clerk.id, by="李主任")
    with pytest.raises(NameTaken):
        accounts.people.add(name, [], GOOD, by="李主任", given=False)


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "长" * 41])
def test_a_name_has_letters(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadName):
        accounts.people.add(name, [], GOOD, by="", given=False)


@pytest.mark.parametrize(
    "password",
    ["", "短密码", "1234567890", "aaaaaaaaaaaa", "qwertyuiop", "王秀英王秀英2026123", "长" * 201],
)
def test_a_password_that_is_guessed_first_is_refused(
    accounts: Accounts, clerk: Person, password: str
) -> None:
    with pytest.raises(WeakPassword):
        accounts.people.set_password(clerk.id, password, by="王秀英", given=False)
    assert accounts.sessions.log_in("王秀英", GOOD, HERE)


def test_a_generated_password_is_good_and_never_the_same() -> None:
    made = {passwords.generated() for _ in range(100)}
    assert len(made) == 100
    for one in made:
        passwords.check(one, "王秀英")


def test_a_password_is_the_same_however_the_keyboard_put_it_together(accounts: Accounts) -> None:
    accounts.people.add("José", [], "caf\u00e9 am Nordtor", by="", given=False)
    assert accounts.sessions.log_in("Jose\u0301", "cafe\u0301 am Nordtor", HERE)


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


@pytest.mark.parametrize("what", ["disable", "reset", "change"])
def test_all_that_a_person_held_is_over(accounts: Accounts, clerk: Person, what: str) -> None:
    came = accounts.sessions.log_in("王秀英", GOOD, HERE)
    token = accounts.tokens.add(clerk, "月报", Scope.READ, 30)
    assert accounts.tokens.owner(token) == (clerk, Scope.READ)
    if what == "disable":
        accounts.people.disable(clerk.id, by="李主任")
    else:
        given = what == "reset"
        accounts.people.set_password(clerk.id, OTHER, by="李主任", given=given)
    assert accounts.sessions.person(came.session, present=True) is None
    assert accounts.tokens.owner(token) is None
    if what == "disable":
        accounts.people.enable(clerk.id, by="李主任")
        assert accounts.tokens.owner(token) is None
        assert accounts.sessions.person(came.session, present=True) is None
        assert accounts.sessions.log_in("王秀英", GOOD, HERE)


def test_a_session_opened_while_the_account_was_disabled_is_none(
    accounts: Accounts, clerk: Person
) -> None:
    """Who changes the password at the moment of being shut out does not come back in by it."""
    accounts.people.disable(clerk.id, by="李主任")
    key = accounts.sessions.open(clerk, HERE)
    assert accounts.sessions.person(key, present=True) is None


def test_a_password_that_somebody_else_set_has_to_be_changed(
    accounts: Accounts, clerk: Person
) -> None:
    """And until then no program comes in."""
    accounts.people.set_password(clerk.id, OTHER, by="李主任", given=True)
    person = accounts.sessions.log_in("王秀英", OTHER, HERE).person
    assert person.must_change
    assert accounts.tokens.owner(accounts.tokens.add(person, "x", Scope.READ, 1)) is None
    accounts.people.set_password(clerk.id, GOOD, by="王秀英", given=False)
    assert not accounts.sessions.log_in("王秀英", GOOD, HERE).person.must_change


def test_roles_change_from_the_next_request_on(accounts: Accounts, clerk: Person) -> None:
    came = accounts.sessions.log_in("王秀英", GOOD, HERE)
    accounts.people.set_roles(clerk.id, [Role.SIGNER, Role.RECORDER], by="李主任")
    found = accounts.sessions.person(came.session, present=True)
    assert found is not None
    assert found.roles == {Role.SIGNER, Role.RECORDER}


def test_there_is_always_an_administrator(accounts: Accounts, head: Person) -> None:
    with pytest.raises(LastAdministrator):
        accounts.people.set_roles(head.id, [Role.RECORDER], by="李主任")
    with pytest.raises(LastAdministrator):
        accounts.people.disable(head.id, by="李主任")
    assert accounts.people.has_administrator()
    other = accounts.people.add("周敏", [Role.ADMINISTRATOR], GOOD, by="李主任", given=False)
    accounts.people.disable(head.id, by="周敏")
    with pytest.raises(LastAdministrator):
        accounts.people.disable(other.id, by="周敏")


def test_what_is_done_to_accounts_is_in_the_log(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    """Who, what, to whom; and the log stays whole."""
    accounts.people.set_roles(clerk.id, Role, by="李主任")
    accounts.people.set_roles(clerk.id, Role, by="李主任")  # nothing changes: nothing is told
    accounts.people.set_password(clerk.id, OTHER, by="李主任", given=True)
    accounts.people.set_password(clerk.id, GOOD, by="王秀英", given=False)
    accounts.people.disable(clerk.id, by="李主任")
    accounts.people.enable(clerk.id, by="李主任")
    fail(accounts, 1, "王秀英", HERE)
    assert deeds(library)[2:] == [
        ("李主任", Act.ROLES_CHANGED, "王秀英：记录人、签发人、管理员"),
        ("李主任", Act.PASSWORD_RESET, "王秀英"),
        ("王秀英", Act.PASSWORD_CHANGED, "王秀英"),
        ("李主任", Act.PERSON_DISABLED, "王秀英"),
        ("李主任", Act.PERSON_ENABLED, "王秀英"),
        ("mintobrief", Act.LOGIN_FAILED, "王秀英"),
    ]
    assert library.faults() == ()


def test_the_password_is_asked_for_again(accounts: Accounts, clerk: Person) -> None:
    """And guessing it at somebody's open screen is guessing too."""
    accounts.sessions.confirm(clerk, GOOD, HERE)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            accounts.sessions.confirm(clerk, OTHER, HERE)
    with pytest.raises(LogInLater):
        accounts.sessions.confirm(clerk, GOOD, HERE)


def test_the_other_browsers_are_logged_out(accounts: Accounts, clerk: Person) -> None:
    old = accounts.sessions.log_in("王秀英", GOOD, HERE).session
    new = accounts.sessions.log_in("王秀英", GOOD, HERE).session
    assert [one.hash for one in accounts.sessions.of(clerk)] == [hash_of(new), hash_of(old)]
    assert accounts.sessions.end_others(clerk, new) == 1
    assert accounts.sessions.person(old, present=True) is None
    assert accounts.sessions.person(new, present=True) == clerk


def test_a_token_is_good_until_its_day_or_its_end(
    accounts: Accounts, clerk: Person, head: Person, library: Library
) -> None:
    """It is shown once: the database has its hash."""
    key = accounts.tokens.add(clerk, "月报", Scope.JUDGE, 30)
    [token] = accounts.tokens.of(clerk)
    assert (token.name, token.scope, token.seen_at) == ("月报", Scope.JUDGE, None)
    assert token.expires_at - token.created_at == timedelta(days=30)
    assert accounts.tokens.owner(key) == (clerk, Scope.JUDGE)
    assert accounts.tokens.of(clerk)[0].seen_at is not None
    with library.database.reading() as connection:
        assert key not in str(connection.execute(select(schema.api_tokens)).all())
    accounts.tokens.revoke(head, token.id)  # not hers to end
    assert accounts.tokens.owner(key)
    accounts.tokens.revoke(clerk, token.id)
    assert accounts.tokens.owner(key) is None
    assert accounts.tokens.of(clerk) == ()


def test_a_token_of_yesterday_opens_nothing(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    key = accounts.tokens.add(clerk, "月报", Scope.READ, 1)
    over = {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}
    with library.database.writing() as connection:
        connection.execute(update(schema.api_tokens).values(**over))
    assert accounts.tokens.owner(key) is None


@pytest.mark.parametrize(
    ("name", "scope", "days"),
    [("", Scope.READ, 1), ("x", Scope.FULL, 1), ("x", Scope.READ, 0), ("x", Scope.READ, 367)],
)
def test_a_token_has_a_purpose_a_scope_and_an_end(
    accounts: Accounts, clerk: Person, name: str, scope: Scope, days: int
) -> None:
    with pytest.raises(BadToken):
        accounts.tokens.add(clerk, name, scope, days)


def test_tokens_do_not_pile_up(accounts: Accounts, clerk: Person) -> None:
    for number in range(20):
        accounts.tokens.add(clerk, str(number), Scope.READ, 1)
    with pytest.raises(BadToken):
        accounts.tokens.add(clerk, "21", Scope.READ, 1)


def test_a_limited_meeting_is_there_for_the_named_and_administrators_only(
    accounts: Accounts, clerk: Person, head: Person, library: Library
) -> None:
    """To others it is as one that never was; neither list nor search tells otherwise."""
    library.save_meeting(said("小区停车难", meeting_id="m-shut"), NOON)
    library.save_meeting(said("停车位要划线", meeting_id="m-open"), NOON)
    other = accounts.people.add("赵六", [Role.SIGNER], GOOD, by="李主任", given=False)
    permissions = accounts.permissions
    assert permissions.of("m-shut") == ()
    permissions.limit("m-shut", [other.id], by="李主任")
    assert permissions.of("m-shut") == (other,)
    assert permissions.hidden_from(clerk).meetings == {"m-shut"}
    assert not permissions.hidden_from(other)
    assert not permissions.hidden_from(head)
    assert not permissions.hidden_from(None)
    for asked in ("m-shut", "m-s", "m"):
        with pytest.raises(UnknownMeeting) as caught:
            permissions.refuse_hidden(clerk, asked)
        assert str(caught.value) == str(UnknownMeeting(asked))
    permissions.refuse_hidden(clerk, "m-open")
    permissions.refuse_hidden(other, "m-shut")
    permissions.limit("m-shut", [], by="李主任")
    permissions.refuse_hidden(clerk, "m-shut")
    log = [deed for deed in deeds(library) if deed[1].startswith("meeting.")]
    assert log == [("李主任", Act.LIMITED, "m-shut"), ("李主任", Act.OPENED, "m-shut")]


def test_a_library_hides_what_it_is_told_to(library: Library) -> None:
    from dataclasses import replace

    library.save_meeting(said("小区停车难", meeting_id="m1"), NOON)
    library.save_meeting(said("停车位要划线", meeting_id="m2"), NOON)
    shown = replace(library, hidden=frozenset({"m1"}))
    assert [entry.id for entry in shown.list_meetings()] == ["m2"]
    assert {hit.meeting_id for hit in shown.search("停车")} == {"m2"}
    assert len(library.list_meetings()) == 2


def test_a_deleted_meeting_leaves_no_permission_behind(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    library.save_meeting(said("小区停车难", meeting_id="m1"), NOON)
    accounts.permissions.limit("m1", [clerk.id], by="李主任")
    delete_meeting(library, "m1", "李主任")
    with library.database.reading() as connection:
        assert not connection.scalar(select(func.count()).select_from(schema.meeting_people))


def test_nobody_is_a_person_that_is_not_there(accounts: Accounts) -> None:
    with pytest.raises(UnknownPerson):
        accounts.people.named("张三")
    with pytest.raises(UnknownPerson):
        accounts.people.get(99)


def test_a_meeting_limited_to_nobody_there_is_not_opened_to_all(
    accounts: Accounts, clerk: Person, head: Person, library: Library
) -> None:
    """What was shut stays shut to all but those who were named before."""
    library.save_meeting(said("小区停车难", meeting_id="m1"), NOON)
    accounts.permissions.limit("m1", [head.id], by="李主任")
    with pytest.raises(UnknownPerson):
        accounts.permissions.limit("m1", [999_999], by="李主任")
    assert accounts.permissions.of("m1") == (head,)
    with pytest.raises(UnknownMeeting):
        accounts.permissions.refuse_hidden(clerk, "m1")
