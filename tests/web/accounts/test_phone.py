"""Phones hand files in by a code on the screen, and can do nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain.job import JobState
from mintobrief.domain.person import Role
from mintobrief.web.access import Access
from mintobrief.web.app import create_app, create_phone_app
from mintobrief.web.intake.phone import PhoneAccess, is_alive
from mintobrief.web.office import Office
from mintobrief.web.site import Site
from tests.web.accounts.house import OTHER, House, Visitor, open_house
from tests.web.accounts.test_site import Clock
from tests.web.rooms import HOME, Browser, let_in
from tests.web.test_gate import filled, routes

AT = "http://192.168.1.5:8001"


@dataclass
class Yard:
    """A house whose door for phones is open."""

    house: House
    access: PhoneAccess
    clock: Clock

    def phone(self) -> TestClient:
        app = create_phone_app(replace(self.house.office, access=self.access))
        return TestClient(app, base_url=AT, raise_server_exceptions=False)

    def link(self, screen: Visitor | None = None) -> str:
        """What the code on the clerk's screen says."""
        page = (screen or self.house.browser(self.house.clerk)).get("/phone").text
        return page.partition(f"{AT}/enter")[1] + page.partition(f"{AT}/enter")[2].split("<")[0]


@pytest.fixture
def yard(office: Office) -> Yard:
    clock = Clock()
    alive = is_alive(office.accounts.people.get)
    access = PhoneAccess(Site(8001, ("192.168.1.5",)), alive, clock)
    return Yard(open_house(replace(office, phones=access)), access, clock)


def let_phone_in(yard: Yard) -> tuple[TestClient, dict[str, str]]:
    phone = yard.phone()
    assert phone.get(yard.link(), follow_redirects=False).status_code == 303
    session = yard.access.session(phone.cookies.get(yard.access.cookie))
    assert session is not None
    return phone, {"Origin": AT, "X-CSRF-Token": session.csrf, "X-Piece": "1"}


def test_a_phone_hands_a_file_in(yard: Yard) -> None:
    """Resumable as from a computer; the job is there for all."""
    phone, headers = let_phone_in(yard)
    page = phone.get("/").text
    assert "上传会议材料" in page
    assert 'id="upload"' in page
    content = "王主任：下周五前修好电梯。".encode()
    announced = {
        **headers,
        "Upload-Length": str(len(content)),
        "Upload-Metadata": "filename YS50eHQ=",
    }
    place = phone.post("/uploads", headers=announced).headers["location"]
    for start, end in ((0, 10), (10, len(content))):
        assert phone.head(place, headers=headers).headers["upload-offset"] == str(start)
        piece = {**headers, "Upload-Offset": str(start)}
        assert phone.patch(place, content=content[start:end], headers=piece).status_code == 204
    form = {"uploads": place.rpartition("/")[2], "title": "手机传的"}
    assert phone.post("/meetings", data=form, headers=headers).status_code == 204
    [job] = yard.house.office.queue.jobs()
    assert (job.name, job.state) == ("手机传的", JobState.WAITING)


def test_a_phone_reaches_no_page_but_its_own(yard: Yard) -> None:
    """Every route of the house, with all that a phone has."""
    phone, headers = let_phone_in(yard)
    own = {"/", "/enter", "/meetings"}
    for method, path in routes():
        if path not in own and not path.startswith("/uploads"):
            answer = phone.request(method, path, headers=headers)
            assert answer.status_code in (404, 405), (method, path)
            assert "电梯" not in answer.text
    for path in ("/api/v1/meetings", "/api/v1/openapi.json", "/account", "/people", "/phone"):
        assert phone.get(path, headers=headers).status_code == 404


def test_what_a_phone_holds_opens_nothing_elsewhere(yard: Yard) -> None:
    phone, _ = let_phone_in(yard)
    held = phone.cookies.get(yard.access.cookie) or ""
    assert yard.house.access.session(held) is None
    stranger = yard.house.stranger()
    for name in (yard.house.access.cookie, yard.access.cookie):
        assert stranger.get("/", Cookie=f"{name}={held}").status_code == 303
    browser = yard.house.browser(yard.house.clerk)
    assert (
        yard.phone().get("/", headers={"Cookie": f"{yard.access.cookie}={browser.key}"}).status_code
        == 401
    )


def test_nobody_gets_in_without_the_code(yard: Yard) -> None:
    phone = yard.phone()
    for path in ("/", "/uploads", "/enter", "/enter?key=x", "/enter?key="):
        answer = phone.get(path, headers={"Origin": AT})
        assert answer.status_code == 401
        assert "再扫一次" in answer.text
    assert phone.post("/uploads", headers={"Origin": AT, "Upload-Length": "1"}).status_code == 401


def test_a_code_is_good_for_minutes_and_a_few_phones(yard: Yard) -> None:
    screen = yard.house.browser(yard.house.clerk)
    link = yard.link(screen)
    assert yard.link(screen) == link  # the page drawn again shows the same
    for _ in range(5):
        assert yard.phone().get(link, follow_redirects=False).status_code == 303
    assert yard.phone().get(link, follow_redirects=False).status_code == 401
    other = yard.link(screen)
    assert other != link
    yard.clock.now += 10 * 60 + 1
    assert yard.phone().get(other, follow_redirects=False).status_code == 401


def test_a_code_shown_is_good_for_a_while_yet(yard: Yard) -> None:
    screen = yard.house.browser(yard.house.clerk)
    link = yard.link(screen)
    yard.clock.now += 4 * 60
    assert yard.link(screen) == link
    yard.clock.now += 2 * 60
    assert yard.link(screen) != link


def test_a_phone_is_out_after_its_time(yard: Yard) -> None:
    phone, headers = let_phone_in(yard)
    yard.clock.now += 2 * 3600 - 1
    assert phone.get("/").status_code == 200
    yard.clock.now += 2
    assert phone.get("/").status_code == 401
    assert phone.post("/uploads", headers={**headers, "Upload-Length": "1"}).status_code == 401


def test_a_phone_is_out_when_who_let_it_in_is(yard: Yard) -> None:
    phone, _ = let_phone_in(yard)
    yard.house.office.accounts.people.disable(yard.house.clerk.id, by="李主任")
    assert phone.get("/").status_code == 401


def test_a_phone_is_out_when_who_let_it_in_has_a_new_password(yard: Yard) -> None:
    """Also one that had not come in yet, and for good."""
    phone, _ = let_phone_in(yard)
    link = yard.link()
    people = yard.house.office.accounts.people
    people.set_password(yard.house.clerk.id, OTHER, by="李主任", given=True)
    assert phone.get("/").status_code == 401
    late = yard.phone()
    late.get(link, follow_redirects=False)
    assert late.get("/").status_code == 401


def test_a_phone_stays_out_when_the_account_is_opened_again(yard: Yard) -> None:
    phone, _ = let_phone_in(yard)
    people = yard.house.office.accounts.people
    people.disable(yard.house.clerk.id, by="李主任")
    people.enable(yard.house.clerk.id, by="李主任")
    assert phone.get("/").status_code == 401


def test_a_phone_hands_in_no_more_than_who_let_it_in_may(yard: Yard) -> None:
    phone, _ = let_phone_in(yard)
    yard.house.office.accounts.people.set_roles(yard.house.clerk.id, [], by="李主任")
    assert phone.get("/").status_code == 401


def test_a_phone_asks_no_more_than_others(yard: Yard) -> None:
    from mintobrief.web.rates import BYTES

    phone, headers = let_phone_in(yard)
    yard.access.rates.charge(BYTES, f"person {yard.house.clerk.id}", BYTES.most + (64 << 20))
    answer = phone.post("/uploads", headers={**headers, "Upload-Length": "1"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_the_picture_says_the_link_and_is_ours(yard: Yard) -> None:
    """An image of our own origin: no script, no style, nothing to load."""
    browser = yard.house.browser(yard.house.clerk)
    answer = browser.get("/phone/code.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    for word in ("<script", "style=", "href", "xlink"):
        assert word not in answer.text
    assert 'src="/phone/code.svg"' in browser.get("/phone").text
    assert 'href="/phone"' in browser.get("/").text


def test_who_may_not_hand_in_shows_no_code(yard: Yard) -> None:
    for person in (yard.house.guest, yard.house.signer, yard.house.head):
        for path in ("/phone", "/phone/code.svg"):
            assert yard.house.browser(person).get(path).status_code == 403


def test_where_the_door_is_shut_the_page_says_how_it_is_opened(house: House) -> None:
    browser = house.browser(house.clerk)
    assert "serve --phone" in browser.get("/phone").text
    assert browser.get("/phone/code.svg").status_code == 404


def test_it_works_for_this_computer_alone_too(yard: Yard) -> None:
    """Without accounts: the phone comes to a door of its own, the pages stay where they are."""
    local = replace(yard.house.office, access=Access(8000))
    browser: Browser = let_in(TestClient(create_app(local), base_url=HOME), local)
    link = yard.access.link(local.access.session(_held(browser)) or pytest.fail("not in"))
    phone = yard.phone()
    assert phone.get(link, follow_redirects=False).status_code == 303
    assert phone.get("/").status_code == 200
    session = yard.access.session(phone.cookies.get(yard.access.cookie))
    assert session is not None
    assert (session.person, session.reviewer) == (None, "王秀英")
    assert session.roles == {Role.RECORDER}


def _held(browser: Browser) -> str:
    return next(cookie.value or "" for cookie in browser.client.cookies.jar)


def test_the_paths_of_the_tests_are_paths() -> None:
    assert filled("/x/{upload_id}/{other:path}") == f"/x/{'0' * 32}/x"
