"""`mintobrief users enable`: a disabled account is good again."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.plain import plain
from mintobrief.cli.users.asking import accounts_of, who


@click.command("enable", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """恢复停用的账号：原来的密码又能用；令牌要重新建。"""
    with accounts_of(context) as accounts:
        person = accounts.people.enable(accounts.people.named(name).id, by=who())
    click.echo(plain(f"已恢复 {person.name}。"))
