"""`mintobrief users list`: the accounts."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import screen
from mintobrief.cli.plain import plain
from mintobrief.cli.users.asking import accounts_of, titles


@click.command("list", cls=ChineseCommand)
@click.pass_context
def command(context: click.Context) -> None:
    """列出账号、角色、最近一次登录。"""
    from rich.table import Table

    from mintobrief.store.accounts import Outcome

    table = Table("姓名", "角色", "状态", "最近登录")
    with accounts_of(context) as accounts:
        for person in accounts.people.all():
            history = accounts.sessions.history(person)
            last = next((one.at for one in history if one.outcome is Outcome.IN), None)
            state = "已停用" if person.disabled_at else "没改过密码" if person.must_change else ""
            when = f"{last.astimezone():%Y-%m-%d %H:%M}" if last else "没有登录过"
            table.add_row(plain(person.name), titles(person.roles), state, when)
    if table.row_count:
        screen().print(table)
    else:
        click.echo("还没有账号。建一个：mintobrief users add 姓名 --role 管理员")
