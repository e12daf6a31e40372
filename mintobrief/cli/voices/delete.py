"""`mintobrief voices delete`: a voice print and its consent, gone for good."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain


@click.command("delete", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """删除一个人的声纹和同意书，不能恢复。只留下“何时删除”的一行记录。"""
    from mintobrief.store import voice_prints

    with library_of(settings_of(context)) as library:
        voice_prints(library).delete(name)
    click.echo(plain(f"已删除 {name} 的声纹和同意凭据。备份过的资料库请另行删除。"))
