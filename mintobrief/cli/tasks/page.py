"""`mintobrief tasks page`: a compound's progress as a web page to be posted."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.parameters import AnyPath, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.tasks.wishes import today


@click.command("page", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@click.option("--no-notes", is_flag=True, help="只写办到哪一步、哪一天，不写进展说明的文字。")
@click.pass_context
def command(context: click.Context, compound: str, output: Path, no_notes: bool) -> None:
    """把一个小区议定事项的进展写成一页网页，可以挂到网上，也可以打印张贴。

    电话、门牌、车牌、证件号和居民姓名都遮去，里面没有脚本。张贴前请自己读一遍。
    """
    from mintobrief.export.files import write_atomically
    from mintobrief.export.progress_page import progress_page
    from mintobrief.store import tasks
    from mintobrief.store.tasks import Wanted

    check_output(output)
    day = today()
    with library_of(settings_of(context)) as library:
        found = library.compounds.look(library.compounds.find(compound).id).compound
        lives = tasks.lives(library, Wanted(compound=found.id), today=day)
    write_atomically(output, progress_page(found, lives, day, notes=not no_notes))
    click.echo(plain(f"已写入 {output}，{len(lives)} 件。张贴前请读一遍。"))
