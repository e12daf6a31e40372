"""`mintobrief delete`: a meeting and all that came of it, gone for good."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain import Meeting
from mintobrief.domain.calling import called


@click.command("delete", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option("--yes", is_flag=True, help="不再询问，用于脚本。")
@click.option("--by", metavar="姓名", help="谁要求删除的，写进操作记录（默认是登录名）。")
@click.pass_context
def command(context: click.Context, meeting: str, yes: bool, by: str | None) -> None:
    """彻底删除一次会议，不能恢复。

    草稿、审核、发言人姓名、查找用的文字、中间结果都删掉；录音和扫描件没有别的会议用的，也删掉。
    只在操作记录里留下一行：谁、何时、删了哪个编号，没有内容。已经导出的简报、备份请另行删除。
    """
    from mintobrief.store.cleaning import clear_cache
    from mintobrief.store.deletion import delete_meeting, scrub

    settings = settings_of(context)
    with library_of(settings) as library:
        found = library.load_meeting(meeting)
        if not yes:
            _ask(found)
        gone = delete_meeting(library, found.id, by or login_name())
        clear_cache(settings.cache, datetime.now(UTC))
        scrub(library)
    click.echo(f"已删除会议 {gone.meeting_id}，文件 {len(gone.files)} 份。")
    if gone.shared:
        click.echo(f"有 {len(gone.shared)} 份文件还有别的会议在用，没有删。")


def _ask(found: Meeting) -> None:
    """Raises UsageError where nobody can be asked, Abort where the answer is no."""
    if not sys.stdin.isatty():
        raise click.UsageError("删除不能恢复，要在终端里确认；脚本里请加 --yes")
    names = "、".join(source.name for source in found.sources)
    click.echo(plain(f"要删除：{found.id} {called(found)}；文件：{names}"))
    click.confirm("删除以后不能恢复，确定吗？", abort=True)
