"""首页: the states of meetings, what comes first, pages of many, and one compound's alone."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from mintobrief.domain import Field, Header
from mintobrief.domain.calling import called
from mintobrief.domain.job import Job, JobStage, JobState
from mintobrief.review import accept
from mintobrief.store import MeetingEntry
from mintobrief.store.catalogue import CatalogueLine, catalogue
from mintobrief.store.jobs import Jobs
from mintobrief.web.home import states
from mintobrief.web.home.states import State
from mintobrief.web.intake.uploads import shelf_of
from mintobrief.web.office import Office
from tests.web.rooms import NASTY, NOON, Browser, meeting

MEETING = "20260314-ab12cd"
ENTRY = MeetingEntry("m", "例会", date(2026, 3, 14), NOON, 12, 0)
LINE = CatalogueLine(ENTRY, None, None, None, None, changed=False, published_at=None)


def many(office: Office, folder: Path, count: int) -> None:
    for n in range(count):
        one = replace(meeting(folder, f"20250101-{n:06}"), header=Header(Field(f"第{n}次会")))
        office.library.save_meeting(one, NOON - timedelta(days=1 + n))


@pytest.mark.parametrize(
    ("line", "state", "said"),
    [
        (replace(LINE, entry=replace(ENTRY, waiting=12)), State.WAITING, "待审 12/12"),
        (replace(LINE, entry=replace(ENTRY, waiting=3)), State.BEGUN, "待审 3/12"),
        (LINE, State.REVIEWED, "已审"),
        (replace(LINE, entry=replace(ENTRY, candidates=0)), State.EMPTY, "没有决议"),
        (replace(LINE, submitted_at=NOON), State.SUBMITTED, "等签发"),
        (replace(LINE, submitted_at=NOON, signed_at=NOON), State.SIGNED, "已签发"),
        (replace(LINE, signed_at=NOON, changed=True), State.CHANGED, "签发后改过"),
        (replace(LINE, signed_at=NOON, published_at=NOON), State.PUBLISHED, "已发布"),
        (replace(LINE, published_at=NOON), State.PUBLISHED, "已发布"),
    ],
)
def test_a_meeting_is_as_far_as_it_is(line: CatalogueLine, state: State, said: str) -> None:
    assert states.state_of(line) is state
    assert states.said(line) == said


def test_what_needs_somebody_comes_first() -> None:
    lines = [
        replace(LINE, published_at=NOON),
        LINE,
        replace(LINE, entry=replace(ENTRY, waiting=12)),
        replace(LINE, entry=replace(ENTRY, waiting=3)),
        replace(LINE, submitted_at=NOON),
    ]
    ordered = [states.state_of(line) for line in states.by_need(lines)]
    assert ordered == [
        State.SUBMITTED,
        State.BEGUN,
        State.WAITING,
        State.REVIEWED,
        State.PUBLISHED,
    ]


def test_a_meeting_goes_from_waiting_to_reviewed_to_published(
    browser: Browser, office: Office
) -> None:
    library = office.library
    assert "待审 2/2" in browser.get("/").text
    seen = library.look(MEETING)
    library.add_judgements(MEETING, [accept(r, None, "王", NOON) for r in seen.meeting.resolutions])
    assert ">已审<" in browser.get("/").text
    library.tell_exported(MEETING)
    text = browser.get("/").text
    assert ">已发布<" in text
    assert catalogue(library)[0].published_at is not None


def test_many_meetings_are_on_pages(browser: Browser, office: Office, tmp_path: Path) -> None:
    many(office, tmp_path, 120)
    first = browser.get("/").text
    assert "第 1 页，共 3 页" in first
    assert 'href="/?page=2"' in first
    assert "第118次会" not in first
    last = browser.get("/?page=3").text
    assert "第118次会" in last
    assert 'rel="next"' not in last
    assert "共 3 页" in browser.get("/?page=999").text
    assert browser.get("/?page=0").status_code == 422


def test_the_page_can_be_narrowed_to_one_compound(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    many(office, tmp_path, 1)
    garden = office.library.compounds.add(f"阳光花园{NASTY}", "王芳").id
    office.library.compounds.move(MEETING, garden, "王芳")
    text = browser.get(f"/?compound={garden}").text
    assert f"/meetings/{MEETING}" in text
    assert "第0次会" not in text
    assert NASTY not in text
    text = browser.get("/?compound=none").text
    assert "第0次会" in text
    assert f"/meetings/{MEETING}" not in text
    assert "雨棚" in browser.client.get("/", params={"q": "雨棚", "compound": garden}).text
    hits = browser.client.get("/", params={"q": "雨棚", "compound": "none"}).text
    assert "<mark>雨棚</mark>" in hits
    assert f"/meetings/{MEETING}#" not in hits


def test_of_which_compound_a_meeting_is_can_be_said(browser: Browser, office: Office) -> None:
    garden = office.library.compounds.add("阳光花园", "王芳").id
    place = f"/meetings/{MEETING}/compound"
    assert "阳光花园" in browser.get(place).text
    assert browser.post(place, compound=garden).status_code == 204
    assert office.library.compounds.of_meeting(MEETING) == garden
    assert "selected" in browser.get(place).text
    browser.post(place, compound="")
    assert office.library.compounds.of_meeting(MEETING) is None
    assert browser.post(place, compound="none").status_code == 404


def test_a_running_job_shows_which_steps_are_behind_it(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "例会.txt"
    path.write_text("会议决定修电梯。", encoding="utf-8")
    jobs = Jobs(office.library.database)
    job = replace(office.queue.enqueue([path]), state=JobState.RUNNING)
    with office.library.database.writing() as connection:
        jobs.put(connection, job)
    first, second, *_ = job.order.stages
    jobs.keep_piece(job, first, "x")
    assert jobs.stages_done([job.id]) == {job.id: frozenset({first})}
    text = browser.get("/shelves").text
    assert "转写中" in text
    assert 'class="is-done">读取文件' in text
    assert 'class="is-now" aria-current="step"' in text
    assert second is JobStage.TEXT


def test_what_is_done_is_no_job_any_more(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "例会.txt"
    path.write_text("会议决定修电梯。", encoding="utf-8")
    jobs = Jobs(office.library.database)
    job: Job = office.queue.enqueue([path])
    assert [one.id for one in jobs.unfinished()] == [job.id]
    with office.library.database.writing() as connection:
        jobs.put(connection, replace(job, state=JobState.DONE))
    assert jobs.unfinished() == ()


def test_a_file_on_its_way_is_shown_and_one_that_was_forgotten_can_be_taken_up(
    browser: Browser, office: Office
) -> None:
    shelf = shelf_of(office)
    half = shelf.create("录音.m4a", 10)
    half.append(b"12345")
    text = browser.get("/shelves").text
    assert "上传中 50%" in text
    assert "正在传" in text
    _let_lie(half.path)
    assert "断开了" in browser.get("/shelves").text
    half.append(b"67890")
    assert "录音.m4a" not in browser.get("/shelves").text
    _let_lie(half.path)
    assert "还没有开始转换" in browser.get("/shelves").text
    assert browser.post(f"/uploads/{half.id}/drop").status_code == 204
    assert shelf.all() == ()


def _let_lie(path: Path) -> None:
    long_ago = time.time() - timedelta(minutes=10).total_seconds()
    os.utime(path, (long_ago, long_ago))


def test_no_day_and_no_title_break_no_page(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    bare = replace(meeting(tmp_path, "bare-ffffff"), header=Header(), resolutions=())
    office.library.save_meeting(bare, datetime(2026, 3, 16, tzinfo=NOON.tzinfo))
    text, name = browser.get("/").text, called(bare)
    assert f"<strong>{name}</strong>" in text
    assert "没有读到会议名称" in text
    assert "没有决议" in text
    page = browser.get("/meetings/bare-ffffff").text
    assert f"<h1>{name}</h1>" in page
    assert "没有读到会议名称" in page
