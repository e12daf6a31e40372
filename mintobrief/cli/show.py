"""`mintobrief show`: one meeting and where its review stands."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import meeting_page, screen
from mintobrief.cli.parameters import library_of, settings_of


@click.command("show", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.pass_context
def command(context: click.Context, meeting: str) -> None:
    """看一次会议：概况、议题、候选决议和各自的依据。"""
    from mintobrief.review import with_namings

    with library_of(settings_of(context)) as library:
        found = library.load_meeting(meeting)
        judgements = library.judgements(found.id)
        namings = library.namings(found.id)
    screen().print(meeting_page(with_namings(found, namings), judgements))
