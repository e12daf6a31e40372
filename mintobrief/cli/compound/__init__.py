"""`mintobrief compound`: rosters and glossaries of compounds (小区), as the pages show them."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseGroup

# name → what the list of commands says of it; each lives in a file of its own
_COMMANDS = {
    "list": "列出小区，各有多少人、单位、词和会议",
    "show": "看一个小区的名册、单位和词表",
    "import": "从 xlsx、csv、txt、docx 读进名册和词表，先看会改什么",
    "export": "把名册和词表写成 xlsx，空的也可以当样板填",
    "delete": "彻底删除一个小区的名册、词表和登记簿，不能恢复",
}


@click.group(
    "compound", cls=ChineseGroup, commands_told=_COMMANDS, package="mintobrief.cli.compound"
)
def command() -> None:
    """小区的名册和词表：转写时照着写对名字、认出是谁在说话。

    小区用名称或编号来指；“全部小区”里的对每次会议都有用。
    """
