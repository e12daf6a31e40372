"""`mintobrief review`: the judgements of the review page, for scripts and the keyboard."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import candidate, screen
from mintobrief.cli.parameters import settings_of
from mintobrief.domain import Deadline, FieldName, Judgement, Meeting
from mintobrief.errors import BadEdit, UnknownResolution, UsageError


@click.command("review", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option("--accept", multiple=True, metavar="决议|all", help="通过一条；all 通过所有待审的。")
@click.option("--reject", multiple=True, metavar="决议", help="退回一条，不写进简报。")
@click.option(
    "--set",
    "edits",
    nargs=2,
    multiple=True,
    metavar="决议 字段=内容",
    help="修改并通过，如 --set r1 deadline=2026年3月20日。"
    "字段：action measures owners deadline supervision vote；内容留空表示会议确实没定。",
)
@click.option("--reviewer", metavar="姓名", help="审核人，写进简报和记录。")
@click.pass_context
def command(
    context: click.Context,
    meeting: str,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    edits: tuple[tuple[str, str], ...],
    reviewer: str | None,
) -> None:
    """审核候选决议。什么选项都不给，就列出还没审的。"""
    from mintobrief.store import open_library

    with open_library(settings_of(context).library) as library:
        found = library.load_meeting(meeting)
        judged = library.judgements(found.id)
        if accept or reject or edits:
            if not (reviewer or "").strip():
                raise UsageError("请用 --reviewer 写明审核人姓名。")
            desk = Desk(found, judged, str(reviewer))
            library.add_judgements(found.id, desk.judge(edits, accept, reject))
            judged = library.judgements(found.id)
    _print_queue(found, judged)
