"""`mintobrief history`: who did what to a meeting."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain

_MOST = 10_000  # entries told; who has more reads them in the page


@click.command("history", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.pass_context
def command(context: click.Context, meeting: str) -> None:
    """说出一次会议的经过：谁在什么时候看了、审了、改了、提交、签发、导出了什么，最近的在前。"""
    from mintobrief.store.history import of_meeting
    from mintobrief.web.signoff.telling import Teller, written

    with library_of(settings_of(context)) as library:
        found = library.load_meeting(meeting)
        events = of_meeting(library, found.id, most=_MOST, looks=True).events
    teller = Teller(found)
    for event in events:
        here = event.at.astimezone()
        click.echo(plain(f"{here:%Y-%m-%d %H:%M}  {written(teller.tell(event))}"))
