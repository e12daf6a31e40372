"""`mintobrief demo`: the whole way on the samples, from a recording to the page that reviews it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.convert import convert_files
from mintobrief.cli.pages import meeting_page, program, screen
from mintobrief.cli.parameters import settings_of
from mintobrief.cli.serve import PORT, at_home, serve_pages
from mintobrief.config import Settings
from mintobrief.domain import Request
from mintobrief.errors import AddressTaken


@click.command("demo", cls=ChineseCommand)
@click.option("--model", metavar="名称或文件夹", help="语音模型：base（自带）、模型名或文件夹。")
@click.pass_context
def command(context: click.Context, model: str | None) -> None:
    """用自带的样例走一遍：一段会议录音、一页手写记录、一份打字稿、一份转写稿。

    结果放进一个新的资料库（默认在当前文件夹的 mintobrief-demo），然后打开网页，可以逐条审核、
    下载简报。按 Ctrl-C 停止。
    """
    library: Path = context.find_root().obj or Path("mintobrief-demo")
    context.find_root().obj = fresh(library)
    # a library of its own, wherever the real one is kept
    settings = replace(settings_of(context, model), database=None, blobs=None)
    console = screen()
    for sample in samples(settings.samples):
        _walk(sample, settings, console)
    console.rule()
    console.print("样例都转换好了，等您在网页上逐条审核；都审完就能下载简报。")
    _serve(settings)
    console.print(f"想再看，运行：{program()} --library {settings.library} serve", soft_wrap=True)


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


def _walk(sample: Path, settings: Settings, console: Console) -> None:
    """One sample from its file to what was found in it."""
    console.rule(sample.parent.name)
    console.print(meeting_page(convert_files((sample,), Request(), settings, console), ()))


def _serve(settings: Settings) -> None:
    """At the usual port, or at any where somebody else is: a demo asks nobody to choose."""
    try:
        serve_pages(settings, at_home(PORT))
    except AddressTaken:
        serve_pages(settings, at_home(0))
