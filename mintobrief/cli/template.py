"""`mintobrief template`: a Word template to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.files import check_output
from mintobrief.cli.heads import profile_option
from mintobrief.cli.parameters import AnyPath
from mintobrief.cli.plain import plain
from mintobrief.export import Letterhead


@click.command("template", cls=ChineseCommand)
@click.option("-o", "--output", type=AnyPath, required=True, metavar="文件", help="写到哪里。")
@profile_option
def command(output: Path, profile: str) -> None:
    """写一份 Word 模板的样例：改好版式和字样，再用 export --template 套用。"""
    from mintobrief.export.files import write_atomically
    from mintobrief.export.template.fields import FIELDS, Many, Record
    from mintobrief.export.template.starter import starter

    check_output(output)
    write_atomically(output, starter(Letterhead(profile=profile)))
    click.echo(plain(f"已写好模板：{output}"))
    click.echo(f"可用的字段：{'、'.join(FIELDS)}")
    for name, kind in FIELDS.items():
        if isinstance(kind, Many) and isinstance(kind.of, Record):
            click.echo(f"“{name}”逐条取，每条有：{'、'.join(kind.of.fields)}")
