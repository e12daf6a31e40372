"""`mintobrief compound import`: lists out of a file; what they change is shown first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import AnyPath, Choice, library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.compound import Compound
from mintobrief.domain.compound_changes import Changes, changes_between, taken_in
from mintobrief.errors import UnknownCompound
from mintobrief.store.library import Library

_KINDS = {"名册": "people", "词表": "terms", "单位": "bodies"}


@click.command("import", cls=ChineseCommand)
@click.argument("compound", metavar="小区")
@click.argument("file", type=AnyPath, metavar="文件")
@click.option("--new", is_flag=True, help="没有这个小区就建一个。")
@click.option("--instead", is_flag=True, help="整个换成文件里的，不是添进去。")
@click.option(
    "--as", "kind", type=Choice(*_KINDS), metavar="名册|词表|单位", help="没有列名的行当作什么。"
)
@click.option("--yes", is_flag=True, help="不再询问，用于脚本。")
@click.option("--by", metavar="姓名", help="谁改的，写进操作记录（默认是登录名）。")
@click.pass_context
def command(
    context: click.Context,
    compound: str,
    file: Path,
    new: bool,
    instead: bool,
    kind: str | None,
    yes: bool,
    by: str | None,
) -> None:
    """从 xlsx、csv、txt、docx 读进名册、单位和词表，先看会改什么，再存。

    第一行写列名：姓名、职务、单位；或 词、听错的写法；或 单位名称、简称。
    样板用 compound export 写。
    """
    from mintobrief.ingest.lists import ListKind, read_lists

    read = read_lists(file, ListKind(_KINDS[kind]) if kind else None)
    lists = Compound("", "", read.people, read.bodies, read.terms, read.place, read.issuer)
    with library_of(settings_of(context)) as library:
        known = library.compounds
        kept = known.look(_id(library, compound, by or login_name(), new=new))
        after = taken_in(kept.compound, lists, instead=instead)
        changes = changes_between(kept.compound, after)
        for line in _lines(changes):
            click.echo(plain(line))
        if not changes.count:
            return
        if not yes:
            _ask()
        known.save(after, kept.number, by or login_name())
    click.echo(plain(f"已存入 {kept.compound.name}。"))


def _id(library: Library, given: str, by: str, *, new: bool) -> str:
    try:
        return library.compounds.find(given).id
    except UnknownCompound:
        if not new:
            raise
        return library.compounds.add(given, by).id


def _lines(changes: Changes) -> Iterator[str]:
    yield from (f"删去  {row}" for row in changes.removed)
    yield from (f"改  {before} → {after}" for before, after in changes.changed)
    yield from (f"添上  {row}" for row in changes.added)
    yield f"{changes.count} 处改动，{changes.same} 行不变。"


def _ask() -> None:
    """Raises UsageError where nobody can be asked, Abort where the answer is no."""
    if not sys.stdin.isatty():
        raise click.UsageError("会改什么要在终端里看过再存；脚本里请加 --yes")
    click.confirm("存下这些改动吗？", abort=True)
