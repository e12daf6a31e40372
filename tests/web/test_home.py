"""首页: what needs attention first, jobs with their state, search."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mintobrief.domain import Field, Header
from mintobrief.domain.job import Job, JobStage, JobState, Trouble
from mintobrief.store.jobs import Jobs
from mintobrief.web.correct.transcripts import TRANSCRIPTS
from mintobrief.web.home.paces import Paces
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.rooms import NOON, Browser, meeting

MEETING = "20260314-ab12cd"


@pytest.fixture
def job(office: Office, tmp_path: Path) -> Job:
    path = tmp_path / "例会.txt"
    path.write_text("会议决定修电梯。", encoding="utf-8")
    return office.queue.enqueue([path])


def put(office: Office, job: Job) -> None:
    jobs = Jobs(office.library.database)
    with office.library.database.writing() as connection:
        jobs.put(connection, job)


def test_what_was_begun_comes_before_what_was_not(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    newer = replace(meeting(tmp_path, "20260401-ffffff"), header=Header(Field("四月例会")))
    office.library.save_meeting(newer, NOON + timedelta(days=20))
    titles = ("四月例会", "联席会议")
    text = browser.get("/").text
    assert text.index(titles[0]) < text.index(titles[1])
    browser.post(f"/meetings/{MEETING}/candidates/r1/accept", mark=UNJUDGED)
    text = browser.get("/").text
    assert text.index(titles[1]) < text.index(titles[0])
    assert "待审 1/2" in text
    assert "接着审" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [("联席", True), ("3月14日", True), ("2026-03 联席", True), ("ab12", True), ("四月", False)],
)
def test_a_meeting_is_found_by_its_title_and_day(browser: Browser, asked: str, found: bool) -> None:
    text = browser.client.get("/", params={"q": asked}).text
    assert (f"/meetings/{MEETING}" in text) is found


def test_what_was_looked_for_is_words_and_never_markup(browser: Browser) -> None:
    text = browser.client.get("/", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text


def test_a_running_job_tells_how_far_it_is(browser: Browser, office: Office, job: Job) -> None:
    running = replace(job, state=JobState.RUNNING, doing="听写录音", done=30.0, total=120.0)
    put(office, running)
    text = browser.get("/shelves").text
    assert "听写录音 25%" in text
    assert 'data-busy="yes"' in text


def test_a_running_job_of_unknown_length_claims_no_share(
    browser: Browser, office: Office, job: Job
) -> None:
    put(office, replace(job, state=JobState.RUNNING, doing="读取文件"))
    text = browser.get("/shelves").text
    assert "读取文件" in text
    assert "%" not in text


def test_a_failed_job_says_why_and_can_be_done_again(
    browser: Browser, office: Office, job: Job
) -> None:
    trouble = Trouble("EncryptedFile", "文件有密码，打不开。", JobStage.OPEN)
    put(office, replace(job, state=JobState.FAILED, trouble=trouble))
    assert "文件有密码，打不开。" in browser.get("/").text
    assert browser.post(f"/jobs/{job.id}/retry").status_code == 204
    assert office.queue.job(job.id).state is JobState.WAITING
    assert browser.post(f"/jobs/{job.id}/retry").status_code == 409


def test_a_job_can_be_cancelled(browser: Browser, office: Office, job: Job) -> None:
    assert browser.post(f"/jobs/{job.id}/cancel").status_code == 204
    assert office.queue.job(job.id).state is JobState.CANCELLED
    assert "已取消" in browser.get("/").text


@pytest.mark.parametrize("act", ["cancel", "retry"])
def test_a_job_that_is_not_there(browser: Browser, act: str) -> None:
    assert browser.post(f"/jobs/none/{act}").status_code == 404


def test_the_remaining_time_follows_what_is_under_way(job: Job) -> None:
    """Known after a few reports, and unknown again when something else begins."""
    paces, began = Paces(), datetime.now(UTC) - timedelta(seconds=50)
    told = [
        replace(
            job,
            state=JobState.RUNNING,
            doing="听写录音",
            done=10.0 * n,
            total=100.0,
            changed_at=began + timedelta(seconds=10 * n),
        )
        for n in range(6)
    ]
    guesses = [paces.remaining(one) for one in told]
    assert guesses[0] is None
    assert guesses[-1] == pytest.approx(50, abs=5)
    assert paces.remaining(replace(told[-1], doing="整理议题和决议")) is None


def test_the_page_promises_no_more_than_is_so(browser: Browser, office: Office) -> None:
    """Where a language model elsewhere is asked, words leave this computer."""
    assert "不上网" in browser.get("/").text
    asked = replace(office.settings.llm, url="https://llm.example/v1")
    object.__setattr__(office, "settings", replace(office.settings, llm=asked))
    text = browser.get("/").text
    assert "不上网" not in text
    assert "会议的文字会发给它" in text


def test_what_was_said_is_found_and_leads_to_its_place(browser: Browser) -> None:
    text = browser.client.get("/", params={"q": "雨棚"}).text
    assert "<mark>雨棚</mark>" in text
    assert f"/meetings/{MEETING}#u2" in text
    assert f"/meetings/{MEETING}#c-r1" in browser.client.get("/", params={"q": "修好电梯"}).text


def test_what_is_opened_next_is_read_while_the_list_is_looked_at(
    browser: Browser, office: Office
) -> None:
    before = list(TRANSCRIPTS._drawn)
    browser.get("/")
    drawn = [one.told for one in TRANSCRIPTS._drawn if all(one is not old for old in before)]
    entry = office.library.list_meetings()[0]
    assert [told for told in drawn if entry.id in str(told)] == drawn != []


def test_what_the_hand_is_at_is_read_before_the_click(browser: Browser, office: Office) -> None:
    before = list(TRANSCRIPTS._drawn)
    entry = office.library.list_meetings()[0]
    assert browser.get(f"/meetings/{entry.id}/ahead").status_code == 204
    drawn = [one.told for one in TRANSCRIPTS._drawn if all(one is not old for old in before)]
    assert [told for told in drawn if entry.id in str(told)] == drawn != []
    assert browser.get("/meetings/none/ahead").status_code == 204
