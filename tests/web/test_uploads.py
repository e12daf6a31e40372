"""Files in: in pieces, over a broken line, under any name, and never more than was said."""

from __future__ import annotations

import shutil
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Attendee, Term
from mintobrief.domain.job import JobState
from mintobrief.web.intake.shelf import MOST, Shelf, safe_name
from mintobrief.web.office import Office
from tests.web.rooms import Answer, Browser

NOTES = "会议决定由李明于6月30日前完成电梯维修。".encode()


def announce(browser: Browser, name: str, length: int) -> Answer:
    told = f"filename {b64encode(name.encode()).decode()}"
    headers = {**browser.headers, "Upload-Length": str(length), "Upload-Metadata": told}
    return browser.client.post("/uploads", headers=headers)


def send(browser: Browser, place: str, offset: int, piece: bytes) -> Answer:
    headers = {**browser.headers, "Upload-Offset": str(offset)}
    return browser.client.patch(place, headers=headers, content=piece)


def upload(browser: Browser, name: str = "笔记.txt", content: bytes = NOTES) -> str:
    """A file sent whole; its id."""
    place = announce(browser, name, len(content)).headers["Location"]
    assert send(browser, place, 0, content).status_code == 204
    return place.rsplit("/", 1)[1]


def offset(browser: Browser, place: str) -> str:
    return browser.client.head(place).headers["Upload-Offset"]


def test_several_files_become_one_job_and_leave_the_shelf(browser: Browser, office: Office) -> None:
    ids = [upload(browser), upload(browser, "议程.txt", "一、电梯".encode())]
    asked = {"title": "三月例会", "held_on": "2026-03-14"}
    assert browser.post("/meetings", uploads=" ".join(ids), **asked).status_code == 204
    (job,) = office.queue.jobs()
    assert (job.name, job.state) == ("三月例会", JobState.WAITING)
    assert [one.name for one in job.order.inputs] == ["笔记.txt", "议程.txt"]
    assert str(job.order.request.held_on) == "2026-03-14"
    assert list((office.library.folder / "uploads").iterdir()) == []
    assert "三月例会" in browser.get("/").text


def test_a_broken_upload_goes_on_where_it_broke(browser: Browser, office: Office) -> None:
    """The bytes that came are the offset, so nothing is doubled and nothing lost."""
    place = announce(browser, "笔记.txt", len(NOTES)).headers["Location"]
    send(browser, place, 0, NOTES[:10])
    assert offset(browser, place) == "10"
    assert send(browser, place, 0, NOTES[:10]).status_code == 409
    assert send(browser, place, 12, NOTES[12:]).status_code == 409
    assert send(browser, place, 10, NOTES[10:]).status_code == 204
    kept = Shelf(office.library.folder / "uploads").find(place.rsplit("/", 1)[1])
    assert kept is not None
    assert kept.path.read_bytes() == NOTES


def test_more_than_was_said_is_not_taken(browser: Browser) -> None:
    place = announce(browser, "笔记.txt", 5).headers["Location"]
    assert send(browser, place, 0, b"123456").status_code == 413
    assert offset(browser, place) == "0"


@pytest.mark.parametrize("length", [0, MOST + 1, 10**17])
def test_a_file_of_no_sensible_length_is_refused_at_once(browser: Browser, length: int) -> None:
    assert announce(browser, "录音.wav", length).status_code in (413, 507)


@pytest.mark.parametrize("length", ["", "x", "-1", "1e3", "9" * 40])
def test_a_length_is_a_number(browser: Browser, length: str) -> None:
    headers = {**browser.headers, "Upload-Length": length}
    assert browser.client.post("/uploads", headers=headers).status_code == 400


def test_two_browsers_do_not_write_into_one_file(browser: Browser, office: Office) -> None:
    place = announce(browser, "笔记.txt", len(NOTES)).headers["Location"]
    shelf = Shelf(office.library.folder / "uploads")
    upload_id = place.rsplit("/", 1)[1]
    assert shelf.claim(upload_id)
    assert send(browser, place, 0, NOTES).status_code == 423
    shelf.release(upload_id)
    assert send(browser, place, 0, NOTES).status_code == 204


def test_a_file_that_is_not_all_here_is_not_converted(browser: Browser, office: Office) -> None:
    place = announce(browser, "笔记.txt", 100).headers["Location"]
    assert browser.post("/meetings", uploads=place.rsplit("/", 1)[1]).status_code == 409
    assert browser.post("/meetings", uploads="").status_code == 409
    assert office.queue.jobs() == ()


def test_a_file_that_we_cannot_open_is_told_before_the_work(
    browser: Browser, office: Office
) -> None:
    answer = browser.post("/meetings", uploads=upload(browser, "程序.exe", b"MZ\0\0"))
    assert answer.status_code == 422
    assert "程序.exe" in answer.text
    assert office.queue.jobs() == ()


def test_a_day_is_a_day(browser: Browser) -> None:
    answer = browser.post("/meetings", uploads=upload(browser), held_on="三月")
    assert answer.status_code == 422


@pytest.mark.parametrize("upload_id", ["x", "0" * 32, "..%2f..%2fetc", "%2e%2e"])
def test_an_upload_that_is_not_there_is_not_there(browser: Browser, upload_id: str) -> None:
    assert send(browser, f"/uploads/{upload_id}", 0, b"x").status_code == 404


def test_an_upload_can_be_taken_back(browser: Browser, office: Office) -> None:
    upload_id = upload(browser)
    answer = browser.client.delete(f"/uploads/{upload_id}", headers=browser.headers)
    assert answer.status_code == 204
    assert list((office.library.folder / "uploads").iterdir()) == []


@given(st.text(max_size=300))
def test_any_name_is_one_name_in_its_own_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 190
    assert safe not in (".", "..", "upload.json")
    assert not set(safe) & set('/\\\0<>:"|?*\n')


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\会议\\录音.m4a", "录音.m4a"),
        ("长" * 200 + ".docx", "长" * 58 + ".docx"),
        ("", "未命名"),
        ("..", "未命名"),
        ("upload.json", "_upload.json"),
        ("\u202e录音.mp3", "录音.mp3"),
    ],
)
def test_a_name_keeps_what_a_person_knows_it_by(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


def test_what_was_given_up_long_ago_is_swept_away(tmp_path: Path) -> None:
    import os

    shelf = Shelf(tmp_path)
    old = shelf.create("旧.txt", 5)
    for path in (*old.path.parent.iterdir(), old.path.parent):
        os.utime(path, (0, 0))
    new = shelf.create("新.txt", 5)
    assert shelf.find(old.id) is None
    assert shelf.find(new.id) == new


def test_a_meeting_is_told_what_is_known_of_its_compound(browser: Browser, office: Office) -> None:
    """And what is typed for this one comes first."""
    known = office.library.compounds
    garden = known.add("阳光花园", "王芳")
    people = (Attendee("王芳", "书记", "居委会"), Attendee("李明", "经理", "物业"))
    known.save(replace(garden, people=people, terms=(Term("雨棚", ("雨朋",)),)), 1, "王芳")
    sent = upload(browser, "例会.txt", "会议决定修电梯。".encode())
    browser.post(
        "/meetings",
        uploads=sent,
        compound=garden.id,
        agenda="1. 电梯\n二、停车\n",
        roster="王芳，主任\n赵强",
        glossary="道闸，到闸",
    )
    (job,) = office.queue.jobs()
    asked = job.order.request
    assert asked.compound == garden.id
    assert asked.agenda == ("电梯", "停车")
    assert asked.roster == (
        Attendee("王芳", "主任", "居委会"),
        Attendee("李明", "经理", "物业"),
        Attendee("赵强"),
    )
    assert [term.word for term in asked.glossary] == ["道闸", "雨棚", "阳光花园"]


@pytest.mark.parametrize(("compound", "status"), [("none", 404), ("common", 422)])
def test_a_compound_that_is_none_is_refused(
    browser: Browser, office: Office, compound: str, status: int
) -> None:
    sent = upload(browser, "例会.txt", "会议决定修电梯。".encode())
    assert browser.post("/meetings", uploads=sent, compound=compound).status_code == status
    assert office.queue.jobs() == ()


def test_each_file_can_be_a_meeting(browser: Browser, office: Office) -> None:
    sent = [
        upload(browser, name, f"{name}：会议决定修电梯。".encode()) for name in ("一.txt", "二.txt")
    ]
    browser.post("/meetings", uploads=" ".join(sent), each="1", title="例会")
    jobs = office.queue.jobs()
    assert [job.name for job in jobs] == ["一.txt", "二.txt"]
    assert all(len(job.order.inputs) == 1 and not job.order.request.title for job in jobs)


def test_where_one_file_is_none_of_ours_no_meeting_is_begun(
    browser: Browser, office: Office
) -> None:
    good = upload(browser, "一.txt", "会议决定修电梯。".encode())
    bad = upload(browser, "二.exe", b"MZ\0\0")
    answer = browser.post("/meetings", uploads=f"{good} {bad}", each="1")
    assert answer.status_code == 422
    assert office.queue.jobs() == ()


def test_what_is_announced_takes_its_room_until_it_is_here(
    browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many files that fit alone fill a disk together."""
    space = shutil.disk_usage(office.library.folder)._replace(free=3000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: space)
    place = announce(browser, "一.txt", 1000).headers["Location"]
    assert announce(browser, "二.txt", 1001).status_code == 507
    send(browser, place, 0, b"x" * 900)
    assert announce(browser, "二.txt", 1001).status_code == 201


def test_uploads_that_nobody_finishes_do_not_pile_up(browser: Browser, office: Office) -> None:
    shelf = Shelf(office.library.folder / "uploads")
    for number in range(1000):
        shelf.create(f"{number}.txt", 10)
    assert announce(browser, "又一个.txt", 10).status_code == 429
    shelf.drop(shelf.all()[0])
    assert announce(browser, "又一个.txt", 10).status_code == 201
