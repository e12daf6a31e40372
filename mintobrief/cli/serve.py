"""`mintobrief serve`: the pages and the work behind them, on this computer."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import settings_of
from mintobrief.config import Settings
from mintobrief.errors import OpenAddress

HERE, PORT = "127.0.0.1", 8000
_LOCAL = (HERE, "localhost")


@click.command("serve", cls=ChineseCommand)
@click.option("--host", default=HERE, metavar="地址", help="只能是本机（默认 127.0.0.1）。")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    metavar="端口",
    help="默认 8000；0 是任选一个空着的。",
)
@click.pass_context
def command(context: click.Context, host: str, port: int) -> None:
    """打开网页：上传、看进度、审核、下载简报。按 Ctrl-C 停止，没做完的下次接着做。

    打印的链接只能用一次，打开后那个浏览器就可以一直用，直到程序停止。
    """
    if host not in _LOCAL:
        raise OpenAddress(host)
    serve_pages(settings_of(context), host, port)


def serve_pages(settings: Settings, host: str, port: int) -> None:
    """Serve the library until Ctrl-C. Raises AddressTaken before anything is shown."""
    from mintobrief.web.server import serve

    serve(settings, host, port, _announce)
    click.echo("已停止。没做完的任务下次接着做，不会丢。")


def _announce(link: str) -> None:
    click.echo(f"请在浏览器里打开（链接只能用一次）：\n  {link}")
