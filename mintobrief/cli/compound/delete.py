"""`mintobrief compound delete`: a roster and a glossary, gone for good."""

from __future__ import annotations

import sys

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.compound import COMMON


@click.command("delete", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@click.option("--yes", is_flag=True, help="不再询问，用于脚本。")
@click.option("--by", metavar="姓名", help="谁要求删除的，写进操作记录（默认是登录名）。")
@click.pass_context
def command(context: click.Context, compound: str, yes: bool, by: str | None) -> None:
    """彻底删除一个小区的名册、词表、它们的历史和登记簿，不能恢复；它的会议都留着。"""
    from mintobrief.store.deletion import scrub

    with library_of(settings_of(context)) as library:
        found = library.compounds.find(compound)
        if found.id == COMMON:
            raise click.UsageError("“全部小区”不能删除；里面的人和词可以在网页上逐行删去")
        if not yes:
            _ask(found.name, found.meetings)
        library.compounds.delete(found.id, by or login_name())
        scrub(library)
    click.echo(plain(f"已删除 {found.name} 的名册、词表和登记簿。备份过的资料库请另行删除。"))


def _ask(name: str, meetings: int) -> None:
    """Raises UsageError where nobody can be asked, Abort where the answer is no."""
    if not sys.stdin.isatty():
        raise click.UsageError("删除不能恢复，要在终端里确认；脚本里请加 --yes")
    click.echo(plain(f"要删除：{name} 的名册、词表和登记簿；它有 {meetings} 次会议，都留着。"))
    click.confirm("删除以后不能恢复，确定吗？", abort=True)
