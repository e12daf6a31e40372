"""Jobs on the home page: how far they are, cancel, do again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from mintobrief.domain.job import Job, JobStage, JobState
from mintobrief.store.jobs import Jobs
from mintobrief.web.office import Office, TheOffice

router = APIRouter(include_in_schema=False)

_REMEMBERED = timedelta(days=3)  # that a cancelled job stays on the page
_URGENT = (JobState.FAILED, JobState.RUNNING, JobState.WAITING, JobState.CANCELLED)
_STEPS = {
    JobStage.OPEN: "读取文件",
    JobStage.SPEECH: "听写录音",
    JobStage.PAGES: "识别扫描件",
    JobStage.TEXT: "读文字",
    JobStage.UNDERSTAND: "整理决议",
}


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step of a job; `state` is done, now or later."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Run:
    """A job as the page shows it; `percent` is of what is under way, None where nobody knows, and
    `remaining` the seconds that this takes. `steps` are all of its, each done, now or to come."""

    job: Job
    state: str
    percent: int | None
    remaining: float | None
    files: tuple[str, ...]
    steps: tuple[WorkStep, ...]


def runs_of(office: Office) -> tuple[Run, ...]:
    """What needs somebody, then what is under way, the newest first; what is done is a meeting."""
    jobs = Jobs(office.library.database)
    shown = [j for j in reversed(jobs.unfinished()) if _is_shown(j) and not office.hides(j)]
    done = jobs.stages_done(job.id for job in shown)
    runs = [run_of(job, office, done.get(job.id, frozenset())) for job in shown]
    return tuple(sorted(runs, key=lambda run: _URGENT.index(run.job.state)))


@router.post("/jobs/{job_id}/cancel")
def cancel(job_id: str, office: TheOffice) -> Response:
    office.queue.cancel(job_id)
    return Response(status_code=204)


@router.post("/jobs/{job_id}/retry")
def retry(job_id: str, office: TheOffice) -> Response:
    office.queue.retry(job_id)
    return Response(status_code=204)


def run_of(job: Job, office: Office, done: frozenset[JobStage] = frozenset()) -> Run:
    """How far it is, in words and numbers; `done` are the steps that are behind it."""
    running = job.state is JobState.RUNNING and job.total > 0
    return Run(
        job=job,
        state=job.state.called,
        percent=min(99, int(100 * job.done / job.total)) if running else None,
        remaining=office.paces.remaining(job),
        files=tuple(one.name for one in job.order.inputs),
        steps=tuple(_steps(job, done)),
    )


def _steps(job: Job, done: frozenset[JobStage]) -> Iterator[WorkStep]:
    """The first that is not done is under way, where the job is."""
    now = next((stage for stage in job.order.stages if stage not in done), None)
    for stage in job.order.stages:
        is_now = stage is now and job.state is JobState.RUNNING
        yield WorkStep(_STEPS[stage], "done" if stage in done else "now" if is_now else "later")


def _is_shown(job: Job) -> bool:
    if job.state is JobState.DONE:
        return False
    recent = datetime.now(UTC) - job.changed_at < _REMEMBERED
    return job.state is not JobState.CANCELLED or recent
