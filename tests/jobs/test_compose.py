"""The compose file, and what its services run, without containers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from mintobrief.config import Settings, read_settings
from mintobrief.domain.job import Job, JobState
from mintobrief.jobs import open_queue
from mintobrief.store import library_of
from tests.databases import SERVER, fresh_database
from tests.jobs.benches import write_notes

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "deploy" / "compose.yaml"
ON_A_SERVER = pytest.mark.skipif(SERVER is None, reason="needs a PostgreSQL")


@pytest.fixture
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return parsed


def test_every_volume_that_is_used_is_declared_and_nothing_else(compose: dict[str, Any]) -> None:
    used = {v.split(":")[0] for s in compose["services"].values() for v in s["volumes"]}
    assert used == set(compose["volumes"])


def test_workers_wait_for_the_database_and_no_password_is_written(compose: dict[str, Any]) -> None:
    database, worker = compose["services"]["database"], compose["services"]["worker"]
    assert worker["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert database["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    url = worker["environment"]["MINTOBRIEF_DATABASE_URL"]
    assert url == "postgresql://mintobrief:${PASSWORD:?}@database:5432/mintobrief"
    given = database["environment"]
    assert given["POSTGRES_USER"] == given["POSTGRES_DB"] == "mintobrief"
    assert given["POSTGRES_PASSWORD"] == "${PASSWORD:?}"  # noqa: S105


def test_a_worker_has_longer_to_stop_than_it_takes(compose: dict[str, Any]) -> None:
    from mintobrief.jobs import worker

    grace = compose["services"]["worker"]["stop_grace_period"]
    assert int(grace.removesuffix("s")) > worker._GRACE + 5


def test_variables_of_the_workers_are_those_the_program_reads(
    compose: dict[str, Any], tmp_path: Path
) -> None:
    environ = compose["services"]["worker"]["environment"]
    read = read_settings({**environ, "HOME": str(tmp_path)})
    assert str(read.library) == "/library"
    assert str(read.cache) == "/cache"
    assert read.database == environ["MINTOBRIEF_DATABASE_URL"]
    assert {"/library", "/cache"} == {
        volume.split(":")[1] for volume in compose["services"]["worker"]["volumes"]
    }


@ON_A_SERVER
@pytest.mark.slow
def test_the_worker_of_the_file_works_and_stops_as_it_is_told(
    compose: dict[str, Any], tmp_path: Path
) -> None:
    """Its command and its variables; only places differ."""
    service = compose["services"]["worker"]
    with fresh_database() as url, started(service, tmp_path, url) as worker:
        settings = read_settings(
            {"HOME": str(tmp_path), "MINTOBRIEF_DATABASE_URL": url}, tmp_path / "library"
        )
        assert convert(settings, write_notes(tmp_path, 1)).state is JobState.DONE
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(int(service["stop_grace_period"].removesuffix("s"))) == 0
        said = (worker.stdout.read() if worker.stdout else b"").decode()
    assert said.startswith("开始处理任务")
    assert "已停止" in said


def convert(settings: Settings, file: Path) -> Job:
    """What became of the file's job."""
    latest = time.monotonic() + 300
    with library_of(settings) as library, open_queue(library, settings) as queue:
        job = queue.enqueue([file])
        while not (found := queue.job(job.id)).state.is_over:
            assert time.monotonic() < latest
            time.sleep(0.2)
    return found


@contextmanager
def started(service: dict[str, Any], folder: Path, url: str) -> Iterator[subprocess.Popen[bytes]]:
    places = {"MINTOBRIEF_DATABASE_URL": url}
    for name, value in service["environment"].items():
        places.setdefault(name, str(folder / value[1:]) if value.startswith("/") else value)
    environ = {**os.environ, "HOME": str(folder), **places}
    command = [sys.executable, "-m", "mintobrief", *service["command"]]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE) as worker:
        try:
            yield worker
        finally:
            worker.kill()
