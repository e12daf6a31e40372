"""`mintobrief tasks show`: one task's life."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.tasks.wishes import today
from mintobrief.domain.task import TakenBack
from mintobrief.domain.task_line import Life, TaskStep


@click.command("show", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.argument("resolution", metavar="决议")
@click.pass_context
def command(context: click.Context, meeting: str, resolution: str) -> None:
    """看一件事：会上怎么定的，后来谁记了什么；撤回的也列出。"""
    from mintobrief.store import tasks

    with library_of(settings_of(context)) as library:
        life = tasks.look(library, tasks.named(library, meeting, resolution))
    for line in page_of(life):
        click.echo(plain(line))


def page_of(life: Life) -> Iterator[str]:
    """The task and what was told of it, the oldest first."""
    line, task = life.line, life.line.task
    due = line.due.isoformat() if line.due else "没有日期"
    said = f"（会上说的是“{task.deadline.text}”）" if task.deadline else ""
    yield f"{task.action}［{line.status(today()).called}］"
    yield f"  责任  {'、'.join(task.owners) or '没有责任人'}"
    yield f"  截止  {due}{said}"
    yield f"  出自  {task.meeting or task.id.meeting_id} {task.agreed_on or ''}"
    for step in life.steps:
        yield f"  {step.said.at.astimezone():%Y-%m-%d %H:%M}  {step.said.by}  {_told(step)}"


def _told(step: TaskStep) -> str:
    if isinstance(step.said, TakenBack):
        return "撤回了上一条"
    files = "、".join(file.name for file in step.said.attachments)
    told = (
        step.said.state.called,
        step.said.day.isoformat() if step.said.day else "",
        " ".join(step.said.note.split()),
        f"附：{files}" if files else "",
    )
    return "  ".join(filter(None, told))
