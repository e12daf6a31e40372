"""`mintobrief demo`: the whole way on the samples, from a recording to a briefing one can open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.convert import convert_files
from mintobrief.cli.pages import meeting_page, program, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.config import Settings
from mintobrief.domain import Meeting, Request

# The demo has nobody to ask: its judgements are signed by a name that says so.
REVIEWER = "演示脚本（不是人，正式使用须由人逐条审核）"


@click.command("demo", cls=ChineseCommand)
@click.option("--model", metavar="名称或文件夹", help="语音模型：base（自带）、模型名或文件夹。")
@click.pass_context
def command(context: click.Context, model: str | None) -> None:
    """用自带的样例走一遍：一段会议录音、一页手写记录、一份打字稿、一份转写稿。

    结果放进一个新的资料库（默认在当前文件夹的 mintobrief-demo），最后得到可以打开的简报。
    """
    library: Path = context.find_root().obj or Path("mintobrief-demo")
    context.find_root().obj = fresh(library)
    # a library of its own, wherever the real one is kept
    settings = replace(settings_of(context, model), database=None)
    console = screen()
    briefings = [_walk(sample, settings, console) for sample in samples(settings.samples)]
    _farewell(settings.library, briefings, console)


def samples(folder: Path) -> list[Path]:
    """The input file of every sample, in the order of their folders' names."""
    return sorted(folder.glob("*/input.*"))


def fresh(folder: Path) -> Path:
    """The folder itself if it is new or empty, else the next free `folder-2`, `folder-3`…"""
    tried, number = folder, 1
    while tried.exists() and any(tried.iterdir()):
        number += 1
        tried = folder.with_name(f"{folder.name}-{number}")
    return tried.resolve()


def _walk(sample: Path, settings: Settings, console: Console) -> Path:
    """One sample from its file to its briefing; returns the docx."""
    console.rule(sample.parent.name)
    meeting = convert_files((sample,), Request(), settings, console)
    console.print(meeting_page(meeting, ()))
    return _brief(meeting, settings)


def _brief(meeting: Meeting, settings: Settings) -> Path:
    from mintobrief.export import Edition, write_briefing
    from mintobrief.review import accept, compile_briefing

    now = datetime.now(UTC)
    judgements = [accept(r, None, REVIEWER, now) for r in meeting.resolutions]
    with library_of(settings) as library:
        library.add_judgements(meeting.id, judgements)
    briefing = compile_briefing(meeting, judgements)
    path = settings.library / f"{meeting.id}.docx"
    write_briefing(briefing, "docx", path, Edition.ARCHIVE)
    return path


def _farewell(library: Path, briefings: list[Path], console: Console) -> None:
    console.rule()
    console.print("简报已生成，用 Word 或 WPS 打开看看：")
    for path in briefings:
        console.print(f"  {path}")
    console.print(
        f"\n这些决议由“{REVIEWER}”通过。自己动手：\n"
        f"  {program()} --library {library} list\n"
        f"  {program()} convert 会议录音.m4a 手写记录.jpg --held-on 2026-03-14"
    )
