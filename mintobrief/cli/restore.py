"""`mintobrief restore`: a backup becomes a library again."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.counting import counted
from mintobrief.cli.parameters import AnyPath, settings_of
from mintobrief.cli.plain import plain


@click.command("restore", cls=ChineseCommand)
@click.argument("backup", type=AnyPath, metavar="备份文件")
@click.pass_context
def command(context: click.Context, backup: Path) -> None:
    """从备份恢复资料库；资料库里已有内容就不恢复。

    换电脑、从一台电脑换到 PostgreSQL（或换回来），都是先备份，再用 --library 和环境变量
    MINTOBRIEF_DATABASE_URL、MINTOBRIEF_BLOBS 指定新的地方恢复。
    """
    from mintobrief.store.backup import Destination, restore

    settings = settings_of(context)
    cache = settings.cache / "files"
    place = Destination(settings.library, settings.database, settings.blobs, cache)
    restored = restore(backup, place, counted("恢复文件"))
    found = f"会议 {restored.meetings} 次，文件 {restored.files} 份"
    click.echo(plain(f"已恢复到 {settings.library}：{found}。"))
    if restored.missing:
        click.echo(f"备份时就缺 {len(restored.missing)} 份文件，会议的文字不受影响。")
    if not restored.agrees:
        click.echo("备份时操作记录就对不上，请运行 mintobrief doctor 查看。")
