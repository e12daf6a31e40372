"""`mintobrief jobs`: what waits, what failed and why, cancelling and doing again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mintobrief.config import read_settings
from mintobrief.domain.job import Job, JobStage, JobState, Trouble
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


def test_what_cannot_be_done_now_says_why(call: Call, job: Job) -> None:
    """Exit 4: not now; exit 2: wrong use."""
    assert call("jobs", "retry", job.id).code == 4
    assert call("jobs", "cancel", "nobody").code == 4
    assert call("jobs", "retry", job.id, "--since", "open", "--model", "small").code == 2
    assert call("jobs", "retry", job.id, "--since", "中间").code == 2
