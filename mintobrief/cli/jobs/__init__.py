"""`mintobrief jobs`: what is being converted, how far it is, and what became of it."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseGroup

# name → what the list of commands says of it; each lives in a file of its own
_COMMANDS = {
    "list": "列出任务：在等、在做、做完、没做成",
    "cancel": "取消一个任务",
    "retry": "再做一次：没做成的、某一步以后的，或换一个语音模型",
}


@click.group("jobs", cls=ChineseGroup, commands_told=_COMMANDS, package="mintobrief.cli.jobs")
def command() -> None:
    """查看、取消、重做任务。

    任务由 worker、serve 或 batch 来做；再做一次时，已有的审核意见只要依据还在就保留。
    """
