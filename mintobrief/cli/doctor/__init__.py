"""`mintobrief doctor`: what is there, what is missing, and how to get it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from mintobrief.cli import licences
from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.doctor.diagnosis import Diagnosis
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import settings_of
from mintobrief.config import Settings
from mintobrief.errors import Unwell

__all__ = ["Diagnosis", "command", "examine"]

_MARKS = "✓–✗"


@click.command("doctor", cls=ChineseCommand)
@click.option("--licenses", is_flag=True, help="列出装了的每个软件包、每个模型文件的许可，不做检查")
@click.pass_context
def command(context: click.Context, *, licenses: bool) -> None:
    """检查程序是否装好、电脑行不行：组件、模型、内存、磁盘、时钟、字体、资料库、网页。"""
    if licenses:
        screen().print(_licences(settings_of(context).models))
        return
    findings = list(examine(settings_of(context)))
    screen().print(_table(findings))
    if unwell := sum(finding.mark == "✗" for finding in findings):
        raise Unwell(unwell)
    click.echo("没有要紧的问题。标 – 的不影响使用。")


def _table(findings: list[Diagnosis]) -> Table:
    """What has to be done last, where the eye is when the command ends."""
    table = listing("项目", "情况", "怎么办")
    for finding in sorted(findings, key=lambda one: _MARKS.index(one.mark)):
        table.add_row(f"{finding.mark} {finding.what}", finding.found, finding.advice)
    return table


def _licences(folder: Path) -> Table:
    table = listing("软件包、模型文件", "版本、来历", "许可")
    for one in (*licences.packages(), *licences.models(folder)):
        table.add_row(one.name, one.origin, one.licence)
    return table


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Look at everything that the program needs; loads no model."""
    from mintobrief.cli.doctor.computer import computer
    from mintobrief.cli.doctor.installed import hearing, installed, language_model
    from mintobrief.cli.doctor.keeping import in_effect, keeping
    from mintobrief.cli.doctor.papers import papers
    from mintobrief.cli.doctor.reaching import reaching

    now = datetime.now().astimezone()
    yield from installed(settings)
    effective = in_effect(settings)
    yield hearing(effective)
    yield language_model(effective)
    yield from computer(settings, now)
    yield from papers()
    yield from keeping(settings, now)
    yield from reaching(os.environ)
