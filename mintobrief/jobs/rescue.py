"""What a worker that is gone had begun is put back on its queue by any that lives; so is what a
worker took itself and lost, since the database could not write down how far it was."""

from __future__ import annotations

import logging
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

from dbos import WorkflowStatus
from sqlalchemy.exc import DBAPIError

from mintobrief.errors import StateError
from mintobrief.jobs.durable import executor, forgotten, lane_of, slot_of
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.slots import Slots, if_free
from mintobrief.store.jobs import Jobs

_LOG = logging.getLogger(__name__)
_LATE = timedelta(seconds=20)  # a job that waits longer may have been forgotten


@dataclass(frozen=True, slots=True)
class Rescue:
    """Looks after the jobs of a library from the place `own`; `at` are the jobs it is at."""

    queue: Queue
    jobs: Jobs
    slots: Slots
    own: int
    at: AbstractSet[str] = frozenset()
    _missed: dict[str, float] = field(default_factory=dict)

    def look(self) -> None:
        """Once over all that is under way or waits; a database that is gone is no fault."""
        try:
            for number in self._others():
                self._recover(number)
            for job_id in self._lost(monotonic()):
                self._put_back(job_id)
            self._remind()
        except (StateError, DBAPIError) as exc:
            _LOG.info("could not look after the jobs: %s", exc)

    def _others(self) -> set[int]:
        """The places that jobs under way are done at, but ours."""
        names = {status.executor_id for status in self._under_way()}
        numbers = {slot_of(name) for name in names if name}
        return {number for number in numbers if number is not None} - {self.own}

    def _recover(self, number: int) -> None:
        """Put back what is done at a place that nobody holds."""
        with if_free(self.slots, number) as free:
            if not free:
                return
            for status in self._under_way(executor(number)):
                self._put_back(status.workflow_id)

    def _lost(self, now: float) -> list[str]:
        """What is under way at our own place, and has not been done by anybody for a while."""
        taken = {status.workflow_id for status in self._under_way(executor(self.own))}
        idle = taken - self.at
        for job_id in self._missed.keys() - idle:
            del self._missed[job_id]
        late = _LATE.total_seconds()
        return [job_id for job_id in idle if now - self._missed.setdefault(job_id, now) > late]

    def _put_back(self, job_id: str) -> None:
        job = self.jobs.get(job_id)
        self.queue.client.resume_workflow(job.id, queue_name=lane_of(job.order).name)

    def _under_way(self, executor_id: str | None = None) -> list[WorkflowStatus]:
        return self.queue.client.list_workflows(
            status="PENDING", executor_id=executor_id, load_input=False, load_output=False
        )

    def _remind(self) -> None:
        """A program that ended between two words left a job that no queue knows of, waiting or,
        where not even its failure could be written down, running."""
        self.queue.prepare()
        with self.jobs.database.reading() as connection:
            left = forgotten(connection)
        for job_id in left:
            job = self.jobs.get(job_id)
            if abs(datetime.now(UTC) - job.changed_at) > _LATE:  # a clock may have been put back
                self.queue.wake(job)
