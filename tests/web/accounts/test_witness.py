"""Who was turned away and who looked at what is told to an administrator, however much is tried."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain import Request as Wishes
from mintobrief.domain.person import Scope
from mintobrief.errors import LibraryUnwritable
from mintobrief.store import history
from mintobrief.store.audit import Act
from mintobrief.store.refusals import Counted, Refusal, Refusals, Why
from mintobrief.web import witness
from mintobrief.web.witness import Tally, Witness
from tests.web.accounts.house import OTHER, House
from tests.web.test_gate import IDS

MEETING = IDS["meeting_id"]
PAGE = f"/meetings/{MEETING}"


def refusals(house: House) -> list[Counted]:
    return list(Refusals(house.office.library.database).newest(100))


def told(house: House) -> list[tuple[Why, str | None, str]]:
    return [(one.why, one.name, one.path) for one in refusals(house)]


def looks(house: House) -> list[tuple[str, str]]:
    events = history.of_library(house.office.library).events
    return [(one.who, one.subject) for one in events if one.what == Act.LOOKED]


def test_who_asks_for_what_the_role_does_not_let_is_told_of(house: House) -> None:
    browser = house.browser(house.clerk)
    for _ in range(3):
        assert browser.get("/people").status_code == 403
    assert told(house) == [(Why.ROLE, "王秀英", "/people")]
    assert refusals(house)[0].times in (2, 3)  # a minute may end between


def test_who_asks_for_a_meeting_of_others_is_told_of(house: House) -> None:
    house.office.accounts.permissions.limit(MEETING, [house.clerk.id], by="李主任")
    browser = house.browser(house.guest)
    assert browser.get("/meetings/nowhere").status_code == 404
    assert browser.get(PAGE).status_code == 404
    assert told(house) == [(Why.HIDDEN, "赵六", PAGE)]
    assert looks(house) == []


def test_who_asks_for_the_work_on_it_is_told_of(house: House) -> None:
    office = house.office
    office.accounts.permissions.limit(MEETING, [house.head.id], by="李主任")
    [first, *_] = office.library.look(MEETING).meeting.sources
    job = office.queue.enqueue([first.path], Wishes())
    assert house.browser(house.clerk).get(f"/api/v1/jobs/{job.id}").status_code == 404
    assert [(one.why, one.name) for one in refusals(house)] == [(Why.HIDDEN, "王秀英")]


def test_what_a_page_sends_without_its_token_is_told_of(house: House) -> None:
    browser = house.browser(house.clerk)
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Origin": house.origin, "X-CSRF-Token": "old"},
    ):
        assert browser.client.post("/logout", headers=headers).status_code == 403
    assert {one.why for one in refusals(house)} == {Why.ORIGIN, Why.STALE}


def test_what_strangers_ask_for_is_not_kept(house: House) -> None:
    """They may have typed anything; only that they were here, and why they were turned away."""
    stranger = house.stranger()
    bad = {"Authorization": "Bearer secret-of-mine"}
    assert stranger.get("/api/v1/meetings?q=secret-of-mine", **bad).status_code == 401
    assert stranger.get("/", Host="secret-of-mine.example").status_code == 421
    assert set(told(house)) == {(Why.TOKEN, None, ""), (Why.HOST, None, "")}
    assert "secret-of-mine" not in str(refusals(house))


def test_a_token_that_only_reads_is_told_of(house: House) -> None:
    key = house.office.accounts.tokens.add(house.clerk, "督办", Scope.READ, 30)
    headers = {"Authorization": f"Bearer {key}"}
    answer = house.stranger().client.post(f"/api/v1{PAGE}/candidates/r1/approve", headers=headers)
    assert answer.status_code == 403
    assert [one.why for one in refusals(house)] == [Why.READS_ONLY]


def test_who_has_to_log_in_first_was_not_turned_away(house: House) -> None:
    assert house.stranger().get("/").status_code == 303
    assert refusals(house) == []


def test_who_has_to_wait_is_told_of(house: House) -> None:
    stranger = house.stranger()
    answers = [stranger.log_in(house.clerk.name, OTHER).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]
    assert [one.why for one in refusals(house)] == [Why.TOO_OFTEN]


def test_a_wrong_password_at_an_open_screen_is_in_the_log_as_others(house: House) -> None:
    browser = house.browser(house.clerk)
    browser.post("/account/password", old=OTHER, password=OTHER, again=OTHER)
    events = history.of_library(house.office.library).events
    assert (Act.LOGIN_FAILED, "王秀英") in [(one.what, one.subject) for one in events]


def test_who_looked_at_a_meeting_is_told_once_a_day(house: House) -> None:
    for browser in (house.browser(house.guest), house.browser(house.guest)):
        assert browser.get(PAGE).status_code == 200
        assert browser.get(f"{PAGE}/history").status_code == 200
    assert looks(house) == [("赵六", MEETING)]


def test_what_a_persons_program_reads_is_that_persons_look(house: House) -> None:
    key = house.office.accounts.tokens.add(house.guest, "月报", Scope.READ, 30)
    answer = house.stranger().get(f"/api/v1{PAGE}", Authorization=f"Bearer {key}")
    assert answer.status_code == 200
    assert looks(house) == [("赵六", MEETING)]


def test_who_hangs_up_before_the_last_byte_has_looked(house: House) -> None:
    async def app(scope: Any, _: Any, send: Any) -> None:
        scope |= {"path_params": {"meeting_id": MEETING}, "session": guest}
        await send({"type": "http.response.start", "status": 206, "headers": []})
        raise BrokenPipeError

    guest = house.access.session(house.browser(house.guest).key)
    client = TestClient(Witness(app, house.office.library))
    with pytest.raises(BrokenPipeError):
        client.get("/")
    assert looks(house) == [("赵六", MEETING)]


def test_another_server_does_not_tell_it_again(house: House) -> None:
    from mintobrief.web.app import create_app

    browser = house.browser(house.guest)
    browser.get(PAGE)
    other = TestClient(
        create_app(house.office), base_url=house.origin, cookies=browser.client.cookies
    )
    assert other.get(PAGE).status_code == 200
    assert looks(house) == [("赵六", MEETING)]


def test_what_is_only_read_ahead_was_not_looked_at(house: House) -> None:
    assert house.browser(house.guest).get(f"{PAGE}/ahead").status_code == 204
    assert looks(house) == []


def test_a_list_that_is_taken_away_is_told_of(house: House) -> None:
    browser = house.browser(house.guest)
    for _ in range(2):  # once a day is told, the log never forgets
        assert browser.get("/tasks.xlsx").status_code == 200
    events = history.of_library(house.office.library).events
    taken = [(one.who, one.subject) for one in events if one.what == Act.TAKEN]
    assert [(who, name[:3]) for who, name in taken] == [("赵六", "督办表")]


def test_an_administrator_reads_it_and_nobody_else_does(house: House) -> None:
    guest, head = house.browser(house.guest), house.browser(house.head)
    guest.get(PAGE)
    guest.get("/people")
    page = re.sub(r"<[^>]+>|\s+", "", html.unescape(head.get("/history").text))
    assert "赵六账号没有这个角色（/people，从testclient）" in page
    assert "赵六看了这次会议" in page
    assert "看了这次会议" in head.get(f"{PAGE}/history").text
    assert "看了这次会议" not in guest.get(f"{PAGE}/history").text


def test_a_disk_that_is_full_keeps_nobody_from_reading(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be noted is noted when somebody looks again."""

    def full(*_: object) -> None:
        raise LibraryUnwritable("资料库", "磁盘满了")

    browser = house.browser(house.guest)
    with monkeypatch.context() as patched:
        patched.setattr(witness, "tell_looked", full)
        assert browser.get(PAGE).status_code == 200
    browser.get(PAGE)
    assert looks(house) == [("赵六", MEETING)]


def test_a_flood_writes_little(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred addresses, each many times, are as many lines as are told apart; who has an account
    is not lost in them."""
    monkeypatch.setattr(witness, "_STRANGERS", 4)
    now = datetime(2026, 3, 15, 12, 0, 30, tzinfo=UTC)
    tally = Tally(Refusals(house.office.library.database), lambda: now)
    for _ in range(3):
        for at in range(100):
            tally.note(Refusal(Why.TOKEN, f"10.0.0.{at}"))
    lines = refusals(house)
    assert len(lines) == 4 + 1
    assert [one.times for one in lines if one.address == ""] == [256]  # of 288: at the least
    for at in range(50):
        tally.note(Refusal(Why.ROLE, f"10.0.1.{at}", house.guest.id, "/people"))
    people = [one for one in refusals(house) if one.name]
    assert (len(people), sum(one.times for one in people)) == (6, 32)  # never among the others
    now += timedelta(minutes=1)
    tally.note(Refusal(Why.TOKEN, "10.0.0.1"))
    assert (refusals(house)[0].at, refusals(house)[0].times) == (now.replace(second=0), 1)
