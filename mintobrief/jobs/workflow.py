"""The stages of a job as durable steps: after a power cut it goes on at the last that ended."""

from __future__ import annotations

from dbos import DBOS

from mintobrief.jobs.durable import WORKFLOW
from mintobrief.jobs.steps import Steps


def install(steps: Steps) -> set[str]:
    """Make known to DBOS how a job is done; answers the ids of the jobs that this process is at,
    as they come and go. Once for each DBOS that is set up."""
    at: set[str] = set()

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def convert(job_id: str) -> None:
        at.add(job_id)
        try:
            for stage in steps.stages(job_id):
                if DBOS.run_step({"name": str(stage)}, steps.do, job_id, str(stage)) is None:
                    return
        finally:
            at.discard(job_id)

    return at
