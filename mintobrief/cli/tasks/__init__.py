"""`mintobrief tasks`: the ledger (督办台账) of what was resolved, as the pages show it."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseGroup

# name → what the list of commands says of it; each lives in a file of its own
_COMMANDS = {
    "list": "列出督办事项，最急的在前",
    "show": "看一件事：会上怎么定的，后来怎么样了",
    "set": "记一条进展：推进中、已办结、转入下期，可以附照片和文件",
    "undo": "撤回一件事的上一条进展",
    "export": "把督办台账写成 Excel 督办表，或日历提醒",
    "page": "把一个小区的进展写成一页公示网页",
}


@click.group("tasks", cls=ChineseGroup, commands_told=_COMMANDS, package="mintobrief.cli.tasks")
def command() -> None:
    """督办：审完的决议都在台账里，一直跟到办结。

    一件事用会议编号和决议编号来指，如 20260314-3fa9c1 r1。
    """
