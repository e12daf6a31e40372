"""`mintobrief tasks undo`: the last that was told does not stand."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.tasks.show import page_of
from mintobrief.domain.task import TakenBack


@click.command("undo", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.argument("resolution", metavar="决议")
@click.option("--by", metavar="姓名", help="谁撤回的，写进台账和记录（默认是登录名）。")
@click.pass_context
def command(context: click.Context, meeting: str, resolution: str, by: str | None) -> None:
    """撤回上一条进展；它还在记录里，只是不再算数。"""
    from mintobrief.store import tasks

    signature = plain(by or "").strip() or login_name()
    with library_of(settings_of(context)) as library:
        before = tasks.look(library, tasks.named(library, meeting, resolution)).line
        step = TakenBack(before.task.id, signature, datetime.now(UTC))
        life = tasks.tell(library, step, before.told)
    for line in page_of(life):
        click.echo(plain(line))
