"""What a worker that is gone had begun is put back on its queue by any that lives."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dbos import WorkflowStatus
from sqlalchemy.exc import DBAPIError

from mintobrief.domain.job import JobState
from mintobrief.errors import StateError
from mintobrief.jobs.durable import executor, lane_of, slot_of
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.slots import Slots, if_free
from mintobrief.store.jobs import Jobs

_LOG = logging.getLogger(__name__)
_LATE = timedelta(seconds=20)  # a job that waits longer may have been forgotten


@dataclass(frozen=True, slots=True)
class Rescue:
    """Looks after the jobs of a library from the place `own`."""

    queue: Queue
    jobs: Jobs
    slots: Slots
    own: int

    def look(self) -> None:
        """Once over all that is under way or waits; a database that is gone is no fault."""
        try:
            for number in self._others():
                self._recover(number)
            self._remind()
        except (StateError, DBAPIError) as exc:
            _LOG.warning("could not look after other workers' jobs: %s", exc)

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
                job = self.jobs.get(status.workflow_id)
                self.queue.client.resume_workflow(job.id, queue_name=lane_of(job.order).name)

    def _under_way(self, executor_id: str | None = None) -> list[WorkflowStatus]:
        return self.queue.client.list_workflows(
            status="PENDING", executor_id=executor_id, load_input=False, load_output=False
        )

    def _remind(self) -> None:
        """A program that ended between two words left a job waiting that no queue knows of."""
        for job_id in self.jobs.ids([JobState.WAITING]):
            job = self.jobs.get(job_id)
            if abs(datetime.now(UTC) - job.changed_at) > _LATE:  # a clock may have been put back
                self.queue.wake(job)
