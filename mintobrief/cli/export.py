"""`mintobrief export`: a reviewed meeting becomes a briefing file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.heads import letterhead_of, letterhead_options
from mintobrief.cli.parameters import AnyPath, Choice, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain import Briefing, SourceKind
from mintobrief.export import FORMATS, Edition, Letterhead, remarks_on, write_briefing
from mintobrief.ingest import clips_of, cuttings_of

if TYPE_CHECKING:
    from mintobrief.store.library import Library


@click.command("export", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option(
    "-f",
    "--format",
    "format_",
    type=Choice(*FORMATS),
    required=True,
    metavar="格式",
    help=f"{' '.join(FORMATS)} 之一。wechat 微信群短文、poster 公告栏海报只有公示版；"
    "filing 街道报备、notice 下次会议通知是 Word；bundle 证据包只有存档版。",
)
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@click.option(
    "--edition",
    type=Choice(*Edition),
    default="archive",
    metavar="版本",
    help="archive 存档版（默认）；public 公示版，遮去电话、证件号、车牌、门牌。",
)
@click.option(
    "--template",
    type=AnyPath,
    metavar="文件",
    help="套用自己的 Word 模板（只用于 docx）；样例用 mintobrief template 写。",
)
@letterhead_options
@click.pass_context
def command(
    context: click.Context,
    /,
    meeting: str,
    format_: str,
    output: Path,
    edition: str,
    template: Path | None,
    profile: str,
    **said: str,
) -> None:
    """导出审核过的简报；还有没审的决议时不导出，并说出是哪几条。"""
    from mintobrief.export.masks import unseen_in
    from mintobrief.review import compile_briefing
    from mintobrief.store import register
    from mintobrief.store.lookback import followed_of
    from mintobrief.store.masks import with_masks_said
    from mintobrief.store.pending import pending_of

    if template and format_ != "docx":
        raise click.UsageError("--template 只用于 -f docx", context)
    check_output(output)
    head = letterhead_of(profile, said)
    with library_of(settings_of(context)) as library:
        found = library.load_meeting(meeting)
        judged, named = library.judgements(found.id), library.namings(found.id)
        compiled = compile_briefing(found, judged, named, followed_of(library, found))
        briefing = with_masks_said(library, compiled)
        wanted = Edition(edition)
        if wanted is Edition.ARCHIVE:
            briefing = _illustrated(briefing, library, format_)
        if format_ == "notice":
            pending = pending_of(library, found, date.today())
            briefing = replace(briefing, pending=pending)
        number = register.number_of(library, found.id)
        head = replace(head, serial=head.serial or (number.called if number else ""))
        remarks = _write(briefing, template, format_, output, wanted, head)
        if wanted is Edition.PUBLIC:
            remarks = (*remarks, *unseen_in(briefing, head))
        library.tell_exported(found.id)
    click.echo(plain(f"已导出：{output}"))
    for remark in remarks:
        click.echo(plain(f"提醒：{remark}"))


def _illustrated(briefing: Briefing, library: Library, format_: str) -> Briefing:
    """With the pieces of its files that the archive edition shows in that format."""
    wanted = [SourceKind.SCAN, SourceKind.AUDIO] if format_ == "bundle" else [SourceKind.SCAN]
    with library.with_files(briefing.meeting, *wanted) as here:
        shown = replace(briefing, cuttings=cuttings_of(here))
        if format_ != "bundle":
            return shown
        return replace(shown, clips=clips_of(here, briefing.resolutions))


def _write(
    briefing: Briefing,
    template: Path | None,
    format_: str,
    output: Path,
    edition: Edition,
    head: Letterhead,
) -> tuple[str, ...]:
    """Write the file; what a person should know of it."""
    if template is None:
        write_briefing(briefing, format_, output, edition, head)
        return remarks_on(briefing, format_, edition, head)
    from mintobrief.export.template import write_from_template

    lacking = write_from_template(briefing, template, output, edition, head)
    told = f"模板里没有这些字段，文件里就没有它们的内容：{'、'.join(lacking)}"
    remarks = remarks_on(briefing, format_, edition, head)
    return (told, *remarks) if lacking else remarks
