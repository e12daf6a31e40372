"""`mintobrief convert`: the files of one meeting become a draft in the library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from mintobrief.cli.bars import Bars
from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output, read_agenda, read_glossary, read_roster
from mintobrief.cli.pages import meeting_page, program, screen
from mintobrief.cli.parameters import AnyPath, Day, library_of, login_name, settings_of
from mintobrief.cli.plain import plain
from mintobrief.config import Settings
from mintobrief.domain import Meeting, Request, Term, VoicePrint

if TYPE_CHECKING:
    from mintobrief.store.library import Library


@click.command("convert", cls=ChineseCommand)
@click.argument("inputs", nargs=-1, required=True, type=AnyPath, metavar="文件…")
@click.option("--json", "out", type=AnyPath, metavar="文件", help="把草稿另存为 JSON。")
@click.option("--held-on", type=Day(), metavar="日期", help="开会日期，如 2026-03-14。")
@click.option("--title", metavar="名称", help="会议名称。")
@click.option("--agenda", type=AnyPath, metavar="文件", help="议程，每行一个议题。")
@click.option("--roster", type=AnyPath, metavar="文件", help="名册，每行：姓名,职务,单位。")
@click.option("--glossary", type=AnyPath, metavar="文件", help="词表，每行：词,听错的写法…。")
@click.option("--compound", metavar="小区", help="是哪个小区的会议：用上它的名册和词表。")
@click.option("--model", metavar="名称或文件夹", help="语音模型：base（自带）、模型名或文件夹。")
@click.option(
    "--voiceprints/--no-voiceprints",
    default=False,
    help="用登记过的声纹（见 voices）帮助推定发言人；默认不用。",
)
@click.pass_context
def command(
    context: click.Context,
    inputs: tuple[Path, ...],
    out: Path | None,
    held_on: date | None,
    title: str | None,
    agenda: Path | None,
    roster: Path | None,
    glossary: Path | None,
    compound: str | None,
    model: str | None,
    voiceprints: bool,
) -> None:
    """把一次会议的材料转成待审的决议。

    录音、笔记、转写稿、扫描件可以混在一起给，它们合成一次会议，存进资料库等待审核。
    """
    if out:
        check_output(out, (*inputs, *(path for path in (agenda, roster, glossary) if path)))
    settings = settings_of(context, model)
    request = Request(
        held_on=held_on,
        title=title,
        agenda=read_agenda(agenda) if agenda else (),
        roster=read_roster(roster) if roster else (),
        glossary=read_glossary(glossary) if glossary else (),
        compound=_compound_id(compound, settings) if compound else None,
        handed_in=date.today(),
    )
    console = screen(stderr=True)
    meeting = convert_files(inputs, request, settings, console, voiceprints=voiceprints)
    if out:
        from mintobrief.domain.codec import dumps
        from mintobrief.export.files import write_atomically

        write_atomically(out, dumps(meeting).encode())
    console.print(meeting_page(meeting, ()))
    click.echo(f"已存入资料库，编号 {meeting.id}。下一步：{program()} review {meeting.id}")


def convert_files(
    paths: tuple[Path, ...],
    request: Request,
    settings: Settings,
    console: Console,
    *,
    voiceprints: bool = False,
) -> Meeting:
    """Convert and keep; the meeting comes back under the id it is kept by.

    Names that reviewers of this library wrote before are listened for, like a glossary.
    Voice prints are used only where `voiceprints` says so.
    """
    from dataclasses import replace

    from mintobrief.jobs import crew_desk
    from mintobrief.pipeline import convert, shipped_engines
    from mintobrief.store.settings import effective

    with library_of(settings) as library, crew_desk(settings) as desk:
        settings = effective(library, settings)
        known = usable_prints(library, console) if voiceprints else ()
        learnt = tuple(Term(name) for name in library.confirmed_names())
        request = library.compounds.informed(request)
        request = replace(request, glossary=(*request.glossary, *learnt))
        engines = replace(shipped_engines(settings), desk=lambda: desk, voiceprints=known)
        with Bars(console) as bars:
            meeting = convert(paths, request, engines, bars)
        kept = library.save_meeting(meeting, datetime.now(UTC))
        if request.compound:
            library.compounds.move(kept, request.compound, login_name())
        return replace(meeting, id=kept)


def _compound_id(given: str, settings: Settings) -> str:
    """Raises UnknownCompound before any work is done."""
    with library_of(settings) as library:
        return library.compounds.find(given).id


def usable_prints(library: Library, console: Console) -> tuple[VoicePrint, ...]:
    """The voice prints that may be used today; those that ended are deleted and told of."""
    from mintobrief.store import voice_prints

    prints = voice_prints(library)
    for name in prints.drop_expired(date.today()):
        console.print(f"{plain(name)} 的声纹已到期，已删除，没有使用。")
    kept = prints.all()
    if not kept:
        console.print("没有登记过声纹，--voiceprints 没有作用。登记用 mintobrief voices add。")
    return kept
