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
from mintobrief.domain import Briefing, Meeting, SourceKind
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
    if template and format_ != "docx":
        raise click.UsageError("--template 只用于 -f docx", context)
    check_output(output)
    wanted, head = Edition(edition), letterhead_of(profile, said)
    with library_of(settings_of(context)) as library:
        found = library.load_meeting(meeting)
        briefing = _dressed(_reviewed(library, found), library, format_, wanted)
        head = replace(head, serial=head.serial or _serial(library, found))
        remarks = _write(briefing, template, format_, output, wanted, head)
        library.tell_exported(found.id)
    click.echo(plain(f"已导出：{output}"))
    for remark in remarks:
        click.echo(plain(f"提醒：{remark}"))


def _reviewed(library: Library, meeting: Meeting) -> Briefing:
    """The briefing with what persons said of masks. Raises NotReviewed."""
    from mintobrief.review import compile_briefing
    from mintobrief.store.lookback import followed_of
    from mintobrief.store.masks import with_masks_said

    judged, named = library.judgements(meeting.id), library.namings(meeting.id)
    compiled = compile_briefing(meeting, judged, named, followed_of(library, meeting))
    return with_masks_said(library, compiled)


def _dressed(briefing: Briefing, library: Library, format_: str, edition: Edition) -> Briefing:
    """With what that format shows beside the briefing: pictures and sound, open tasks."""
    from mintobrief.store.pending import pending_of

    if edition is Edition.ARCHIVE:
        briefing = _illustrated(briefing, library, format_)
    if format_ != "notice":
        return briefing
    return replace(briefing, pending=pending_of(library, briefing.meeting, date.today()))


def _serial(library: Library, meeting: Meeting) -> str:
    """The issue's number as the register has it; empty where it has none."""
    from mintobrief.store import register

    number = register.number_of(library, meeting.id)
    return number.called if number else ""


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
    from mintobrief.export.masks import unseen_in

    lacking: tuple[str, ...] = ()
    if template is None:
        write_briefing(briefing, format_, output, edition, head)
    else:
        lacking = _fill(template, briefing, output, edition, head)
    unseen = unseen_in(briefing, head) if edition is Edition.PUBLIC else ()
    return (*lacking, *remarks_on(briefing, format_, edition, head), *unseen)


def _fill(
    template: Path, briefing: Briefing, output: Path, edition: Edition, head: Letterhead
) -> tuple[str, ...]:
    """A person's own template; what it leaves out."""
    from mintobrief.export.template import write_from_template

    lacking = write_from_template(briefing, template, output, edition, head)
    told = f"模板里没有这些字段，文件里就没有它们的内容：{'、'.join(lacking)}"
    return (told,) if lacking else ()
