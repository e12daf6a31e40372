"""`mintobrief users add`: an account."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.plain import plain
from mintobrief.cli.users.asking import (
    A_ROLE,
    accounts_of,
    new_password,
    roles_of,
    show_once,
    titles,
    who,
)


@click.command("add", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.option(
    "--role",
    "roles",
    type=A_ROLE,
    multiple=True,
    metavar="角色",
    help="记录人、签发人、管理员，可以写几次；不写就只能看。",
)
@click.option("--password", "typed", is_flag=True, help="自己写密码（不显示）；默认由程序生成。")
@click.pass_context
def command(context: click.Context, name: str, roles: tuple[str, ...], typed: bool) -> None:
    """建一个账号。姓名就是登录名，会写进简报和记录，请写真实姓名。

    程序生成的密码只显示一次，本人第一次登录时要改成自己的。
    """
    password = new_password(typed)
    with accounts_of(context) as accounts:
        person = accounts.people.add(name, roles_of(roles), password, by=who(), given=not typed)
    click.echo(plain(f"已建账号：{person.name}（{titles(person.roles)}）"))
    if not typed:
        show_once("密码", password, "第一次登录时要改成自己的。")
