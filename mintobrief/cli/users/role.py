"""`mintobrief users role`: what a person may do."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.plain import plain
from mintobrief.cli.users.asking import A_ROLE, accounts_of, roles_of, titles, who


@click.command("role", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.argument("roles", metavar="[角色]…", nargs=-1, type=A_ROLE)
@click.pass_context
def command(context: click.Context, name: str, roles: tuple[str, ...]) -> None:
    """改一个人的角色：写他以后有的全部角色（记录人、签发人、管理员），一个不写就只能看。

    马上生效，不用重新登录。
    """
    with accounts_of(context) as accounts:
        person = accounts.people.named(name)
        person = accounts.people.set_roles(person.id, roles_of(roles), by=who())
    click.echo(plain(f"{person.name} 现在是：{titles(person.roles)}"))
