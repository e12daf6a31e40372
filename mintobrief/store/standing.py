"""Where the jobs of a batch stand: little of each, so that thousands can be asked for often."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mintobrief.domain.job import JobState
from mintobrief.store import schema
from mintobrief.store.database import Database


@dataclass(frozen=True, slots=True)
class BatchJob:
    """A job of a batch; `doing`, `done` and `total` as in `Job`."""

    name: str
    job_id: str
    state: JobState
    doing: str
    done: float
    total: float


def standings(database: Database, batch: str) -> dict[str, BatchJob]:
    """The jobs of a batch by the names they have there. Raises a StateError."""
    job, named = schema.jobs.c, schema.job_batches.c
    asked = (
        select(named.name, job.id, job.state, job.doing, job.done, job.total)
        .join(schema.job_batches, job.id == named.job_id)
        .where(named.batch == batch)
    )
    with database.reading() as connection:
        rows = connection.execute(asked).all()
    return {row[0]: BatchJob(row[0], row[1], JobState(row[2]), *row[3:]) for row in rows}
