"""`mintobrief gc`: what nobody needs any more is deleted, recordings when their time is up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.store.cleaning import Cleaned

_MB = 2**20


@click.command("gc", cls=ChineseCommand)
@click.option("--dry-run", is_flag=True, help="只说会删什么，不真的删。")
@click.pass_context
def command(context: click.Context, dry_run: bool) -> None:
    """清理：没有会议用的文件、中断留下的半份文件；按规定删除到期的录音。

    设了环境变量 MINTOBRIEF_KEEP_RECORDINGS_DAYS=90，录音在简报导出满 90 天、其间没有人再改动后
    删除，文字和审核都留着。一天以内交来的文件不动，正在处理的任务不受影响。
    """
    from mintobrief.store.cleaning import Rules, clean
    from mintobrief.store.settings import effective

    settings = settings_of(context)
    with library_of(settings) as library:
        rules = Rules(effective(library, settings).keep_recordings, really=not dry_run)
        cleaned = clean(library, rules, datetime.now(UTC), settings.cache)
    for line in _told(cleaned, "会删除" if dry_run else "已删除"):
        click.echo(plain(line))


def _told(cleaned: Cleaned, done: str) -> Iterator[str]:
    for one in cleaned.recordings:
        yield f"{done}到期的录音 {one.name}（会议 {'、'.join(one.meetings)}）"
    size = sum(one.size for one in cleaned.files)
    if cleaned.files:
        yield f"{done}没有会议用的文件 {len(cleaned.files)} 份，共 {size / _MB:.1f} MB"
    if cleaned.leftovers:
        yield f"{done}中断留下的和不再用的临时文件 {cleaned.leftovers} 份"
    if cleaned.unclean:
        yield f"{done}数据库文件里已删会议的残留"
    if not (cleaned.recordings or cleaned.files or cleaned.leftovers or cleaned.unclean):
        yield "没有要清理的。"
