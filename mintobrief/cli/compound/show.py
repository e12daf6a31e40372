"""`mintobrief compound show`: the roster and the glossary of one."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.compound import ISSUER, PLACE, Compound
from mintobrief.domain.compound_changes import said_body, said_person, said_term


@click.command("show", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@click.pass_context
def command(context: click.Context, compound: str) -> None:
    """看一个小区的名册、单位和词表。"""
    with library_of(settings_of(context)) as library:
        known = library.compounds
        found = known.look(known.find(compound).id).compound
    for line in _lines(found):
        click.echo(plain(line))


def _lines(compound: Compound) -> Iterator[str]:
    yield compound.name
    if compound.place:
        yield f"{PLACE}：{compound.place}"
    if compound.issuer:
        yield f"{ISSUER}：{compound.issuer}"
    parts = {
        "名册": [said_person(person) for person in compound.people],
        "单位": [said_body(body) for body in compound.bodies],
        "词表": [said_term(term) for term in compound.terms],
    }
    for name, rows in parts.items():
        yield f"{name}（{len(rows)}）"
        yield from (f"  {row}" for row in rows)
