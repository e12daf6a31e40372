"""`mintobrief users disable`: an account opens nothing any more."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.plain import plain
from mintobrief.cli.users.asking import accounts_of, who


@click.command("disable", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """停用一个账号：现在的登录和令牌马上失效。姓名留在记录里，不会给别人用。"""
    with accounts_of(context) as accounts:
        person = accounts.people.disable(accounts.people.named(name).id, by=who())
    click.echo(plain(f"已停用 {person.name}。要恢复：mintobrief users enable {person.name}"))
