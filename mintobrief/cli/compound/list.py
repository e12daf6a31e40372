"""`mintobrief compound list`: which compounds there are."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.compound import Compound


@click.command("list", cls=ChineseCommand)
@click.pass_context
def command(context: click.Context) -> None:
    """列出小区，各有多少人、单位、词和会议。"""
    table = listing("小区", "编号", "人", "单位", "词", "会议")
    with library_of(settings_of(context)) as library:
        known = library.compounds
        newest = known.newest()
        for one in known.all():
            compound = newest.get(one.id, Compound(one.id, one.name))
            lists = (compound.people, compound.bodies, compound.terms)
            counts = (str(len(rows)) for rows in lists)
            table.add_row(plain(one.name), one.id, *counts, str(one.meetings))
    screen().print(table)
