"""`mintobrief backup`: the whole library as one file."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.counting import counted
from mintobrief.cli.files import check_output
from mintobrief.cli.parameters import AnyPath, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.errors import BackupIncomplete

_MB = 2**20


@click.command("backup", cls=ChineseCommand)
@click.argument("output", type=AnyPath, metavar="备份文件")
@click.pass_context
def command(context: click.Context, output: Path) -> None:
    """把资料库（会议、审核、记录、录音和扫描件）备份成一个文件。

    正在使用时也可以备份；备份里是开始那一刻的样子。里面有全部会议内容，请像原件一样保管。
    """
    from mintobrief.store.backup import write_backup

    check_output(output)
    with library_of(settings_of(context)) as library:
        made = write_backup(library, output, counted("备份文件"))
    size = f"{made.size / _MB:.1f} MB"
    click.echo(plain(f"已备份：{output}，会议 {made.meetings} 次，文件 {made.files} 份，{size}。"))
    if made.missing:
        raise BackupIncomplete(str(output), len(made.missing))
