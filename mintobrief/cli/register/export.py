"""`mintobrief register export`: the register as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.parameters import AnyPath, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.compound import COMMON_NAME


@click.command("export", cls=ChineseCommand)
@click.argument("compound", metavar="[小区]", default=COMMON_NAME)
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@click.pass_context
def command(context: click.Context, compound: str, output: Path) -> None:
    """把一个小区的登记簿写成 xlsx：期号一张表，用印一张表。"""
    from mintobrief.export.files import write_atomically
    from mintobrief.export.register import register_as_workbook
    from mintobrief.store.book import open_book

    check_output(output)
    with library_of(settings_of(context)) as library:
        book = open_book(library, library.compounds.find(compound).id)
    write_atomically(output, register_as_workbook(book.entries, book.titles))
    click.echo(plain(f"已写入 {output}。"))
