"""`mintobrief voices list`: whose voice prints are kept, until when, by what consent."""

from __future__ import annotations

from datetime import date

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain


@click.command("list", cls=ChineseCommand)
@click.pass_context
def command(context: click.Context) -> None:
    """列出登记过的声纹、期限和同意凭据。到期的在这时删除。"""
    from mintobrief.store import voice_prints

    with library_of(settings_of(context)) as library:
        prints = voice_prints(library)
        for name in prints.drop_expired(date.today()):
            click.echo(plain(f"{name} 的声纹已到期，已删除。"))
        kept = prints.all()
    if not kept:
        click.echo("没有登记过声纹。")
        return
    table = listing("姓名", "登记日期", "用到", "同意凭据", "存放位置")
    for one in kept:
        consent = one.consent
        table.add_row(
            plain(one.name),
            str(one.since),
            str(one.until),
            plain(consent.name),
            plain(str(consent.path)),
        )
    screen().print(table)
