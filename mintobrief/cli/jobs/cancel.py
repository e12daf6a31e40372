"""`mintobrief jobs cancel`: nobody wants this job done any more."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.job import JobState


@click.command("cancel", cls=ChineseCommand)
@click.argument("job_id", metavar="编号")
@click.pass_context
def command(context: click.Context, job_id: str) -> None:
    """取消一个任务：在等的不做了，在做的马上停下。"""
    from mintobrief.jobs import open_queue

    settings = settings_of(context)
    with library_of(settings) as library, open_queue(library, settings) as queue:
        before = queue.job(queue.full_id(job_id))
        job = queue.cancel(before.id)
    again = f"要做时用 mintobrief jobs retry {job.id}。"
    if before.state is JobState.CANCELLED:
        click.echo(plain(f"{job.name} 早已取消，这次没有改动什么。{again}"))
    elif job.state is JobState.CANCELLED:
        click.echo(plain(f"{job.name} 已取消。{again}"))
    else:
        click.echo(plain(f"{job.name} 早已结束（{job.state.called}），没有可取消的。"))
