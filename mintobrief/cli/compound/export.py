"""`mintobrief compound export`: the lists as a workbook, which is the template too."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.parameters import AnyPath, library_of, settings_of
from mintobrief.cli.plain import plain


@click.command("export", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@click.pass_context
def command(context: click.Context, compound: str, output: Path) -> None:
    """把名册、单位和词表写成 xlsx；空的也有列名，可以当样板填好再读进来。"""
    from mintobrief.export.files import write_atomically
    from mintobrief.export.lists import lists_as_workbook

    check_output(output)
    with library_of(settings_of(context)) as library:
        known = library.compounds
        found = known.look(known.find(compound).id).compound
    write_atomically(output, lists_as_workbook(found))
    click.echo(plain(f"已写入 {output}。"))
