"""`mintobrief jobs list`: the jobs of a library and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.job import Job, JobState

_SHORTEST = 6


@click.command("list", cls=ChineseCommand)
@click.option("--failed", is_flag=True, help="只列没做成的，写明原因。")
@click.pass_context
def command(context: click.Context, failed: bool) -> None:
    """列出任务，先交的在前。"""
    from mintobrief.store.jobs import Jobs

    with library_of(settings_of(context)) as library:
        jobs = Jobs(library.database).all()
    shown = [job for job in jobs if job.state is JobState.FAILED or not failed]
    if not shown:
        click.echo("没有没做成的任务。" if failed else "还没有任务。")
        return
    table = listing("编号", "名称", "状态", "会议或原因")
    short = short_ids([job.id for job in jobs])
    for job in shown:
        table.add_row(short[job.id], plain(job.name), state_of(job), plain(_outcome(job)))
    screen().print(table)


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Each id cut to as few characters as tell it from all others; commands know it by these."""
    length = next(n for n in range(_SHORTEST, 65) if len({i[:n] for i in ids}) == len(ids))
    return {full: full[:length] for full in ids}


def state_of(job: Job) -> str:
    """Where a job stands, as a person reads it."""
    if job.state is not JobState.RUNNING or not job.total:
        return job.state.called
    return f"{job.doing} {min(1.0, job.done / job.total):.0%}"


def _outcome(job: Job) -> str:
    if job.state is JobState.FAILED and job.trouble:
        return job.trouble.message
    return " ".join(job.meetings)
