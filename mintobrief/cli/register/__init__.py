"""`mintobrief register`: the register (登记簿) of numbers and seals, as the pages show it."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseGroup

# name → what the list of commands says of it; each lives in a file of its own
_COMMANDS = {
    "show": "列出一个小区编过的期号、作废和用印",
    "begin": "写明以前在纸上编到第几期，接着往下编",
    "void": "作废一个期号，写明理由",
    "seal": "登记一次用印：谁盖的、盖了几份、盖在哪个文件上",
    "export": "把登记簿写成 Excel",
}


@click.group(
    "register", cls=ChineseGroup, commands_told=_COMMANDS, package="mintobrief.cli.register"
)
def command() -> None:
    """登记簿：简报签发时按先后编期号，一个小区一本，不跳号。

    小区用名称或编号来指；没有归入小区的会议在“全部小区”那一本里。
    """
