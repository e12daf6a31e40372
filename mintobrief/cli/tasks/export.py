"""`mintobrief tasks export`: the ledger as a workbook or a calendar."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.parameters import AnyPath, Choice, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.tasks.wishes import today, wanted_of, wish_options


@click.command("export", cls=ChineseCommand)
@wish_options
@click.option(
    "-f",
    "--format",
    "format_",
    type=Choice("xlsx", "ics"),
    default="xlsx",
    metavar="格式",
    help="xlsx 督办表（默认）；ics 日历提醒，一件一个待办。",
)
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@click.pass_context
def command(
    context: click.Context,
    compound: str | None,
    status: str | None,
    words: str,
    format_: str,
    output: Path,
) -> None:
    """把督办台账写成 Excel 督办表，或能加进日历的提醒。"""
    from mintobrief.export.files import write_atomically
    from mintobrief.export.tasks import ledger_as_calendar, ledger_as_workbook
    from mintobrief.store import tasks

    check_output(output)
    day = today()
    with library_of(settings_of(context)) as library:
        lives = tasks.lives(library, wanted_of(library, compound, status, words), today=day)
    made = ledger_as_workbook if format_ == "xlsx" else ledger_as_calendar
    write_atomically(output, made(lives, day))
    click.echo(plain(f"已写入 {output}，{len(lives)} 件。"))
