"""`mintobrief list`: the meetings in the library."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain


@click.command("list", cls=ChineseCommand)
@click.pass_context
def command(context: click.Context) -> None:
    """列出资料库里的会议，最近的在前。"""

    with library_of(settings_of(context)) as library:
        entries = library.list_meetings()
    if not entries:
        click.echo("资料库里还没有会议。用 mintobrief convert 文件… 添加第一次会议。")
        return
    table = listing("编号", "开会日期", "名称", "状态")
    for entry in entries:
        state = _state(entry.candidates, entry.waiting)
        name = plain(entry.called if entry.title else f"{entry.called}［没有读到名称］")
        table.add_row(entry.id, str(entry.held_on or "未知"), name, state)
    screen().print(table)


def _state(candidates: int, waiting: int) -> str:
    if not candidates:
        return "没有决议"
    return f"待审 {waiting}/{candidates}" if waiting else f"已审 {candidates} 条"
