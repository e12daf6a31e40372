"""`mintobrief register void`: a number counts no more."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.register.numbers import number_options, serial_from


@click.command("void", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@number_options
@click.option("--reason", required=True, metavar="理由", help="为什么作废，写进登记簿。")
@click.option("--by", metavar="姓名", help="谁作废的（默认是登录名）。")
@click.pass_context
def command(
    context: click.Context,
    /,
    compound: str,
    year: int,
    number: int,
    total: int,
    reason: str,
    by: str | None,
) -> None:
    """作废一个期号；号留在登记簿里，不再用，那份简报要重新签发。"""
    from mintobrief.store import register

    serial, why = serial_from(year, number, total), reason.strip()
    if not why:
        raise click.UsageError("请用 --reason 写明为什么作废")
    with library_of(settings_of(context)) as library:
        found = library.compounds.find(compound)
        register.void(library, found.id, serial, why, by or login_name(), datetime.now(UTC))
    click.echo(plain(f"已作废：{found.name} {year} 年{serial.called}。"))
