"""`mintobrief tasks set`: what somebody tells of a task."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import AnyPath, Choice, Day, library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.cli.tasks.show import page_of
from mintobrief.cli.tasks.wishes import STATES
from mintobrief.domain.task import TaskProgress
from mintobrief.errors import FileGone


@click.command("set", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.argument("resolution", metavar="决议")
@click.argument("state", metavar="情况", type=Choice(*STATES))
@click.option("--day", type=Day(), metavar="日期", help="新的截止日期；办结的，是办完的那天。")
@click.option("--note", default="", metavar="说明", help="做了什么、还差什么。")
@click.option(
    "--attach",
    "paths",
    type=AnyPath,
    multiple=True,
    metavar="文件",
    help="附上照片（JPEG、PNG）、PDF、Word 或 Excel，每个最大 20 MB；可以写几次。",
)
@click.option("--by", metavar="姓名", help="谁记的，写进台账和记录（默认是登录名）。")
@click.pass_context
def command(
    context: click.Context,
    /,
    meeting: str,
    resolution: str,
    state: str,
    day: date | None,
    note: str,
    paths: tuple[Path, ...],
    by: str | None,
) -> None:
    """记一条进展。情况写：推进中、已办结、转入下期。"""
    from mintobrief.store import tasks
    from mintobrief.store.attachments import keep_attachment

    signature = plain(by or "").strip() or login_name()
    contents = [(path.name, _read(path)) for path in paths]
    with library_of(settings_of(context)) as library:
        before = tasks.look(library, tasks.named(library, meeting, resolution)).line
        kept = tuple(keep_attachment(library, name, content) for name, content in contents)
        at = datetime.now(UTC)
        told = TaskProgress(before.task.id, STATES[state], signature, at, day, note.strip(), kept)
        life = tasks.tell(library, told, before.told)
    for line in page_of(life):
        click.echo(plain(line))


def _read(path: Path) -> bytes:
    """What the file holds, or enough of it to know that it is too large. Raises FileGone."""
    from mintobrief.store.attachments import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as exc:
        raise FileGone(str(path)) from exc
