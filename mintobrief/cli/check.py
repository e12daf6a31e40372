"""`mintobrief check`: is a finished file laid out as an official paper?"""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import AnyPath
from mintobrief.cli.plain import plain

_MARKS = {True: "✓", False: "✗", None: "–"}


@click.command("check", cls=ChineseCommand)
@click.argument("file", type=AnyPath, metavar="文件")
def command(file: Path) -> None:
    """检查 docx 或 PDF 的版式：每一项要求什么、查到什么、对不对，缺哪些字体。

    装了 LibreOffice 时，docx 还按排出来的页面再量一遍。
    """
    from mintobrief.export.check import check_file

    measures = check_file(file)
    table = listing("项目", "要求", "查到")
    for measure in measures:
        table.add_row(
            f"{_MARKS[measure.ok]} {measure.what}", plain(measure.asked), plain(measure.found)
        )
    screen().print(table)
    wrong = sum(measure.ok is False for measure in measures)
    right = sum(measure.ok is True for measure in measures)
    untold = len(measures) - right - wrong
    rest = f"，{untold} 项没有或量不出" if untold else ""
    click.echo(f"共 {len(measures)} 项：{right} 项合格，{wrong} 项不合格{rest}。")
