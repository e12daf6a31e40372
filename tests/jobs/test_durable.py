"""The traps of DBOS, each as it was met; those that need a worker are in test_worker."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dbos import DBOSPortableJSONSerializer
from sqlalchemy import text

from mintobrief.domain.job import JobState
from mintobrief.jobs import rescue
from mintobrief.jobs.durable import (
    VERSION,
    add_clock,
    configured,
    executor,
    own_engine,
    slot_of,
)
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.rescue import Rescue
from mintobrief.jobs.slots import first_free, slots_of
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from tests.jobs.benches import write_notes
from tests.jobs.test_queue import queue

__all__ = ["queue"]


def test_two_workers_never_share_a_name(library: Library) -> None:
    """Under one name both would do what one has begun."""
    slots = slots_of(library)
    first, second = first_free(slots), first_free(slots)
    names = [configured(library.engine, slot.number)["executor_id"] for slot in (first, second)]
    assert names == ["slot-0", "slot-1"]
    assert slot_of("slot-1") == 1
    assert slot_of("local") is None
    for slot in (first, second):
        slot.release()


def test_the_version_is_not_the_programs(library: Library) -> None:
    """Else an upgrade would leave begun work lying for ever."""
    config = configured(library.engine, 0)
    assert config["application_version"] == VERSION == "1"


def test_nothing_is_pickled(library: Library, queue: Queue, tmp_path: Path) -> None:
    """What is in the database can be read by a later program, and runs no code."""
    assert isinstance(configured(library.engine, 0)["serializer"], DBOSPortableJSONSerializer)
    job = queue.enqueue([write_notes(tmp_path, 1)])
    (status,) = queue.client.list_workflows()
    assert status.input == {"args": (job.id,), "kwargs": {}}
    engine = own_engine(library.database)
    schema = "" if engine.dialect.name == "sqlite" else "dbos."
    with engine.connect() as connection:
        (kept,) = connection.execute(
            text(f"SELECT serialization FROM {schema}workflow_status")  # noqa: S608 - ours
        ).scalars()
    engine.dispose()
    assert kept == "portable_json"


def test_sqlite_is_opened_with_a_log_patience_and_immediate_locks(library: Library) -> None:
    engine = own_engine(library.database)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _ASKED]
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            assert driver.isolation_level == "IMMEDIATE"
        assert asked == ["wal", 30_000]
    engine.dispose()


_ASKED = ("journal_mode", "busy_timeout")


def test_an_old_sqlite_is_taught_the_clock_dbos_asks_for() -> None:
    """Python 3.12 and later ask for it whatever SQLite they are linked with."""
    with sqlite3.connect(":memory:") as connection:
        add_clock(connection)
        now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
        connection.execute(f"CREATE TABLE t (a, at INTEGER DEFAULT ({now}))")
        connection.execute("INSERT INTO t (a) VALUES (1)")
        ((at,),) = connection.execute("SELECT at FROM t").fetchall()
    assert at > 1_700_000_000_000


def test_what_a_dead_worker_had_begun_goes_back_to_its_queue(
    library: Library, queue: Queue, tmp_path: Path
) -> None:
    """By itself it would lie there for ever: taking it over is a product one pays for."""
    job = queue.enqueue([write_notes(tmp_path, 1)])
    _begun_by(library, job.id, executor(7))
    watching = Rescue(queue, Jobs(library.database), slots_of(library), own=0)
    held = slots_of(library).take(7)
    assert held
    watching.look()
    assert queue.client.retrieve_workflow(job.id).get_status().status == "PENDING"
    held.release()
    watching.look()
    status = queue.client.retrieve_workflow(job.id).get_status()
    assert (status.status, status.queue_name) == ("ENQUEUED", "text")


def _begun_by(library: Library, job_id: str, name: str) -> None:
    """As it stands in the database when a worker of that name has taken a job."""
    engine = own_engine(library.database)
    schema = "" if engine.dialect.name == "sqlite" else "dbos."
    begun = text(
        f"UPDATE {schema}workflow_status SET status = 'PENDING', executor_id = :name "  # noqa: S608
        "WHERE workflow_uuid = :job"
    )
    with engine.begin() as connection:
        connection.execute(begun, {"name": name, "job": job_id})
    engine.dispose()


def test_what_a_worker_took_and_does_not_do_goes_back_to_its_queue(
    library: Library, queue: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full when DBOS was to write down how far it is: nobody is at it, and the
    worker lives. What it is at is left alone, and so is what it took just now."""
    lost, mine = (queue.enqueue([write_notes(tmp_path, number)]) for number in (1, 2))
    for job in (lost, mine):
        _begun_by(library, job.id, executor(0))

    def standing() -> list[str]:
        found = [queue.client.retrieve_workflow(job.id).get_status() for job in (lost, mine)]
        return [status.status for status in found]

    watching = Rescue(queue, Jobs(library.database), slots_of(library), own=0, at={mine.id})
    watching.look()
    watching.look()
    assert standing() == ["PENDING", "PENDING"]
    monkeypatch.setattr(rescue, "_LATE", timedelta(0))
    watching.look()
    assert standing() == ["ENQUEUED", "PENDING"]


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
@pytest.mark.parametrize("minutes", [5, -5])
def test_a_job_that_no_queue_knows_of_is_remembered(
    library: Library, queue: Queue, tmp_path: Path, minutes: int, state: JobState
) -> None:
    """A program that ended between two words leaves a row that waits, and nothing else, or one
    that runs where not even its failure could be written down; its time lies in the future where
    the clock was put back since."""
    job = queue.enqueue([write_notes(tmp_path, 1)])
    queue.client.cancel_workflow(job.id)
    jobs = Jobs(library.database)
    long_ago = datetime.now(UTC) - timedelta(minutes=minutes)
    with library.database.writing() as connection:
        jobs.put(connection, replace(job, changed_at=long_ago, state=state))
    Rescue(queue, jobs, slots_of(library), own=0).look()
    assert queue.client.retrieve_workflow(job.id).get_status().status == "ENQUEUED"


def test_help_does_not_load_dbos() -> None:
    """It takes seconds to import."""
    code = "import sys, mintobrief.cli.worker, mintobrief.jobs; sys.exit('dbos' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0
