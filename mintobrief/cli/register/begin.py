"""`mintobrief register begin`: the register goes on where paper stopped."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.register.numbers import number_options, serial_from


@click.command("begin", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@number_options
@click.option("--by", metavar="姓名", help="谁写的（默认是登录名）。")
@click.pass_context
def command(
    context: click.Context, /, compound: str, year: int, number: int, total: int, by: str | None
) -> None:
    """写明以前在纸上编到哪一期；下一份简报签发时接着往下编。只能在编号以前写一次。"""
    from mintobrief.store import register

    last = serial_from(year, number, total)
    with library_of(settings_of(context)) as library:
        found = library.compounds.find(compound)
        register.begin(library, found.id, last, by or login_name(), datetime.now(UTC))
    click.echo(plain(f"{found.name}的登记簿从 {year} 年{last.called}之后接着编。"))
