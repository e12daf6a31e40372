"""`mintobrief jobs`: what waits, what failed and why, cancelling and doing again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mintobrief.cli.jobs.list import short_ids
from mintobrief.config import read_settings
from mintobrief.domain.job import Job, JobStage, JobState, Trouble
from mintobrief.errors import AmbiguousJob, UnknownJob
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.store.jobs import Jobs
from tests.cli.conftest import Call


@pytest.fixture
def job(library: Path, tmp_path: Path) -> Job:
    """Notes that wait to be converted."""
    notes = tmp_path / "三月[1].txt"
    notes.write_text("会议决定更换电梯。\n", encoding="utf-8")
    settings = read_settings({"HOME": str(tmp_path)}, library)
    with open_library(library) as opened, open_queue(opened, settings) as queue:
        return queue.enqueue([notes])


def test_a_library_without_jobs_says_so(call: Call) -> None:
    assert "还没有任务" in call("jobs", "list").out
    assert "没有没做成的任务" in call("jobs", "list", "--failed").out


def test_what_waits_is_listed_cancelled_and_asked_for_again(call: Call, job: Job) -> None:
    assert "在等" in call("jobs", "list").out
    assert "三月[1].txt 已取消" in call("jobs", "cancel", job.id).out
    assert "已取消" in call("jobs", "list").out
    assert job.id in call("jobs", "retry", job.id).out
    assert "在等" in call("jobs", "list").out


def test_a_job_that_failed_tells_why(call: Call, job: Job, library: Path) -> None:
    trouble = Trouble("EmptyFile", "文件是空的：三月.txt。", JobStage.OPEN)
    failed = replace(job, state=JobState.FAILED, trouble=trouble, changed_at=datetime.now(UTC))
    with open_library(library) as opened, opened.database.writing() as connection:
        Jobs(opened.database).put(connection, failed)
    told = call("jobs", "list", "--failed").out
    assert "没做成" in told
    assert "文件是空的" in told


def test_another_model_is_another_job(call: Call, job: Job) -> None:
    told = call("jobs", "retry", job.id, "--model", "small")
    assert told.code == 0
    assert job.id not in told.out


def test_a_job_is_known_by_the_first_letters_that_are_shown(call: Call, job: Job) -> None:
    shown = call("jobs", "list").out.split("\n")[1].split()[0]
    assert len(shown) == 6
    assert job.id.startswith(shown)
    assert "已取消" in call("jobs", "cancel", shown).out
    assert call("jobs", "retry", shown).code == 0


def test_letters_that_fit_two_jobs_are_too_few(library: Path, job: Job) -> None:
    with open_library(library) as opened:
        jobs = Jobs(opened.database)
        with opened.database.writing() as connection:
            for number in (1, 2):
                order = replace(job.order, identity=f"{number:064}")
                jobs.add(connection, replace(job, id=f"abc{number}", order=order))
        assert jobs.full_id("abc1") == "abc1"
        with pytest.raises(AmbiguousJob, match="abc1、abc2"):
            jobs.full_id("abc")
        for nobody in ("", "x", "a%"):
            with pytest.raises(UnknownJob):
                jobs.full_id(nobody)


def test_ids_are_cut_as_short_as_they_can_be() -> None:
    assert short_ids(["abcdef12", "abcxef12"]) == {"abcdef12": "abcdef", "abcxef12": "abcxef"}
    assert set(short_ids(["abcdef12", "abcdef13"]).values()) == {"abcdef12", "abcdef13"}


def test_what_is_over_is_not_cancelled_and_it_is_said(call: Call, job: Job, library: Path) -> None:
    call("jobs", "cancel", job.id)
    assert "早已取消" in call("jobs", "cancel", job.id).out
    with open_library(library) as opened, opened.database.writing() as connection:
        Jobs(opened.database).put(connection, replace(job, state=JobState.DONE))
    assert "早已结束（做完），没有可取消的" in call("jobs", "cancel", job.id).out
    assert "做完" in call("jobs", "list").out


def test_a_model_that_is_not_there_is_refused_at_once(call: Call, job: Job) -> None:
    answer = call("jobs", "retry", job.id, "--model", "/没有/这里")
    assert answer.code == 5
    assert "找不到模型 /没有/这里。没有这个文件夹" in answer.err
    assert len(call("jobs", "list").out.strip().split("\n")) == 2


def test_what_cannot_be_done_now_says_why(call: Call, job: Job) -> None:
    """Exit 4: not now; exit 2: wrong use."""
    assert call("jobs", "retry", job.id).code == 4
    assert call("jobs", "cancel", "nobody").code == 4
    assert call("jobs", "retry", job.id, "--since", "open", "--model", "small").code == 2
    assert call("jobs", "retry", job.id, "--since", "中间").code == 2
