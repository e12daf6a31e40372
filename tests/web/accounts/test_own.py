"""我的账号 and 账号管理: passwords, browsers, tokens, people."""

from __future__ import annotations

import re

import pytest

from mintobrief.domain.person import Role, Scope
from mintobrief.web.api.answers import PREFIX
from tests.web.accounts.house import GOOD, OTHER, House
from tests.web.rooms import Answer


def secret_in(answer: Answer) -> str:
    assert answer.status_code == 200, answer.text
    return str(re.findall(r'<output id="secret-text">(.+?)</output>', answer.text)[0])


def test_one_changes_the_own_password(house: House) -> None:
    """Other browsers are out; this one goes on, with another key."""
    here, there = house.browser(house.clerk), house.browser(house.clerk)
    old = here.key
    answer = here.post("/account/password", old=GOOD, password=OTHER, again=OTHER)
    assert (answer.status_code, answer.headers["x-go"]) == (204, "/account")
    assert here.get("/account").status_code == 200
    assert here.key != old
    assert house.access.session(old) is None
    assert there.get("/").status_code == 303
    assert house.stranger().log_in("王秀英", GOOD).status_code == 401
    assert house.stranger().log_in("王秀英", OTHER).status_code == 204


@pytest.mark.parametrize(
    ("old", "password", "again", "told"),
    [
        (OTHER, OTHER, OTHER, "现在的密码不对"),
        (GOOD, OTHER, GOOD, "两次写的密码不一样"),
        (GOOD, "短", "短", "10"),
        (GOOD, GOOD, GOOD, "一样"),
    ],
)
def test_a_password_is_not_changed_by_mistake(
    house: House, old: str, password: str, again: str, told: str
) -> None:
    browser = house.browser(house.clerk)
    answer = browser.post("/account/password", old=old, password=password, again=again)
    assert answer.status_code == 422
    assert told in answer.text
    assert house.stranger().log_in("王秀英", GOOD).status_code == 204


def test_the_password_cannot_be_guessed_at_an_open_screen(house: House) -> None:
    browser = house.browser(house.clerk)
    answers = [
        browser.post("/account/password", old=f"{n}{OTHER}", password=OTHER, again=OTHER)
        for n in range(6)
    ]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_one_sees_and_ends_the_own_browsers(house: House) -> None:
    here, there = house.browser(house.clerk), house.browser(house.clerk)
    assert here.get("/account").text.count("（这一个）") == 1
    assert here.post("/account/browsers/end").status_code == 204
    assert there.get("/").status_code == 303
    assert here.get("/").status_code == 200


def test_a_token_is_made_shown_once_and_revoked(house: House) -> None:
    browser, client = house.browser(house.clerk), house.stranger().client
    key = secret_in(browser.post("/account/tokens", name="月报", scope="read", days="30"))
    page = browser.get("/account").text
    assert "月报" in page
    assert key not in page
    headers = {"Authorization": f"Bearer {key}"}
    assert client.get(f"{PREFIX}/meetings", headers=headers).status_code == 200
    [token] = house.office.accounts.tokens.of(house.clerk)
    assert token.scope is Scope.READ
    stranger = house.browser(house.signer)
    stranger.post(f"/account/tokens/{token.id}/revoke")
    assert client.get(f"{PREFIX}/meetings", headers=headers).status_code == 200
    browser.post(f"/account/tokens/{token.id}/revoke")
    assert client.get(f"{PREFIX}/meetings", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "scope": "read", "days": "30"},
        {"name": "x", "scope": "full", "days": "30"},
        {"name": "x", "scope": "read", "days": "999"},
        {"name": "x", "scope": "read", "days": "²"},
        {"name": "x", "scope": "read", "days": "-1"},
        {},
    ],
)
def test_a_token_that_cannot_be_is_not_made(house: House, fields: dict[str, str]) -> None:
    answer = house.browser(house.clerk).post("/account/tokens", **fields)
    assert answer.status_code == 422
    assert house.office.accounts.tokens.of(house.clerk) == ()


def test_an_administrator_lets_somebody_in(house: House) -> None:
    """With a password that is shown once, and that the new one has to change."""
    head = house.browser(house.head)
    added = head.post("/people", name="钱七", recorder="1", signer="1", king="1")
    password = secret_in(added)
    person = house.office.accounts.people.named("钱七")
    assert person.roles == {Role.RECORDER, Role.SIGNER}
    assert person.must_change
    assert "还没改密码" in head.get("/people").text
    came = house.stranger()
    assert came.log_in("钱七", password).headers["x-go"] == "/account"


def test_an_administrator_changes_roles_and_disables(house: House) -> None:
    head, clerk = house.browser(house.head), house.browser(house.clerk)
    path = f"/people/{house.clerk.id}"
    assert head.post(f"{path}/roles", signer="1").status_code == 204
    assert house.office.accounts.people.get(house.clerk.id).roles == {Role.SIGNER}
    assert head.post(f"{path}/disable").status_code == 204
    assert clerk.get("/").status_code == 303
    assert "已停用" in head.get("/people").text
    assert head.post(f"{path}/enable").status_code == 204
    assert house.stranger().log_in("王秀英", GOOD).status_code == 204
    assert head.post("/people/99/disable").status_code == 404


def test_a_forgotten_password_is_reset_and_the_waiting_forgiven(house: House) -> None:
    stranger, old = house.stranger(), house.browser(house.clerk)
    for _ in range(6):
        stranger.log_in("王秀英", OTHER)
    password = secret_in(house.browser(house.head).post(f"/people/{house.clerk.id}/reset"))
    assert old.get("/").status_code == 303
    assert stranger.log_in("王秀英", password).status_code == 204


def test_the_last_administrator_stays_one(house: House) -> None:
    head = house.browser(house.head)
    for answer in (
        head.post(f"/people/{house.head.id}/disable"),
        head.post(f"/people/{house.head.id}/roles", recorder="1"),
    ):
        assert answer.status_code == 409
        assert "最后一个管理员" in answer.text


def test_the_history_of_all_is_the_administrators(house: House) -> None:
    house.stranger().log_in("没有这个人", GOOD)
    house.stranger().log_in("王秀英", OTHER)
    page = house.browser(house.head).get("/people").text
    assert "（没有这个账号）" in page
    assert "没有登录成" in page
    own = house.browser(house.clerk).get("/account").text
    assert "没有登录成" in own
    assert "（没有这个账号）" not in own


def test_what_people_are_called_is_shown_and_not_run(house: House) -> None:
    house.office.accounts.people.add("<b onclick=x>钱", [], GOOD, by="李主任", given=False)
    text = house.browser(house.head).get("/people").text
    assert "<b onclick" not in text
    assert "&lt;b onclick" in text
