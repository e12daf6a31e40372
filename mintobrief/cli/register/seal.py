"""`mintobrief register seal`: a seal was put on paper."""

from __future__ import annotations

from datetime import date

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import Count, Day, library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.line import one_line

_MOST = 9999


@click.command("seal", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option(
    "--file",
    default="public.docx",
    metavar="文件",
    help="签发的哪一个文件，如 public.docx（默认）、archive.pdf。",
)
@click.option("--copies", type=Count(1, _MOST), default=1, metavar="数", help="盖了几份，默认 1。")
@click.option("--keeper", required=True, metavar="姓名", help="谁盖的章。")
@click.option("--on", type=Day(), metavar="日期", help="哪一天盖的，默认今天。")
@click.option("--by", metavar="姓名", help="谁登记的（默认是登录名）。")
@click.pass_context
def command(
    context: click.Context,
    /,
    meeting: str,
    file: str,
    copies: int,
    keeper: str,
    on: date | None,
    by: str | None,
) -> None:
    """登记一次用印；程序记下文件的校验值，章还是由人盖。"""
    from mintobrief.store.book import Sealing, put_seal

    name = one_line(keeper)
    if not name:
        raise click.UsageError("请用 --keeper 写明谁盖的章")
    sealing = Sealing(meeting, file, copies, name, on or date.today())
    with library_of(settings_of(context)) as library:
        put_seal(library, sealing, by or login_name())
    click.echo(plain(f"已登记：{name}在 {file} 上盖了 {copies} 份。"))
