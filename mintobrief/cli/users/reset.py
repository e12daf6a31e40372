"""`mintobrief users reset`: a new password for who forgot theirs."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.plain import plain
from mintobrief.cli.users.asking import accounts_of, new_password, show_once, who


@click.command("reset", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.option("--password", "typed", is_flag=True, help="自己写密码（不显示）；默认由程序生成。")
@click.pass_context
def command(context: click.Context, name: str, typed: bool) -> None:
    """给忘了密码的人换一个新密码。现在的登录和令牌都失效，试错了的等待也取消。"""
    with accounts_of(context) as accounts:
        person = accounts.people.named(name)
        password = new_password(typed)
        accounts.people.set_password(person.id, password, by=who(), given=not typed)
        accounts.sessions.forgive(person)
    click.echo(plain(f"已换 {person.name} 的密码，以前的登录和令牌都失效了。"))
    if not typed:
        show_once("密码", password, "第一次登录时要改成自己的。")
