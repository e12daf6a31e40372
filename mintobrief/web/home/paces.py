"""How long running jobs still take, from what they told since the pages look at them."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Lock

from mintobrief.domain.job import Job, JobState
from mintobrief.progress import Pace


class Paces:
    """The pace of each job's present work."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[str, datetime, Pace]] = {}
        self._lock = Lock()

    def remaining(self, job: Job) -> float | None:
        """Seconds until what is under way is done; None as long as nobody can know."""
        if job.state is not JobState.RUNNING or not job.total:
            return None
        with self._lock:
            pace = self._tell(job)
            return pace.remaining(job.total, datetime.now(UTC).timestamp())

    def _tell(self, job: Job) -> Pace:
        doing, last, pace = self._told.get(job.id, ("", None, Pace()))
        if doing != job.doing:
            last, pace = None, Pace()
        if job.changed_at != last:
            pace.tell(job.done, job.changed_at.timestamp())
        self._told[job.id] = (job.doing, job.changed_at, pace)
        return pace
