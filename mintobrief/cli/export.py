"""`mintobrief export`: a reviewed meeting becomes a briefing file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.parameters import AnyPath, Choice, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain import SourceKind
from mintobrief.export import FORMATS, Edition, write_briefing
from mintobrief.ingest import cuttings_of


@click.command("export", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option(
    "-f",
    "--format",
    "format_",
    type=Choice(*FORMATS),
    required=True,
    metavar="格式",
    help=f"{' '.join(FORMATS)} 之一。",
)
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@click.option(
    "--edition",
    type=Choice(*Edition),
    default="archive",
    metavar="版本",
    help="archive 存档版（默认）；public 公示版，遮去电话、证件号、车牌、门牌。",
)
@click.pass_context
def command(context: click.Context, meeting: str, format_: str, output: Path, edition: str) -> None:
    """导出审核过的简报；还有没审的决议时不导出，并说出是哪几条。"""
    from mintobrief.review import compile_briefing

    check_output(output)
    with library_of(settings_of(context)) as library:
        found = library.load_meeting(meeting)
        briefing = compile_briefing(found, library.judgements(found.id), library.namings(found.id))
        wanted = Edition(edition)
        if wanted is Edition.ARCHIVE:
            with library.with_files(found, SourceKind.SCAN) as here:
                briefing = replace(briefing, cuttings=cuttings_of(here))
        write_briefing(briefing, format_, output, wanted)
        library.tell_exported(found.id)
    click.echo(plain(f"已导出：{output}"))
