"""`mintobrief users`: who may log in where the pages are open to other machines."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseGroup

# name → what the list of commands says of it; each lives in a file of its own
_COMMANDS = {
    "add": "建一个账号，密码自己写或由程序生成",
    "list": "列出账号、角色、最近一次登录",
    "role": "改一个人的角色",
    "disable": "停用一个账号，登录和令牌马上失效",
    "enable": "恢复停用的账号",
    "reset": "给忘了密码的人换一个新密码",
    "token": "给程序用的令牌，只显示一次",
}


@click.group("users", cls=ChineseGroup, commands_told=_COMMANDS, package="mintobrief.cli.users")
def command() -> None:
    """管理登录账号。只在这台电脑上用网页，不需要账号。

    给别的电脑用（serve --host）以前，先建第一个管理员：mintobrief users add 姓名 --role 管理员
    """
