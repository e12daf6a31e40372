"""`mintobrief tasks list`: the ledger, the most urgent first."""

from __future__ import annotations

import click
from rich.text import Text

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.tasks.wishes import today, wanted_of, wish_options
from mintobrief.domain.task import TaskStatus

_STYLES = {TaskStatus.OVERDUE: "red", TaskStatus.DONE: "green"}


@click.command("list", cls=ChineseCommand)
@wish_options
@click.pass_context
def command(context: click.Context, compound: str | None, status: str | None, words: str) -> None:
    """列出督办事项，最急的在前；截止日期过了还没办结的是逾期。"""
    from mintobrief.store import tasks

    day = today()
    with library_of(settings_of(context)) as library:
        found = tasks.ledger(library, wanted_of(library, compound, status, words), today=day)
    if not found:
        click.echo("没有这样的督办事项。一次会议的决议全部审完，才列进台账。")
        return
    table = listing("情况", "截止", "事项", "责任", "小区", "会议", "决议")
    for line in found:
        task, stands = line.task, line.status(day)
        due = line.due.isoformat() if line.due else "没有日期"
        table.add_row(
            Text(stands.called, style=_STYLES.get(stands, "")),
            due,
            plain(task.action),
            plain("、".join(task.owners)),
            plain(line.compound or ""),
            task.id.meeting_id,
            task.id.resolution_id,
        )
    screen().print(table)
