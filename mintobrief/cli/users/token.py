"""`mintobrief users token`: what a program comes in with."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import Count
from mintobrief.cli.users.asking import accounts_of, show_once
from mintobrief.domain.person import Scope

_LONGEST = 366  # days


@click.command("token", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.option(
    "--for", "purpose", required=True, metavar="用途", help="写明给什么程序用，如：月报。"
)
@click.option("--judge", is_flag=True, help="可以审核和修改；默认只读。")
@click.option(
    "--days", type=Count(1, _LONGEST), default=90, metavar="天数", help="几天以后到期（默认 90）。"
)
@click.pass_context
def command(context: click.Context, name: str, purpose: str, judge: bool, days: int) -> None:
    """建一个令牌，给别的程序用（Authorization: Bearer 令牌），能做的不超过这个人的角色。

    只有这台电脑能打开网页时，令牌也能用。作废：在网页“我的账号”里，或停用账号、换密码。
    """
    scope = Scope.JUDGE if judge else Scope.READ
    with accounts_of(context) as accounts:
        person = accounts.people.named(name)
        key = accounts.tokens.add(person, purpose, scope, days)
    wait = "本人登录改了密码以后才能用，" if person.must_change else ""
    show_once("令牌", key, f"{wait}{days} 天以后到期。")
