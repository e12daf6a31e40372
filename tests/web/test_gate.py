"""Who comes in, what may change anything, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from mintobrief.web.access import Access
from mintobrief.web.app import ACCOUNTS, PAGES
from mintobrief.web.gate import HEADERS
from mintobrief.web.office import Office
from tests.web.rooms import HOME, Browser, let_in, link_to

IDS = {
    "meeting_id": "20260314-ab12cd",
    "resolution_id": "r1",
    "source_id": "x",
    "number": "1",
    "edition": "archive",
    "name": "docx",
    "job_id": "x",
    "upload_id": "0" * 32,
}


def routes() -> list[tuple[str, str]]:
    found = (
        r for page in (*PAGES, *ACCOUNTS) for r in page.router.routes if isinstance(r, APIRoute)
    )
    return [(method, filled(route.path)) for route in found for method in route.methods or ()]


def filled(path: str) -> str:
    return re.sub(r"{(\w+)(:\w+)?}", lambda found: IDS.get(found[1], "x"), path)


def changes() -> list[tuple[str, str]]:
    return [(method, path) for method, path in routes() if method not in ("GET", "HEAD")]


def test_nobody_gets_past_the_gate_without_the_link(client: TestClient) -> None:
    """Every page there is, and no word of a meeting in the answer."""
    asked = [one for one in routes() if one[1] != "/enter"]
    assert len(asked) > 20
    for method, path in asked:
        answer = client.request(method, path, headers={"Origin": HOME})
        assert answer.status_code == 401, (method, path)
        assert "电梯" not in answer.text


def test_a_link_lets_one_browser_in_once(client: TestClient, office: Office) -> None:
    link = link_to(office)
    answer = client.get(link, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    kept = answer.headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=strict" in kept
    assert client.get("/").status_code == 200
    stranger = TestClient(client.app, base_url=HOME)
    assert stranger.get(link, follow_redirects=False).status_code == 401
    assert stranger.get("/").status_code == 401


def test_a_used_link_is_followed_by_another() -> None:
    told: list[str] = []
    access = Access(8000, told.append)
    first = access.new_link()
    assert access.enter("wrong") is None
    assert told == []
    assert access.enter(first.partition("key=")[2])
    assert len(told) == 1
    assert access.enter(told[0].partition("key=")[2])


@pytest.mark.parametrize("key", ["", "x", "密", "%00"])
def test_no_key_but_the_right_one_fits(client: TestClient, key: str) -> None:
    assert client.get("/enter", params={"key": key}).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:80", "127.0.0.1", "", "8000"])
def test_a_name_that_points_at_us_is_not_ours(browser: Browser, host: str) -> None:
    """A page elsewhere may have its own name resolve to this computer."""
    assert browser.get("/", Host=host).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1:8000"])
def test_no_change_comes_from_another_page(browser: Browser, origin: str) -> None:
    for method, path in changes():
        headers = {**browser.headers, "Origin": origin}
        assert browser.client.request(method, path, headers=headers).status_code == 403, path


@pytest.mark.parametrize("token", ["", "x"])
def test_no_change_without_the_token_of_the_page(
    browser: Browser, office: Office, token: str
) -> None:
    for method, path in changes():
        headers = {**browser.headers, "X-CSRF-Token": token}
        assert browser.client.request(method, path, headers=headers).status_code == 403, path
    assert office.library.judgements(IDS["meeting_id"]) == ()


def test_one_browsers_token_is_no_good_in_another(
    client: TestClient, browser: Browser, office: Office
) -> None:
    other = let_in(client, office)
    headers = {**browser.headers, "X-CSRF-Token": other.csrf}
    path = f"/meetings/{IDS['meeting_id']}/candidates/r1/accept"
    assert browser.client.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nowhere",
        "/static/page.css",
        "/meetings/x",
        "/enter?key=x",
        f"/meetings/{IDS['meeting_id']}",
    ],
)
def test_every_answer_says_what_a_browser_may_do_with_it(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_bug_is_told_without_its_insides(browser: Browser, office: Office) -> None:
    """And with the headers of any other answer."""
    object.__setattr__(office, "library", None)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "程序出错了" in answer.text
    assert "NoneType" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)


def test_pages_are_not_kept_where_others_find_them(browser: Browser) -> None:
    assert browser.get("/").headers["cache-control"] == "no-store"


def test_no_page_has_script_or_style_within(browser: Browser) -> None:
    """The policy would refuse it."""
    meeting = f"/meetings/{IDS['meeting_id']}"
    for path in ("/", "/who", meeting, f"{meeting}/briefing", f"{meeting}/candidates/r1/edit"):
        text = browser.get(path).text
        assert " style=" not in text
        assert " onclick=" not in text
        ours = re.findall(r'<script (?:type="module" )?src="/static/\w+\.js"></script>', text)
        assert text.count("<script") == len(ours)


@pytest.mark.parametrize(
    ("then", "leads"),
    [
        ("/meetings/x", "/meetings/x"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_who_gives_a_name_is_sent_nowhere_else(browser: Browser, then: str, leads: str) -> None:
    answer = browser.post("/who", name="李四", then=then)
    assert (answer.status_code, answer.headers["x-go"]) == (204, leads)


@pytest.mark.parametrize("name", ["", "  ", "\u202e\u200b", "长" * 41])
def test_a_name_has_letters(browser: Browser, name: str) -> None:
    assert browser.post("/who", name=name).status_code == 422


def test_a_form_without_end_is_not_read_to_its_end(browser: Browser) -> None:
    assert browser.post("/who", name="长" * 200_000).status_code == 413
