"""People and their passwords: who may have which name, and what ends with an account."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from mintobrief.domain.person import Person, Role, Scope
from mintobrief.errors import BadName, LastAdministrator, NameTaken, UnknownPerson, WeakPassword
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts, passwords
from mintobrief.store.audit import Act
from mintobrief.store.library import Library
from tests.store.accounts.visits import GOOD, HERE, OTHER, deeds, fail


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


def test_nobody_is_a_person_that_is_not_there(accounts: Accounts) -> None:
    with pytest.raises(UnknownPerson):
        accounts.people.named("张三")
    with pytest.raises(UnknownPerson):
        accounts.people.get(99)
