"""Who comes in where the pages are open to others, and how one gets out again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from mintobrief.store.accounts import Outcome
from mintobrief.web.access import Access
from mintobrief.web.accounts.access import AccountAccess
from mintobrief.web.app import create_app
from mintobrief.web.gate import HEADERS
from mintobrief.web.office import Office
from mintobrief.web.rates import LOGINS
from tests.web.accounts.house import GOOD, OTHER, House
from tests.web.rooms import HOME, let_in
from tests.web.test_gate import IDS, routes

MEETING = f"/meetings/{IDS['meeting_id']}"


def test_nobody_sees_anything_before_the_log_in(house: House) -> None:
    """Every route there is; whoever opens a page is shown the log-in instead."""
    visitor = house.stranger()
    for method, path in routes():
        if not path.startswith("/login"):
            answer = visitor.ask(method, path)
            assert answer.status_code == 401, (method, path)
            assert "电梯" not in answer.text
    answer = visitor.get(f"{MEETING}?a=b")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/login?then={MEETING.replace('/', '%2F')}%3Fa%3Db"


def test_a_name_and_its_password_let_a_browser_in(house: House) -> None:
    visitor = house.stranger()
    assert 'type="password"' in visitor.get("/login").text
    answer = visitor.log_in("王秀英", GOOD, then=MEETING)
    assert (answer.status_code, answer.headers["x-go"]) == (204, MEETING)
    page = visitor.get(MEETING)
    assert page.status_code == 200
    assert "王秀英" in page.text
    assert visitor.get("/login").headers["location"] == "/"


def test_the_cookies_are_not_for_scripts_nor_other_sites(house: House) -> None:
    visitor = house.stranger()
    answer = visitor.log_in("王秀英", GOOD)
    kept = answer.headers.get_list("set-cookie")  # type: ignore[attr-defined]
    assert len(kept) == 2
    for cookie in kept:
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()
        assert "secure" not in cookie.lower()  # by http no browser would keep it
    session = next(c for c in kept if c.startswith(house.access.cookie))
    assert "max-age" not in session.lower()


def test_nobody_is_let_in_by_the_link_of_the_terminal(house: House) -> None:
    assert house.stranger().get("/enter?key=x").status_code == 303  # to the log-in
    assert house.browser(house.clerk).get("/enter?key=x").status_code == 404


def test_what_is_wrong_is_told_alike(house: House) -> None:
    visitor = house.stranger()
    wrong = visitor.log_in("王秀英", OTHER)
    unknown = visitor.log_in("没有这个人", GOOD)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text == unknown.text
    assert "姓名或密码不对" in wrong.text


def test_haste_is_answered_with_how_long_to_wait(house: House) -> None:
    visitor = house.stranger()
    for _ in range(5):
        assert visitor.log_in("王秀英", OTHER).status_code == 401
    answer = visitor.log_in("王秀英", GOOD)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 30
    assert "请过" in answer.text


def test_the_log_in_itself_may_not_be_asked_for_ever(house: House) -> None:
    """Before any password is looked at."""
    visitor = house.stranger()
    for _ in range(int(LOGINS.most)):
        visitor.log_in("王秀英", OTHER)
    answer = visitor.log_in("李主任", GOOD)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://192.168.1.5"])
def test_no_other_page_logs_anybody_in(house: House, origin: str) -> None:
    """Or it would have one work in somebody else's name."""
    client = house.stranger().client
    fields = {"name": "王秀英", "password": GOOD}
    assert client.post("/login", data=fields, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_a_log_in_leads_nowhere_else(house: House, then: str) -> None:
    visitor = house.stranger()
    assert visitor.log_in("王秀英", GOOD, then=then).headers["x-go"] == "/"
    assert visitor.get(f"/login?then={then}").headers["location"] == "/"


def test_a_session_is_new_at_every_log_in(house: House) -> None:
    """Whoever planted a cookie has nothing of it."""
    visitor = house.stranger()
    visitor.client.cookies.set(house.access.cookie, "planted", domain="huiyi.example.cn")
    visitor.log_in("王秀英", GOOD)
    held = [cookie.value for cookie in visitor.client.cookies.jar]
    assert house.access.session("planted") is None
    assert any(house.access.session(one) for one in held if one)


def test_one_logs_out(house: House) -> None:
    visitor = house.browser(house.clerk)
    key = visitor.key
    answer = visitor.post("/logout")
    assert (answer.status_code, answer.headers["x-go"]) == (204, "/login")
    assert house.access.session(key) is None
    assert visitor.get("/").status_code == 303


def test_a_change_needs_the_token_of_the_own_page(house: House) -> None:
    """Each session's is another, and is not what the cookie is."""
    one, other = house.browser(house.clerk), house.browser(house.head)
    assert one.csrf != other.csrf
    assert one.csrf not in (one.key, "")
    for token in ("", "x", other.csrf):
        headers = {**one.headers, "X-CSRF-Token": token}
        assert one.client.post("/logout", headers=headers).status_code == 403
    assert one.get("/").status_code == 200


def test_the_session_is_that_of_the_database(house: House) -> None:
    """Another server of the same library knows it, and so does this one when it starts anew."""
    visitor = house.browser(house.clerk)
    again = AccountAccess(house.access.site, house.office.accounts)
    session = again.session(visitor.key)
    assert session is not None
    assert (session.person, session.csrf) == (house.clerk, visitor.csrf)


def test_who_is_disabled_is_out_at_once(house: House) -> None:
    visitor = house.browser(house.clerk)
    house.office.accounts.people.disable(house.clerk.id, by="李主任")
    assert visitor.get("/").status_code == 303
    assert visitor.log_in("王秀英", GOOD).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "huiyi.example.cn", "192.168.1.5", "127.0.0.1"])
def test_a_name_that_points_at_us_is_not_ours(house: House, host: str) -> None:
    assert house.browser(house.clerk).get("/", Host=host).status_code == 421


@pytest.mark.parametrize(
    "host", ["huiyi.example.cn:8000", "192.168.1.5:8000", "HUIYI.example.cn:8000"]
)
def test_our_own_names_are_ours(house: House, host: str) -> None:
    client = TestClient(house.app, base_url=f"http://{host.lower()}")
    assert client.get("/login", headers={"Host": host}).status_code == 200


def test_pages_asked_for_by_http_promise_nothing_about_https(house: House) -> None:
    answer = house.stranger().get("/login")
    assert "strict-transport-security" not in answer.headers
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert "没有加密" in answer.text


def test_a_given_password_is_changed_before_anything_else(house: House) -> None:
    house.office.accounts.people.set_password(house.clerk.id, OTHER, by="李主任", given=True)
    visitor = house.stranger()
    assert visitor.log_in("王秀英", OTHER, then=MEETING).headers["x-go"] == "/account"
    assert visitor.get(MEETING).headers["location"] == "/account"
    assert visitor.post(f"{MEETING}/candidates/r1/accept").status_code == 403
    page = visitor.get("/account").text
    assert "请先改成只有您知道的" in page
    assert "令牌" not in page.partition("<main")[2].replace("所有令牌都失效", "")
    changed = visitor.post("/account/password", old=OTHER, password=GOOD, again=GOOD)
    assert changed.status_code == 204, changed.text
    assert visitor.get(MEETING).status_code == 200


def test_the_history_tells_from_where(house: House) -> None:
    house.browser(house.clerk)
    [last] = house.office.accounts.sessions.history(house.clerk)
    assert (last.outcome, last.address) == (Outcome.IN, "testclient")
    assert last.agent


def test_the_pages_of_accounts_are_not_there_for_who_came_by_the_link(office: Office) -> None:
    """On one's own computer there is nobody to log in."""
    local = replace(office, access=Access(8000))
    browser = let_in(TestClient(create_app(local), base_url=HOME), local)
    for path in ("/login", "/account", "/people", f"{MEETING}/readers"):
        assert browser.get(path).status_code == 404


def test_what_a_browser_keeps_is_not_for_who_logs_in_there_next(house: House) -> None:
    """Sound and pictures are kept for an hour: by the session that asked for them."""
    sources = house.office.library.load_meeting(IDS["meeting_id"]).sources
    page = next(one.id for one in sources if one.pages)
    answer = house.browser(house.clerk).get(f"{MEETING}/sources/{page}/pages/1")
    assert "max-age" in answer.headers["cache-control"]
    assert "cookie" in answer.headers["vary"].lower()
