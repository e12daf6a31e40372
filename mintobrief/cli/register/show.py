"""`mintobrief register show`: the numbers of a compound, and what became of them."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.compound import COMMON_NAME
from mintobrief.domain.day import written_day


@click.command("show", cls=ChineseCommand)
@click.argument("compound", metavar="[小区]", default=COMMON_NAME)
@click.pass_context
def command(context: click.Context, compound: str) -> None:
    """列出一个小区编过的期号、作废和用印，新的在前。"""
    from mintobrief.export.register import copies_of
    from mintobrief.store.book import open_book

    table = listing("年", "期号", "会议", "签发", "用印份数", "作废")
    with library_of(settings_of(context)) as library:
        book = open_book(library, library.compounds.find(compound).id)
    for issue in book.issues:
        given = issue.given
        table.add_row(
            str(given.serial.year),
            given.serial.called,
            plain(book.titles.get(given.meeting_id) or given.meeting_id),
            plain(f"{issue.by} {written_day(issue.at.astimezone().date())}"),
            str(copies_of(issue) or ""),
            plain(issue.reason),
        )
    screen().print(table)
