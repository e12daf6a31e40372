"""任务: how far the conversions are; cancel one, do one again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Query

from mintobrief.domain.job import Input, Job, JobStage, JobState, Trouble
from mintobrief.store.jobs import Jobs
from mintobrief.web.api.answers import Json
from mintobrief.web.api.shapes.asked import JobId, PageNumber, PageSize
from mintobrief.web.api.shapes.jobs import JobFile, JobOut, JobPage, StepState, TroubleOut
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.home.work import run_of
from mintobrief.web.office import Office, TheOffice

router = APIRouter(prefix="/jobs", tags=["任务"])

Wanted = Annotated[JobState | None, Query(description="只要在这一步的")]


@router.get("", operation_id="listJobs", response_model=JobPage, responses=may())
def list_jobs(
    office: TheOffice, state: Wanted = None, page: PageNumber = 1, size: PageSize = 50
) -> Json:
    """任务的目录，最近的在前"""
    jobs = [job for job in reversed(office.jobs()) if state in (None, job.state)]
    start = (page - 1) * size
    told: JobPage = {
        "total": len(jobs),
        "page": page,
        "size": size,
        "jobs": _told(jobs[start : start + size], office),
    }
    return Json(told)


@router.get("/{job_id}", operation_id="getJob", response_model=JobOut, responses=may(404))
def get_job(job_id: JobId, office: TheOffice) -> Json:
    """一项任务到哪里了，做完了成了哪些会议"""
    return Json(told_job(office.queue.job(job_id), office))


@router.post(
    "/{job_id}/cancel", operation_id="cancelJob", response_model=JobOut, responses=may(404)
)
def cancel(job_id: JobId, office: TheOffice) -> Json:
    """取消；已经做完的不变"""
    return Json(told_job(office.queue.cancel(job_id), office))


@router.post("/{job_id}/retry", operation_id="retryJob", response_model=JobOut, responses=may(404))
def retry(job_id: JobId, office: TheOffice) -> Json:
    """重做；已经做好的部分不再做。正在排队或处理的是 409"""
    return Json(told_job(office.queue.retry(job_id), office))


def told_job(job: Job, office: Office) -> JobOut:
    return _told([job], office)[0]


def _told(jobs: Sequence[Job], office: Office) -> list[JobOut]:
    known = Jobs(office.library.database).stages_done(job.id for job in jobs)
    return [_one(job, office, known.get(job.id, frozenset())) for job in jobs]


def _one(job: Job, office: Office, done: frozenset[JobStage]) -> JobOut:
    is_done = job.state is JobState.DONE
    run = run_of(job, office, frozenset(job.order.stages) if is_done else done)
    return {
        "id": job.id,
        "name": job.name,
        "state": job.state.value,
        "created_at": job.created_at.isoformat(),
        "changed_at": job.changed_at.isoformat(),
        "files": [_file(one) for one in job.order.inputs],
        "steps": [{"name": one.name, "state": cast(StepState, one.state)} for one in run.steps],
        "doing": job.doing,
        "percent": run.percent,
        "remaining": run.remaining,
        "meetings": list(job.meetings),
        "trouble": _trouble(job.trouble) if job.trouble else None,
    }


def _file(one: Input) -> JobFile:
    return {"name": one.name, "sha256": one.sha256, "kind": one.kind.value if one.kind else None}


def _trouble(trouble: Trouble) -> TroubleOut:
    return {"code": trouble.code, "message": trouble.message, "stage": trouble.stage.value}
