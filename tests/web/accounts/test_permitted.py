"""What each role may do, and what a limited meeting shows to whom."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount

from mintobrief.domain import Request as Wishes
from mintobrief.domain.person import Person, Role, Scope
from mintobrief.errors import UnknownMeeting
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.api.app import PARTS
from mintobrief.web.app import ACCOUNTS, PAGES, PHONE
from mintobrief.web.office import Required
from mintobrief.web.review.candidates import mark_of
from tests.store.test_search import said
from tests.web.accounts.house import House
from tests.web.rooms import NOON
from tests.web.test_gate import IDS, filled

SHUT = IDS["meeting_id"]
# what anybody with an account may change: what is one's own
OWN = {"/who", "/logout", "/account/password", "/account/browsers/end", "/account/tokens"}


def all_routes() -> list[tuple[str, str, APIRoute]]:
    """Of the pages and of the API: method, path with its names, the route."""
    routers = [("", page.router) for page in (*PAGES, *ACCOUNTS)]
    routers += [(PREFIX, part.router) for part in PARTS]
    return [
        (method, prefix + route.path, route)
        for prefix, router in routers
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    ]


def wanted(route: APIRoute) -> list[Required]:
    return [d.call for d in route.dependant.dependencies if isinstance(d.call, Required)]


CHANGES = [one for one in all_routes() if one[0] not in ("GET", "HEAD") and one[1] != "/login"]
ABOUT_MEETINGS = [one for one in all_routes() if "{meeting_id}" in one[1]]


def test_there_is_something_to_test() -> None:
    assert len(CHANGES) > 30
    assert len(ABOUT_MEETINGS) > 20


def test_every_route_about_a_meeting_or_a_job_names_it_as_the_check_expects() -> None:
    """A meeting's id under another name would go unchecked."""
    for _, path, _ in all_routes():
        names = re.findall(r"{(\w+)", path)
        for word, name in (("meetings", "meeting_id"), ("jobs", "job_id")):
            after = path.partition(f"/{word}/{{")[2]
            if after:
                assert after.startswith(f"{name}"), path
                assert name in names, path


def test_who_has_no_role_changes_nothing_but_the_own_account(house: House) -> None:
    """Every route there is, by what it says or by what holds where it says nothing."""
    browser = house.browser(house.guest)
    for method, path, route in CHANGES:
        roles = frozenset[Role]().union(*(one.roles for one in wanted(route)))
        if wanted(route) and not roles:
            assert path in OWN or path.startswith("/account/"), path
            continue
        answer = browser.ask(method, filled(path))
        assert answer.status_code == 403, (method, path, answer.text)
        assert "角色" in answer.text


@pytest.mark.parametrize("path", ["/people", f"/meetings/{SHUT}/readers"])
def test_people_are_the_administrators_business(house: House, path: str) -> None:
    for person in (house.clerk, house.signer, house.guest):
        assert house.browser(person).get(path).status_code == 403
        assert house.browser(person).post(path, name="新人").status_code == 403
    assert house.browser(house.head).get(path).status_code == 200


def test_the_recorder_reviews_and_nobody_else(house: House) -> None:
    """An administrator manages; who also reviews has that role too."""
    path = f"/meetings/{SHUT}/candidates/r1/reject"
    for person in (house.head, house.signer, house.guest):
        assert house.browser(person).post(path).status_code == 403
    assert house.office.library.judgements(SHUT) == ()
    assert house.browser(house.clerk).post(path, mark=mark_of(None)).status_code == 200
    [judged] = house.office.library.judgements(SHUT)
    assert judged.reviewer == "王秀英"


def test_an_account_signs_with_its_own_name(house: House) -> None:
    browser = house.browser(house.clerk)
    assert browser.get("/who").headers["location"] == "/account"
    assert browser.post("/who", name="李主任").status_code == 409


def test_a_limited_meeting_is_not_there_for_others(house: House) -> None:
    """Every route about a meeting, also by how the id begins: as if it had never been."""
    people, both = house.office.accounts.people, [Role.RECORDER, Role.SIGNER]
    house.office.accounts.permissions.limit(SHUT, [house.signer.id], by="李主任")
    browser = house.browser(people.set_roles(house.clerk.id, both, by="李主任"))
    for method, path, route in ABOUT_MEETINGS:
        wants = frozenset[Role]().union(*(one.roles for one in wanted(route)))
        if wants and wants.isdisjoint(both):
            continue
        for given in (SHUT, SHUT[:12]):
            answer = browser.ask(method, filled(path).replace(SHUT, given))
            assert answer.status_code == 404, (method, path, answer.text[:300])
            if method != "HEAD":
                assert str(UnknownMeeting(given)) in answer.text
                assert "电梯" not in answer.text


def test_a_limited_meeting_is_in_no_list_and_no_search(house: House) -> None:
    house.office.library.save_meeting(said("电梯也要修", meeting_id="open"), NOON)
    house.office.accounts.permissions.limit(SHUT, [house.signer.id], by="李主任")
    for path in ("/", "/shelves", "/?q=电梯", f"{PREFIX}/meetings", f"{PREFIX}/search?q=电梯"):
        assert SHUT not in house.browser(house.clerk).get(path).text, path
        assert "open" in house.browser(house.clerk).get(path).text, path
        for person in (house.signer, house.head):
            assert SHUT in house.browser(person).get(path).text, path


def test_the_work_on_a_limited_meeting_is_not_shown(house: House) -> None:
    """Neither in the list, nor to be cancelled or done again by who knows its number."""
    office = house.office
    meeting = office.library.load_meeting(SHUT)
    job = office.queue.enqueue([meeting.sources[0].path], Wishes(), name="电梯的录音")
    mine = f"/jobs/{job.id}/cancel"
    assert "电梯的录音" in house.browser(house.clerk).get("/").text
    office.accounts.permissions.limit(SHUT, [house.signer.id], by="李主任")
    clerk = house.browser(house.clerk)
    assert "电梯的录音" not in clerk.get("/").text
    assert "电梯的录音" not in clerk.get(f"{PREFIX}/jobs").text
    assert clerk.post(mine).status_code == 404
    assert clerk.get(f"{PREFIX}/jobs/{job.id}").status_code == 404
    assert "电梯的录音" in house.browser(house.head).get("/").text


def test_a_job_that_made_a_hidden_meeting_is_hidden(house: House) -> None:
    office = house.office
    meeting = office.library.load_meeting(SHUT)
    job = office.queue.enqueue([meeting.sources[1].path], Wishes(), name="x")
    office.accounts.permissions.limit(SHUT, [house.signer.id], by="李主任")
    hidden = office.accounts.permissions.hidden_from(house.clerk)
    told = office.without(replace(hidden, files=frozenset()))
    assert told.hides(replace(job, meetings=(SHUT,)))
    assert not told.hides(replace(job, meetings=("other",)))


def test_the_administrator_says_who_may_see_a_meeting(house: House) -> None:
    head, path = house.browser(house.head), f"/meetings/{SHUT}/readers"
    assert "王秀英" in head.get(path).text
    assert head.post(path, who="some").status_code == 422
    answer = head.post(path, who="some", **{str(house.signer.id): "1", "99999": "1"})
    assert (answer.status_code, answer.headers["x-go"]) == (204, f"/meetings/{SHUT}")
    assert house.office.accounts.permissions.of(SHUT) == (house.signer,)
    assert house.browser(house.clerk).get(f"/meetings/{SHUT}").status_code == 404
    assert head.post(path, who="all").status_code == 204
    assert house.browser(house.clerk).get(f"/meetings/{SHUT}").status_code == 200


def bearer(house: House, person: Person, scope: Scope) -> dict[str, str]:
    return {"Authorization": f"Bearer {house.office.accounts.tokens.add(person, '月报', scope, 1)}"}


def test_a_token_lets_a_program_in_without_cookie_or_origin(house: House) -> None:
    client = house.stranger().client
    reads = bearer(house, house.clerk, Scope.READ)
    answer = client.get(f"{PREFIX}/meetings", headers=reads)
    assert answer.status_code == 200
    assert SHUT in answer.text
    judges = bearer(house, house.clerk, Scope.JUDGE)
    path = f"{PREFIX}/meetings/{SHUT}/candidates/r1/judgement"
    for headers, status in ((reads, {403}), (judges, {200, 404, 405, 409, 422, 428})):
        assert client.put(path, headers=headers, json={}).status_code in status


def test_a_token_is_good_for_the_api_alone(house: House) -> None:
    """No page, no new token, no other password comes of one that was found."""
    client = house.stranger().client
    judges = bearer(house, house.head, Scope.JUDGE)
    for path in ("/", "/account", "/people", f"/meetings/{SHUT}"):
        assert client.get(path, headers=judges, follow_redirects=False).status_code == 401
        assert client.post(path, headers=judges, follow_redirects=False).status_code == 401


@pytest.mark.parametrize("given", ["Bearer ", "Bearer x", "bearer mtb_x", "Bearer \xff"])
def test_a_token_that_is_none_opens_nothing(house: House, given: str) -> None:
    client = house.stranger().client
    headers = {"Authorization": given.encode("latin-1")}
    answer = client.get(f"{PREFIX}/meetings", headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_beside_a_cookie_is_what_counts(house: House) -> None:
    """A browser's session does not stand in for a token that is over."""
    browser = house.browser(house.clerk)
    headers = {"Authorization": "Bearer mtb_over"}
    assert browser.client.get(f"{PREFIX}/meetings", headers=headers).status_code == 401


def test_a_token_has_no_more_rights_than_its_owner(house: House) -> None:
    house.office.accounts.permissions.limit(SHUT, [house.signer.id], by="李主任")
    client = house.stranger().client
    clerks = bearer(house, house.clerk, Scope.JUDGE)
    assert client.get(f"{PREFIX}/meetings/{SHUT}", headers=clerks).status_code == 404
    signers = bearer(house, house.signer, Scope.JUDGE)
    assert client.get(f"{PREFIX}/meetings/{SHUT}", headers=signers).status_code == 200
    handed_in = client.post(f"{PREFIX}/uploads", headers=signers)
    assert handed_in.status_code == 403


def test_phones_reach_what_uploads_and_nothing_else() -> None:
    """The whole list: a route more has to be thought about here."""
    paths = {
        (method, route.path)
        for router in PHONE
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
    assert not any(isinstance(route, Mount) for router in PHONE for route in router.routes)
    assert paths == {
        ("GET", "/enter"),
        ("GET", "/"),
        ("POST", "/uploads"),
        ("HEAD", "/uploads/{upload_id}"),
        ("PATCH", "/uploads/{upload_id}"),
        ("DELETE", "/uploads/{upload_id}"),
        ("POST", "/uploads/{upload_id}/drop"),
        ("POST", "/meetings"),
    }
