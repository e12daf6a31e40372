"""Jobs on the home page: how far they are, cancel, do again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from mintobrief.domain.job import Job, JobStage, JobState
from mintobrief.web import words
from mintobrief.web.office import Office, TheOffice

router = APIRouter(include_in_schema=False)

_REMEMBERED = timedelta(days=3)  # that a cancelled job stays on the page
_STEPS = {
    JobStage.OPEN: "读取文件",
    JobStage.SPEECH: "听写录音",
    JobStage.PAGES: "识别扫描件",
    JobStage.TEXT: "读文字",
    JobStage.UNDERSTAND: "整理决议",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A job as the page shows it; `percent` is of what is under way, None where nobody knows."""

    job: Job
    state: str
    percent: int | None
    remaining: float | None
    files: tuple[str, ...]
    steps: tuple[str, ...]


def runs_of(office: Office) -> tuple[Run, ...]:
    """What is under way or needs somebody, the newest first; what is done is a meeting."""
    jobs = (job for job in reversed(office.jobs()) if _is_shown(job))
    return tuple(run_of(job, office) for job in jobs)


@router.post("/jobs/{job_id}/cancel")
def cancel(job_id: str, office: TheOffice) -> Response:
    office.queue.cancel(job_id)
    return Response(status_code=204)


@router.post("/jobs/{job_id}/retry")
def retry(job_id: str, office: TheOffice) -> Response:
    office.queue.retry(job_id)
    return Response(status_code=204)


def run_of(job: Job, office: Office) -> Run:
    """How far it is, in words and numbers."""
    running = job.state is JobState.RUNNING and job.total > 0
    return Run(
        job=job,
        state=words.JOB_STATES[job.state],
        percent=min(99, int(100 * job.done / job.total)) if running else None,
        remaining=office.paces.remaining(job),
        files=tuple(one.name for one in job.order.inputs),
        steps=_steps(job.order.stages),
    )


def _steps(stages: Sequence[JobStage]) -> tuple[str, ...]:
    return tuple(_STEPS[stage] for stage in stages)


def _is_shown(job: Job) -> bool:
    if job.state is JobState.DONE:
        return False
    recent = datetime.now(UTC) - job.changed_at < _REMEMBERED
    return job.state is not JobState.CANCELLED or recent
