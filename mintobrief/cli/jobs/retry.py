"""`mintobrief jobs retry`: do a job again, wholly or in part, or by another speech model."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.job import JobStage

_STAGES = "open 打开、speech 听写、pages 识读扫描、text 读文字、understand 整理决议"


@click.command("retry", cls=ChineseCommand)
@click.argument("job_id", metavar="编号")
@click.option(
    "--since",
    type=click.Choice([str(stage) for stage in JobStage]),
    metavar="步骤",
    help=f"从这一步重做：{_STAGES}；不写就接着没做完的做。",
)
@click.option("--model", metavar="名称或文件夹", help="换这个语音模型，另立一个任务。")
@click.pass_context
def command(context: click.Context, job_id: str, since: str | None, model: str | None) -> None:
    """再做一次。已有的审核意见，依据还在的都保留。"""
    from mintobrief.jobs import open_queue

    if since and model:
        raise click.UsageError("--since 和 --model 只能用一个：换模型就是从头做。")
    settings = settings_of(context)
    with library_of(settings) as library, open_queue(library, settings) as queue:
        full_id = queue.full_id(job_id)
        if model:
            job = queue.with_model(full_id, model)
        else:
            job = queue.retry(full_id, JobStage(since) if since else None)
    click.echo(plain(f"{job.name} 已排队，任务编号 {job.id}。由 mintobrief worker 来做。"))
